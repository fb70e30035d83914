package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.stats.SpatialWeights;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Point;

/** Why an area has its class: its value, its neighbors with theirs, what chance would give, and a sentence. */
final class Explanation {
    private static final int MOST_NEIGHBORS = 100;

    private final ObservedAreas observed;
    private final HotspotQuestion question;
    private final HotspotScores scores;
    private final int at;

    private Explanation(ObservedAreas observed, HotspotQuestion question, HotspotScores scores, int at) {
        this.observed = observed;
        this.question = question;
        this.scores = scores;
        this.at = at;
    }

    /**
     * Of one area, as plain values.
     *
     * @throws InvalidInputException when no such area takes part
     */
    static Map<String, @Nullable Object> of(
            String id, ObservedAreas observed, HotspotQuestion question, HotspotScores scores) {
        int at = IntStream.range(0, observed.areas().size())
                .filter(place -> observed.areas().get(place).id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "explain",
                        id,
                        "the id of an area that takes part, such as '"
                                + observed.areas().get(0).id() + "'"));
        return new Explanation(observed, question, scores, at).shown();
    }

    private Map<String, @Nullable Object> shown() {
        ObservedArea area = observed.areas().get(at);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", area.id());
        if (!area.isShown()) {
            shown.put("suppressed", true);
            shown.put("reason", "SUPPRESSED");
            return shown;
        }
        LocalScores local = scores.local();
        shown.put("class", scores.classOf(at));
        shown.put("reason", scores.reason(at));
        shown.put("value", area.isExact() ? area.value() : null);
        shown.put("mean", local.mean());
        shown.put("neighborMean", HotspotScores.known(local.neighborMean(at)));
        shown.put("statistic", HotspotScores.known(local.statistic(at)));
        shown.put("expectation", HotspotScores.known(local.expectation(at)));
        shown.put("zScore", HotspotScores.known(local.zScore(at)));
        shown.put("pValue", HotspotScores.known(scores.pValue(at)));
        shown.put("pValueSimulated", HotspotScores.known(scores.simulated(at)));
        shown.put("pValueAdjusted", HotspotScores.known(scores.adjusted(at)));
        shown.put("neighborCount", (long) local.weights().neighborCount(at));
        shown.put("neighbors", neighbors());
        shown.put("sentence", Map.of("nl", dutch(area), "en", english(area)));
        return shown;
    }

    /** The neighbors, the heaviest and then the nearest first. */
    private List<Map<String, @Nullable Object>> neighbors() {
        SpatialWeights weights = scores.local().weights();
        Point here = observed.areas().get(at).geometryRd().getCentroid();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        IntStream.range(0, weights.count(at))
                .boxed()
                .filter(place -> weights.neighbor(at, place) != at)
                .sorted(Comparator.comparingDouble((Integer place) -> -weights.weight(at, place))
                        .thenComparingDouble(place -> distance(here, weights.neighbor(at, place))))
                .limit(MOST_NEIGHBORS)
                .forEach(place -> {
                    ObservedArea neighbor = observed.areas().get(weights.neighbor(at, place));
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("id", neighbor.id());
                    row.put("value", neighbor.isExact() ? neighbor.value() : null);
                    row.put("weight", weights.weight(at, place));
                    row.put("distanceMeters", distance(here, weights.neighbor(at, place)));
                    rows.add(row);
                });
        return rows;
    }

    private double distance(Point here, int other) {
        Point there = observed.areas().get(other).geometryRd().getCentroid();
        return Math.hypot(there.getX() - here.getX(), there.getY() - here.getY());
    }

    private String dutch(ObservedArea area) {
        LocalScores local = scores.local();
        Locale nl = Locale.forLanguageTag("nl");
        String own = area.isExact()
                ? String.format(nl, "%s heeft waarde %.2f", area.id(), area.value())
                : "De waarde van " + area.id() + " wordt niet getoond";
        if (scores.reason(at) != null || Double.isNaN(scores.adjusted(at))) {
            return own + "; er is geen toets (" + (scores.reason(at) == null ? scores.classOf(at) : scores.reason(at))
                    + ").";
        }
        return String.format(
                nl,
                "%s; de %d buren%s hebben gemiddeld %.2f, alle gebieden samen %.2f. %s is %.2f, bij toeval zou dat %.2f zijn (z ="
                        + " %.2f, p na correctie %.4f): %s. Dat zegt iets over de buurt samen, niet dat dit ene gebied hoog of laag is"
                        + " en niet waardoor.",
                own,
                local.weights().neighborCount(at),
                question.statistic() == LocalStatistic.GI_STAR ? " en het gebied zelf" : "",
                local.neighborMean(at),
                local.mean(),
                question.statistic().title().nl(),
                local.statistic(at),
                local.expectation(at),
                local.zScore(at),
                scores.adjusted(at),
                scores.classOf(at));
    }

    private String english(ObservedArea area) {
        LocalScores local = scores.local();
        String own = area.isExact()
                ? String.format(Locale.ENGLISH, "%s has value %.2f", area.id(), area.value())
                : "The value of " + area.id() + " is not shown";
        if (scores.reason(at) != null || Double.isNaN(scores.adjusted(at))) {
            return own + "; there is no test (" + (scores.reason(at) == null ? scores.classOf(at) : scores.reason(at))
                    + ").";
        }
        return String.format(
                Locale.ENGLISH,
                "%s; its %d neighbors%s have %.2f on average, all areas together %.2f. %s is %.2f, by chance it would be %.2f (z ="
                        + " %.2f, p after correction %.4f): %s. That tells of the neighborhood together, not that this one area is"
                        + " high or low, and not why.",
                own,
                local.weights().neighborCount(at),
                question.statistic() == LocalStatistic.GI_STAR ? " and the area itself" : "",
                local.neighborMean(at),
                local.mean(),
                question.statistic().title().en(),
                local.statistic(at),
                local.expectation(at),
                local.zScore(at),
                scores.adjusted(at),
                scores.classOf(at));
    }
}
