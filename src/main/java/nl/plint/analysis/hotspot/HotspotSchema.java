package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.stats.Alternative;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The properties of the areas in an answer of hotspots. */
final class HotspotSchema {
    private HotspotSchema() {}

    /** Those that every answer has. */
    static List<PropertyDefinition> described() {
        return properties(
                null,
                new LocalizedText(
                        "Gi*, Gi, Moran I, Geary c of join count", "Gi*, Gi, Moran's I, Geary's c or join count"),
                new LocalizedText("zijde: zie 'alternative'", "side: see 'alternative'"));
    }

    static Schema of(HotspotQuestion question, ObservedAreas observed) {
        List<PropertyDefinition> properties = new ArrayList<>(observed.description());
        properties.addAll(properties(
                observed.unit(),
                question.statistic().title(),
                side(question.inference().alternative())));
        return new Schema(properties);
    }

    /** Which p-value it is, in words. */
    static LocalizedText side(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> new LocalizedText("tweezijdig", "two-sided");
            case GREATER -> new LocalizedText("eenzijdig, groter", "one-sided, greater");
            case LESS -> new LocalizedText("eenzijdig, kleiner", "one-sided, less");
            case FOLDED ->
                new LocalizedText("eenzijdig aan de kant van de uitkomst", "one-sided on the side of the outcome");
        };
    }

    private static List<PropertyDefinition> properties(
            @Nullable Unit unit, LocalizedText statistic, LocalizedText side) {
        return List.of(
                number("value", new LocalizedText("Waarde", "Value"), unit),
                number("statistic", statistic, null),
                number("expectation", new LocalizedText("Verwachting bij toeval", "Expectation under chance"), null),
                number(
                        "neighborMean",
                        new LocalizedText("Gewogen gemiddelde van de buren", "Weighted mean of the neighbors"),
                        unit),
                number("zScore", LocalizedText.same("z-score"), null),
                number(
                        "pValue",
                        new LocalizedText(
                                "p-waarde (normaal, " + side.nl() + ")", "p-value (normal, " + side.en() + ")"),
                        null),
                number(
                        "pValueSimulated",
                        new LocalizedText(
                                "p-waarde uit permutaties (" + side.nl() + ")",
                                "p-value from permutations (" + side.en() + ")"),
                        null),
                number(
                        "pValueAdjusted",
                        new LocalizedText("p-waarde gecorrigeerd voor veel toetsen", "p-value adjusted for many tests"),
                        null),
                PropertyDefinition.of("class", new LocalizedText("Klasse", "Class"), PropertyType.STRING),
                PropertyDefinition.of("significant", LocalizedText.same("Significant"), PropertyType.BOOLEAN),
                PropertyDefinition.of(
                        "neighborCount",
                        new LocalizedText("Aantal buren", "Number of neighbors"),
                        PropertyType.INTEGER),
                PropertyDefinition.of(
                        "suppressed", new LocalizedText("Onderdrukt", "Suppressed"), PropertyType.BOOLEAN),
                PropertyDefinition.of("reason", new LocalizedText("Reden", "Reason"), PropertyType.STRING));
    }

    private static PropertyDefinition number(String name, LocalizedText title, @Nullable Unit unit) {
        return new PropertyDefinition(name, title, PropertyType.NUMBER, unit, false, null, null, List.of());
    }
}
