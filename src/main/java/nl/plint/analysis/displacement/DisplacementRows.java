package nl.plint.analysis.displacement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nl.plint.analysis.region.Region;
import nl.plint.analysis.vacancy.AreaSet.Area;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.retail.CompositeIndex;
import nl.plint.retail.Indicator;
import nl.plint.retail.Signal;
import nl.plint.retail.Typology;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The areas of one layer beside one another: their indicators, index and type. */
final class DisplacementRows {
    private static final List<Indicator> INDICATORS = List.of(Indicator.values());
    private static final int DRAWS = 1_000;
    private static final double CONCENTRATION = 50;

    static final Schema AREAS = new Schema(areaProperties());
    static final Schema INDICATOR_ROWS = new Schema(List.of(
            text("areaId", "Gebied", "Area"),
            text("areaName", "Naam", "Name"),
            text("code", "Code", "Code"),
            text("indicator", "Indicator", "Indicator"),
            text("kind", "Oorzaak of gevolg", "Cause or effect"),
            number("value", "Waarde", "Value", null),
            text("unit", "Eenheid", "Unit"),
            text("signal", "Signaal", "Signal"),
            number("standardized", "Vergeleken met de andere gebieden", "Compared with the other areas", null),
            number("weight", "Gewicht", "Weight", Unit.SHARE),
            number("contribution", "Bijdrage aan de index", "Contribution to the index", null)));

    private final List<AreaFigures> figures;
    private final DisplacementQuestion question;
    private final Region region;
    private final double[][] values = new double[INDICATORS.size()][];
    private final CompositeIndex all;
    private final CompositeIndex causes;
    private final CompositeIndex effects;
    private final double causesThreshold;
    private final double[] worsening;

    DisplacementRows(List<AreaFigures> figures, DisplacementQuestion question, Region region) {
        this.figures = figures;
        this.question = question;
        this.region = region;
        for (Indicator indicator : INDICATORS) {
            values[INDICATORS.indexOf(indicator)] = figures.stream()
                    .mapToDouble(area -> area.indicators().value(indicator))
                    .toArray();
        }
        all = index(indicator -> true);
        causes = index(Indicator::isCause);
        effects = index(indicator -> !indicator.isCause());
        causesThreshold = IntStream.range(0, figures.size())
                .mapToDouble(causes::index)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        worsening = Typology.worsening(new double[][] {
            values[INDICATORS.indexOf(Indicator.CHURN)],
            values[INDICATORS.indexOf(Indicator.CATCHMENT_LOSS)],
            figures.stream()
                    .mapToDouble(area -> area.indicators().vacancyRise())
                    .toArray()
        });
    }

    private CompositeIndex index(Predicate<Indicator> wanted) {
        double[] weights = INDICATORS.stream()
                .mapToDouble(
                        indicator -> wanted.test(indicator) ? question.weights().getOrDefault(indicator, 0.0) : 0)
                .toArray();
        return CompositeIndex.of(values, weights, question.standardization());
    }

    /** The values of an indicator, by area; NaN where unknown. */
    double[] values(Indicator indicator) {
        return values[INDICATORS.indexOf(indicator)].clone();
    }

    /** The index of all indicators, by area. */
    double[] index() {
        double[] index = new double[figures.size()];
        Arrays.setAll(index, all::index);
        return index;
    }

    /** How many areas are of each type. */
    Map<String, Integer> countsByType() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int area = 0; area < figures.size(); area++) {
            counts.merge(type(area).name(), 1, Integer::sum);
        }
        return counts;
    }

    private Typology type(int area) {
        return Typology.of(causes.index(area), causesThreshold, worsening[area]);
    }

    /** The exposure to online sales from which an area is among the upper two fifths, and the upper fifth. */
    private double[] quintiles() {
        double[] sorted = Arrays.stream(values[INDICATORS.indexOf(Indicator.ONLINE_EXPOSURE)])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length < 5
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {
                    sorted[(int) Math.ceil(0.6 * sorted.length)], sorted[(int) Math.ceil(0.8 * sorted.length)]
                };
    }

    private Signal signal(Indicator indicator, int area, double[] quintiles) {
        double value = values[INDICATORS.indexOf(indicator)][area];
        if (indicator == Indicator.ONLINE_EXPOSURE) {
            return Signal.of(value, quintiles[0], quintiles[1]);
        }
        Signal signal = IndicatorNames.signal(indicator, value, question.parameters());
        AreaFigures figure = figures.get(area);
        return indicator == Indicator.VACANCY && signal != Signal.NONE && figure.detail()
                ? signal.worse(Signal.of(
                        figure.after().structuralShare(),
                        question.parameters().get("structuralShareAmber"),
                        question.parameters().get("structuralShareRed")))
                : signal;
    }

    /** A row for each area. */
    FeatureList areas() {
        double[] ranks = all.ranks();
        double[][] moved = all.rankSensitivity(DRAWS, CONCENTRATION, question.seed());
        double[] quintiles = quintiles();
        List<Feature> rows = new ArrayList<>();
        for (int area = 0; area < figures.size(); area++) {
            AreaFigures figure = figures.get(area);
            Area place = figure.area();
            boolean detail = figure.detail();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(place.name());
            row.add(place.gmCode());
            row.add(place.gmCode() == null ? null : region.holds(place.gmCode()));
            row.add(count(detail, figure.churn().stock()));
            row.add(count(detail, figure.after().shops()));
            row.add(count(detail, figure.churn().openings()));
            row.add(count(detail, figure.churn().closures()));
            row.add(detail ? known(figure.after().chainShare()) : null);
            row.add(detail ? known(figure.after().meanFloorAreaM2()) : null);
            row.add(detail ? known(figure.after().medianFloorAreaM2()) : null);
            row.add(detail ? known(figure.after().largeShare()) : null);
            row.add(detail ? known(figure.after().structuralShare()) : null);
            row.add(known(figure.indicators().vacancyRise()));
            for (Indicator indicator : INDICATORS) {
                Signal signal = signal(indicator, area, quintiles);
                row.add(known(figure.indicators().value(indicator)));
                row.add(signal == Signal.NONE ? null : signal.name());
            }
            row.add(known(causes.index(area)));
            row.add(known(effects.index(area)));
            row.add(known(all.index(area)));
            row.add(all.completeness(area));
            row.add(known(ranks[area]));
            row.add(known(moved[area][0]));
            row.add(known(moved[area][2]));
            row.add(type(area).name());
            row.add(!figure.complete());
            row.add(figure.complete() ? figure.enough() ? null : "BELOW_MIN_N" : "SUPPRESSED");
            rows.add(new Feature(place.id(), place.geometryRd(), row.toArray()));
        }
        return new FeatureList(AREAS, rows);
    }

    /** A row for each area and each indicator that it has. */
    FeatureList indicators() {
        double[] quintiles = quintiles();
        List<Feature> rows = new ArrayList<>();
        for (int area = 0; area < figures.size(); area++) {
            Area place = figures.get(area).area();
            for (Indicator indicator : INDICATORS) {
                int at = INDICATORS.indexOf(indicator);
                if (!Double.isNaN(values[at][area])) {
                    Signal signal = signal(indicator, area, quintiles);
                    rows.add(new Feature(place.id() + "-" + indicator.code(), null, new @Nullable Object[] {
                        place.id(),
                        place.name(),
                        indicator.code(),
                        IndicatorNames.of(indicator).name(),
                        indicator.isCause() ? "CAUSE" : "EFFECT",
                        values[at][area],
                        IndicatorNames.of(indicator).unit().symbol(),
                        signal == Signal.NONE ? null : signal.name(),
                        all.standardized(at, area),
                        all.weight(at, area),
                        all.contribution(at, area)
                    }));
                }
            }
        }
        return new FeatureList(INDICATOR_ROWS, rows);
    }

    private static List<PropertyDefinition> areaProperties() {
        List<PropertyDefinition> properties = new ArrayList<>(List.of(
                text("name", "Naam", "Name"),
                text("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)"),
                PropertyDefinition.of(
                        "inRegion", new LocalizedText("In de regio", "In the region"), PropertyType.BOOLEAN),
                count("shopsBefore", "Winkels op de eerste datum", "Shops on the first date"),
                count("shopsAfter", "Winkels op de tweede datum", "Shops on the second date"),
                count("openings", "Openingen", "Openings"),
                count("closures", "Sluitingen", "Closures"),
                number("chainShare", "Filiaalaandeel", "Chain share", Unit.SHARE),
                number("meanFloorAreaM2", "Gemiddelde winkel", "Mean shop", Unit.SQUARE_METER),
                number("medianFloorAreaM2", "Mediane winkel", "Median shop", Unit.SQUARE_METER),
                number("largeShare", "Winkelvloer in grote winkels", "Floor in large shops", Unit.SHARE),
                number(
                        "structuralShare",
                        "Structureel deel van de leegstand",
                        "Structural share of vacancy",
                        Unit.SHARE),
                number("vacancyRise", "Toename van de leegstand", "Rise of vacancy", Unit.SHARE)));
        Map<Indicator, IndicatorNames> names = new EnumMap<>(Indicator.class);
        for (Indicator indicator : INDICATORS) {
            names.put(indicator, IndicatorNames.of(indicator));
        }
        names.forEach((indicator, name) -> {
            String code = indicator.code();
            properties.add(new PropertyDefinition(
                    name.name(),
                    new LocalizedText(
                            code + " " + name.title().nl(),
                            code + " " + name.title().en()),
                    PropertyType.NUMBER,
                    name.unit(),
                    false,
                    null,
                    null,
                    List.of()));
            properties.add(text(name.name() + "Signal", code + " signaal", code + " signal"));
        });
        properties.addAll(List.of(
                number("causes", "Index van oorzaken", "Index of causes", null),
                number("effects", "Index van gevolgen", "Index of effects", null),
                number("index", "Index van verdringing", "Index of displacement", null),
                number(
                        "completeness",
                        "Deel van het gewicht met een waarde",
                        "Share of the weight with a value",
                        Unit.SHARE),
                number("rank", "Plaats, 1 is de hoogste index", "Rank, 1 is the highest index", null),
                number(
                        "rankP05",
                        "Plaats bij andere gewichten, 5e percentiel",
                        "Rank with other weights, 5th percentile",
                        null),
                number(
                        "rankP95",
                        "Plaats bij andere gewichten, 95e percentiel",
                        "Rank with other weights, 95th percentile",
                        null),
                text("typology", "Type", "Type"),
                PropertyDefinition.of(
                        "suppressed", new LocalizedText("Onderdrukt", "Suppressed"), PropertyType.BOOLEAN),
                text("reason", "Reden", "Reason")));
        return properties;
    }

    private static @Nullable Long count(boolean shown, int count) {
        return shown ? (Long) (long) count : null;
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static PropertyDefinition text(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.STRING);
    }

    private static PropertyDefinition count(String name, String nl, String en) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.INTEGER, Unit.COUNT, false, null, null, List.of());
    }

    private static PropertyDefinition number(String name, String nl, String en, @Nullable Unit unit) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.NUMBER, unit, false, null, null, List.of());
    }
}
