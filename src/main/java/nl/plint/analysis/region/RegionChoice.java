package nl.plint.analysis.region;

import java.util.List;

/** Which region a question is about. */
public sealed interface RegionChoice {
    /** A region of the layer {@code regions}, by its id. */
    record Listed(String id) implements RegionChoice {}

    /** Municipalities that are named one by one. */
    record Named(List<String> gmCodes) implements RegionChoice {
        public Named {
            gmCodes = gmCodes.stream().sorted().distinct().toList();
        }
    }

    /**
     * Municipalities whose inhabitants change by less than a threshold, according to the layer {@code population-forecast}.
     *
     * @param vintage which forecast: they contradict one another
     * @param change the threshold, a share: -0.03 is a loss of 3 %
     */
    record Forecast(int vintage, int fromYear, int toYear, double change) implements RegionChoice {}
}
