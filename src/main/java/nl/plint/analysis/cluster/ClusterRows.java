package nl.plint.analysis.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import nl.plint.analysis.cluster.VacancyClusters.Cluster;
import nl.plint.analysis.vacancy.DurationClass;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.stats.WilsonInterval;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Clusters as features. An audience that small numbers are withheld from sees those of 5 units and more, counts rounded to fives and
 * shares that are reckoned from the rounded counts (DOMAIN section 3.5): then the count of a cell that is withheld does not follow
 * from that of a cluster that lies in it.
 */
final class ClusterRows {
    private static final int LEAST_UNITS = 5;
    private static final int ROUNDING = 5;

    static final Schema SCHEMA = new Schema(List.of(
            PropertyDefinition.of("cluster", new LocalizedText("Cluster", "Cluster"), PropertyType.STRING),
            PropertyDefinition.of(
                    "gmCode", new LocalizedText("Gemeentecode (CBS)", "Municipality code (CBS)"), PropertyType.STRING),
            count("vacantUnits", "Leegstaande panden in het cluster", "Vacant units of the cluster"),
            PropertyDefinition.number(
                    "vacantFloorAreaM2",
                    new LocalizedText("Leegstaand winkelvloeroppervlak", "Vacant sales floor area"),
                    Unit.SQUARE_METER),
            count("vacantStructural", "Leeg langer dan 3 jaar", "Vacant over 3 years"),
            share("shareStructural", "Aandeel structureel in de leegstand", "Structural share of the vacancy"),
            count("unitsInHull", "Alle panden in de omtrek", "All units within the outline"),
            share("vacancyRateInHull", "Leegstand in de omtrek (aandeel)", "Vacancy within the outline (share)"),
            share("ciLow", "Ondergrens 95 % (Wilson)", "Lower 95 % bound (Wilson)"),
            share("ciHigh", "Bovengrens 95 % (Wilson)", "Upper 95 % bound (Wilson)"),
            share("vacancyRateOfAll", "Leegstand van het geheel (aandeel)", "Vacancy of the whole (share)")));

    static final Schema MEMBERS = new Schema(List.of(
            PropertyDefinition.of("cluster", new LocalizedText("Cluster", "Cluster"), PropertyType.STRING),
            PropertyDefinition.of("duration", new LocalizedText("Duurklasse", "Duration class"), PropertyType.STRING)));

    private final VacancyClusters clusters;
    private final Audience audience;

    ClusterRows(VacancyClusters clusters, Audience audience) {
        this.clusters = clusters;
        this.audience = audience;
    }

    private static PropertyDefinition count(String name, String nl, String en) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.INTEGER, Unit.COUNT, false, 0.0, null, List.of());
    }

    private static PropertyDefinition share(String name, String nl, String en) {
        return PropertyDefinition.number(name, new LocalizedText(nl, en), Unit.SHARE);
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "C%03d", number + 1);
    }

    /** The code of the municipality that all members are in; null where there are several or it is not known. */
    private static @Nullable String gmCode(Cluster cluster) {
        TreeSet<String> codes = new TreeSet<>();
        for (ObservedUnit unit : cluster.members()) {
            codes.add(unit.gmCode() == null ? "" : unit.gmCode());
        }
        return codes.size() == 1 && !codes.first().isEmpty() ? codes.first() : null;
    }

    private boolean isShown(Cluster cluster) {
        return audience.choosesFreely() || cluster.members().size() >= LEAST_UNITS;
    }

    /** A count as the audience sees it. */
    private long shown(long count) {
        return audience.choosesFreely() ? count : Math.round((double) count / ROUNDING) * ROUNDING;
    }

    List<Feature> clusters() {
        List<Feature> rows = new ArrayList<>();
        for (int i = 0; i < clusters.list().size(); i++) {
            if (isShown(clusters.list().get(i))) {
                rows.add(row(i, clusters.list().get(i)));
            }
        }
        return rows;
    }

    private Feature row(int number, Cluster cluster) {
        long vacant = shown(cluster.members().size());
        long structural = shown(structural(cluster.members()));
        long inHull = shown(cluster.inHull().size());
        long vacantInHull =
                shown(cluster.inHull().stream().filter(ObservedUnit::vacant).count());
        WilsonInterval interval = WilsonInterval.of(Math.min(vacantInHull, inHull), inHull, WilsonInterval.Z_95);
        return new Feature(
                id(number),
                cluster.hullRd(),
                id(number),
                gmCode(cluster),
                vacant,
                audience.choosesFreely() ? (Object) floorArea(cluster.members()) : null,
                structural,
                (double) structural / vacant,
                inHull,
                Math.min(1, (double) vacantInHull / inHull),
                interval.low(),
                interval.high(),
                rateOfAll());
    }

    private long structural(List<ObservedUnit> units) {
        return units.stream()
                .filter(unit -> duration(unit) == DurationClass.STRUCTURAL)
                .count();
    }

    private DurationClass duration(ObservedUnit unit) {
        return DurationClass.of(unit.vacantSince(), clusters.units().referenceDate());
    }

    private static double floorArea(List<ObservedUnit> units) {
        return units.stream()
                .mapToDouble(ObservedUnit::floorAreaM2)
                .filter(area -> !Double.isNaN(area))
                .sum();
    }

    private @Nullable Double rateOfAll() {
        long all = shown(clusters.units().units().size());
        long vacant = shown(
                clusters.units().units().stream().filter(ObservedUnit::vacant).count());
        return all == 0 ? null : (Double) ((double) vacant / all);
    }

    /** The vacant units whose place and cluster the audience may see. */
    List<Feature> members() {
        List<Feature> rows = new ArrayList<>();
        if (audience.choosesFreely()) {
            for (int i = 0; i < clusters.list().size(); i++) {
                for (ObservedUnit unit : clusters.list().get(i).members()) {
                    rows.add(member(unit, id(i)));
                }
            }
            clusters.noise().forEach(unit -> rows.add(member(unit, null)));
        }
        return rows;
    }

    private Feature member(ObservedUnit unit, @Nullable String cluster) {
        return new Feature(
                unit.id(),
                unit.placeRd(),
                cluster,
                duration(unit).name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    Map<String, @Nullable Object> summary() {
        long inClusters = clusters.list().stream()
                .filter(this::isShown)
                .mapToLong(cluster -> cluster.members().size())
                .sum();
        long vacant =
                clusters.units().units().stream().filter(ObservedUnit::vacant).count();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("clusters", clusters.list().stream().filter(this::isShown).count());
        summary.put("vacantUnits", shown(vacant));
        summary.put("vacantUnitsInClusters", shown(inClusters));
        summary.put("noise", shown(vacant - inClusters));
        summary.put("vacancyRateOfAll", rateOfAll());
        return summary;
    }
}
