package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import nl.plint.analysis.hotspot.WeightsChoice.NeighborRule;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.stats.GlobalMoran;
import nl.plint.stats.GlobalStatistic;
import nl.plint.stats.GlobalStatistic.Assumption;
import nl.plint.stats.NeighborFinder;
import nl.plint.stats.SpatialWeights;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the distance, or the number of neighbors, at which the map clusters most clearly: the first peak of the z-score of global
 * Moran's I as the scale grows, and without a peak its maximum. Distances at which more than a tenth of the areas have no neighbor
 * are not chosen. A scale chosen on the values that are tested makes the tests somewhat optimistic, which the answer says.
 *
 * <p>Distances tried: ten, each a third larger than the one before, from 1.5 times the median distance to the nearest neighbor.
 */
final class ScaleChoice {
    private static final int DISTANCES = 10;
    private static final double FIRST = 1.5;
    private static final double GROWTH = 4.0 / 3;
    private static final double MOST_ISLANDS = 0.1;
    private static final int[] NUMBERS = {4, 6, 8, 10, 12, 16, 20, 24, 32};

    private final List<Tried> tried;
    private final boolean ofDistance;
    private final int chosen;
    private final boolean isPeak;

    private ScaleChoice(List<Tried> tried, boolean ofDistance) {
        this.tried = List.copyOf(tried);
        this.ofDistance = ofDistance;
        int peak = peak(tried);
        isPeak = peak >= 0;
        chosen = isPeak ? peak : highest(tried);
    }

    /** What a scale gives. NaN where global Moran's I is not defined. */
    private record Tried(
            double scale, int size, int islands, double meanNeighbors, double moran, double zScore, long significant) {
        boolean isEligible() {
            return islands <= MOST_ISLANDS * size && !Double.isNaN(zScore);
        }
    }

    /** Tries all scales on the values that are to be tested. */
    static ScaleChoice of(
            HotspotQuestion question, ObservedAreas observed, double[] values, Standardization standardization) {
        WeightsChoice open = question.weights();
        boolean ofDistance = open.type() != NeighborRule.K_NEAREST;
        double[] scales = ofDistance
                ? distances(observed)
                : Arrays.stream(NUMBERS)
                        .filter(k -> k < values.length)
                        .asDoubleStream()
                        .toArray();
        List<Tried> tried = new ArrayList<>();
        for (double scale : scales) {
            AreaWeights weights = AreaWeights.of(open.at(scale), observed);
            SpatialWeights neighbors = weights.neighbors();
            GlobalStatistic moran = GlobalMoran.of(values, neighbors.rowStandardized());
            double[] pValues = LocalScores.of(question.statistic(), values, weights, standardization)
                    .pValues(question.inference().alternative());
            double[] adjusted = question.inference().correction().adjust(pValues);
            tried.add(new Tried(
                    scale,
                    values.length,
                    neighbors.islandCount(),
                    neighbors.meanNeighborCount(),
                    moran.value(),
                    moran.zScore(Assumption.RANDOMIZATION),
                    Arrays.stream(adjusted)
                            .filter(p -> p <= question.inference().alpha())
                            .count()));
        }
        return new ScaleChoice(tried, ofDistance);
    }

    private static double[] distances(ObservedAreas observed) {
        double[] x = observed.x();
        double[] y = observed.y();
        SpatialWeights nearest = NeighborFinder.nearest(x, y, 1);
        double[] apart = new double[x.length];
        Arrays.setAll(apart, i -> Math.hypot(x[nearest.neighbor(i, 0)] - x[i], y[nearest.neighbor(i, 0)] - y[i]));
        Arrays.sort(apart);
        double first = Math.max(1, Math.rint(FIRST * apart[apart.length / 2]));
        return DoubleStream.iterate(first, distance -> Math.rint(distance * GROWTH))
                .limit(DISTANCES)
                .toArray();
    }

    private static int peak(List<Tried> tried) {
        for (int at = 1; at + 1 < tried.size(); at++) {
            double z = tried.get(at).zScore();
            if (tried.get(at).isEligible()
                    && z > tried.get(at - 1).zScore()
                    && z > tried.get(at + 1).zScore()) {
                return at;
            }
        }
        return -1;
    }

    private static int highest(List<Tried> tried) {
        int best = tried.size() - 1;
        for (int at = 0; at < tried.size(); at++) {
            boolean better = !tried.get(best).isEligible()
                    || tried.get(at).zScore() > tried.get(best).zScore();
            best = tried.get(at).isEligible() && better ? at : best;
        }
        return best;
    }

    /** The scale chosen: a distance in metres, or a number of neighbors. */
    double scale() {
        return tried.get(chosen).scale();
    }

    /** Why, in words. */
    LocalizedText why() {
        Tried best = tried.get(chosen);
        return new LocalizedText(
                String.format(
                        Locale.forLanguageTag("nl"),
                        "%s gekozen uit %d: daar is de globale Moran I (z = %.1f) %s. Een schaal die op de gegevens zelf gekozen is,"
                                + " maakt de toets iets te gunstig; zie de tabel 'scale' voor de andere.",
                        ofDistance ? Math.round(best.scale()) + " m" : Math.round(best.scale()) + " buren",
                        tried.size(),
                        best.zScore(),
                        isPeak ? "voor het eerst op een top" : "het hoogst, zonder top ervoor"),
                String.format(
                        Locale.ENGLISH,
                        "%s chosen among %d: there global Moran's I (z = %.1f) %s. A scale chosen on the data itself makes the test"
                                + " somewhat optimistic; see the table 'scale' for the others.",
                        ofDistance ? Math.round(best.scale()) + " m" : Math.round(best.scale()) + " neighbors",
                        tried.size(),
                        best.zScore(),
                        isPeak ? "peaks for the first time" : "is highest, without a peak before"));
    }

    /** Every scale that was tried, with what it would have given. */
    List<Map<String, @Nullable Object>> table() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Tried one : tried) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(
                    ofDistance ? "distanceMeters" : "k",
                    ofDistance ? (Object) one.scale() : (Object) (long) one.scale());
            row.put("islands", one.islands());
            row.put("meanNeighbors", one.meanNeighbors());
            row.put("moran", HotspotScores.known(one.moran()));
            row.put("zScore", HotspotScores.known(one.zScore()));
            row.put("significantAnalytic", one.significant());
            row.put("chosen", one.equals(tried.get(chosen)));
            rows.add(row);
        }
        return rows;
    }
}
