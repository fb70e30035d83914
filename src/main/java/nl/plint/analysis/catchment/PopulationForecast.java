package nl.plint.analysis.catchment;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;

/** How many people a municipality is expected to have in one year for each one in another, by one vintage of the forecast. */
final class PopulationForecast {
    static final String LAYER = "population-forecast";

    private final Map<String, Double> growth = new HashMap<>();
    private final DatasetVersion version;
    private final int vintage;

    /**
     * @param vintage null for the newest
     * @throws InvalidInputException when the forecast does not tell of the year or the vintage
     */
    PopulationForecast(Published published, int fromYear, int toYear, @Nullable Integer vintage) {
        Snapshot snapshot = published.current(LAYER);
        this.version = snapshot.version();
        int gmCodeAt = snapshot.schema().findPosition("gmCode").orElseThrow();
        int yearAt = snapshot.schema().findPosition("year").orElseThrow();
        int vintageAt = snapshot.schema().findPosition("vintage").orElseThrow();
        int inhabitantsAt = snapshot.schema().findPosition("inhabitants").orElseThrow();
        TreeSet<Integer> vintages = new TreeSet<>();
        for (int row = 0; row < snapshot.size(); row++) {
            vintages.add(whole(snapshot, row, vintageAt));
        }
        if (vintages.isEmpty() || (vintage != null && !vintages.contains(vintage))) {
            throw new InvalidInputException("forecastVintage", vintage, "one of " + vintages);
        }
        this.vintage = vintage == null ? vintages.last() : vintage;
        Map<String, Integer> from = new HashMap<>();
        Map<String, Integer> to = new HashMap<>();
        TreeSet<Integer> years = new TreeSet<>();
        for (int row = 0; row < snapshot.size(); row++) {
            if (whole(snapshot, row, vintageAt) == this.vintage) {
                int year = whole(snapshot, row, yearAt);
                String gmCode = String.valueOf(snapshot.value(row, gmCodeAt));
                years.add(year);
                if (year == fromYear) {
                    from.put(gmCode, whole(snapshot, row, inhabitantsAt));
                }
                if (year == toYear) {
                    to.put(gmCode, whole(snapshot, row, inhabitantsAt));
                }
            }
        }
        if (from.isEmpty() || to.isEmpty()) {
            throw new InvalidInputException("forecastYear", toYear, "one of " + years);
        }
        from.forEach((gmCode, before) -> {
            Integer after = to.get(gmCode);
            if (after != null && before > 0) {
                growth.put(gmCode, (double) after / before);
            }
        });
    }

    private static int whole(Snapshot snapshot, int row, int position) {
        return snapshot.value(row, position) instanceof Number number ? number.intValue() : 0;
    }

    /** The factor of a municipality; 1 where the forecast does not know it. */
    double growth(@Nullable String gmCode) {
        return gmCode == null ? 1 : growth.getOrDefault(gmCode, 1.0);
    }

    int vintage() {
        return vintage;
    }

    DatasetVersion version() {
        return version;
    }
}
