package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.HotspotQuestion.Statistic;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Hotspots: where high or low values cluster more than chance would have it.
 *
 * <p>Asked of any numeric property of any layer, or of the vacancy of units gathered in a grid or in polygons. Gi* is
 * binary with the area itself among its neighbors; local Moran is row-standardised without it (DOMAIN section 3.4).
 */
public final class HotspotAnalysis implements Analysis<HotspotQuestion> {
    private static final int FEWEST_AREAS = 8;
    private static final int FEW_AREAS = 30;

    @Override
    public AnalysisDescription description() {
        return HotspotInputs.DESCRIPTION;
    }

    @Override
    public HotspotQuestion question(Inputs inputs, Published published) {
        return HotspotInputs.read(inputs);
    }

    @Override
    public Answer answer(HotspotQuestion question, AnalysisContext context) {
        Published published = context.published();
        ObservedAreas observed = observe(published, question);
        int size = observed.areas().size();
        if (size < FEWEST_AREAS) {
            throw new InvalidInputException(
                    question.property() == null ? "areas" : "layer",
                    question.property() == null ? question.areas() : question.layer(),
                    "such that at least " + FEWEST_AREAS + " areas have a value (there are " + size + ")");
        }
        HotspotScores scores = HotspotScores.of(question, observed);
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(HotspotNotes.meaning(question, scores));
        if (size < FEW_AREAS) {
            notes.add(HotspotNotes.few(size));
        }
        HotspotNotes.tooFewPermutations(question, scores.tested()).ifPresent(notes::add);
        if (observed.versions().stream()
                .anyMatch(version -> version.provenance().synthetic())) {
            notes.add(HotspotNotes.SYNTHETIC);
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(observed.summary());
        summary.put("areas", size);
        summary.put("tests", scores.tested());
        summary.put("classes", scores.countsByClass());
        return new Answer(
                description().id(),
                description().title(),
                new FeatureList(schema(published, question, observed), features(observed, scores)),
                observed.versions(),
                HotspotInputs.parameters(question),
                summary,
                notes);
    }

    private static ObservedAreas observe(Published published, HotspotQuestion question) {
        Snapshot snapshot = published.current(question.layer());
        String property = question.property();
        if (property != null) {
            return ofProperty(snapshot, property);
        }
        if (question.areas().equals(VacancyAreas.GRID)) {
            return VacancyAreas.inCells(snapshot, question.cellSizeMeters(), question.value(), question.minimumUnits());
        }
        Snapshot polygons = published
                .findCurrent(question.areas())
                .orElseThrow(() -> new InvalidInputException(
                        "areas", question.areas(), "'grid' or the id of a polygon layer that has data"));
        return VacancyAreas.inPolygons(snapshot, polygons, question.value(), question.minimumUnits());
    }

    private static ObservedAreas ofProperty(Snapshot snapshot, String property) {
        int position = snapshot.schema()
                .findPosition(property)
                .orElseThrow(() -> new InvalidInputException(
                        "property", property, "one of " + numericProperties(snapshot.schema())));
        PropertyDefinition definition = snapshot.schema().get(position);
        if (!isNumeric(definition)) {
            throw new InvalidInputException("property", property, "one of " + numericProperties(snapshot.schema()));
        }
        List<ObservedArea> areas = new ArrayList<>();
        long withoutValue = 0;
        for (int row = 0; row < snapshot.size(); row++) {
            Geometry geometry = snapshot.geometryRd(row);
            Object value = snapshot.value(row, position);
            if (geometry == null || geometry.isEmpty() || value == null) {
                withoutValue++;
                continue;
            }
            areas.add(new ObservedArea(snapshot.id(row), geometry, number(value), List.of()));
        }
        areas.sort(Comparator.comparing(ObservedArea::id));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("featuresWithoutPlaceOrValue", withoutValue);
        return new ObservedAreas(List.of(), areas, List.of(snapshot.version()), summary);
    }

    private static double number(Object value) {
        return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
    }

    private static boolean isNumeric(PropertyDefinition property) {
        return switch (property.type()) {
            case NUMBER, INTEGER, BOOLEAN -> true;
            case STRING, DATE, JSON -> false;
        };
    }

    private static List<String> numericProperties(Schema schema) {
        return schema.properties().stream()
                .filter(HotspotAnalysis::isNumeric)
                .map(PropertyDefinition::name)
                .toList();
    }

    private Schema schema(Published published, HotspotQuestion question, ObservedAreas observed) {
        List<PropertyDefinition> properties = new ArrayList<>(observed.description());
        Unit unit = question.property() == null
                ? question.value().unit()
                : unitOf(published, question.layer(), question.property());
        properties.add(new PropertyDefinition(
                "value",
                new LocalizedText("Waarde", "Value"),
                PropertyType.NUMBER,
                unit,
                false,
                null,
                null,
                List.of()));
        boolean gi = question.statistic() == Statistic.GI_STAR;
        properties.addAll(scores(gi ? "Gi*" : "Lokale Moran I", gi ? "Gi*" : "Local Moran's I"));
        return new Schema(properties);
    }

    /** What every area gets, whatever was asked. */
    static List<PropertyDefinition> scores(String statisticNl, String statisticEn) {
        List<PropertyDefinition> properties = new ArrayList<>();
        properties.add(plain("statistic", statisticNl, statisticEn, PropertyType.NUMBER));
        properties.add(plain("zScore", "z-score", "z-score", PropertyType.NUMBER));
        properties.add(plain("pValue", "p-waarde (tweezijdig)", "p-value (two-sided)", PropertyType.NUMBER));
        properties.add(plain(
                "pValueSimulated",
                "p-waarde uit permutaties (tweezijdig)",
                "p-value from permutations (two-sided)",
                PropertyType.NUMBER));
        properties.add(plain(
                "pValueAdjusted",
                "p-waarde gecorrigeerd voor veel toetsen",
                "p-value adjusted for many tests",
                PropertyType.NUMBER));
        properties.add(plain("class", "Klasse", "Class", PropertyType.STRING));
        properties.add(plain("significant", "Significant", "Significant", PropertyType.BOOLEAN));
        properties.add(plain("neighborCount", "Aantal buren", "Number of neighbors", PropertyType.INTEGER));
        return properties;
    }

    private static @Nullable Unit unitOf(Published published, String layer, String property) {
        Schema schema = published.get(layer).current().schema();
        return schema.get(schema.findPosition(property).orElseThrow()).unit();
    }

    private static PropertyDefinition plain(String name, String nl, String en, PropertyType type) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), type);
    }

    private static List<Feature> features(ObservedAreas observed, HotspotScores scores) {
        return IntStream.range(0, observed.areas().size())
                .mapToObj(index -> {
                    ObservedArea area = observed.areas().get(index);
                    List<@Nullable Object> values = new ArrayList<>(area.details());
                    values.add(area.value());
                    values.addAll(scores.valuesOf(index));
                    return new Feature(area.id(), area.geometryRd(), values.toArray());
                })
                .toList();
    }
}
