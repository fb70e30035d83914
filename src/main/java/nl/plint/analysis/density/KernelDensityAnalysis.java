package nl.plint.analysis.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.Output;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.density.DensityQuestion.Subject;
import nl.plint.analysis.density.DensityQuestion.Weight;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.analysis.vacancy.VacancyNotes;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Kernel density of vacancy with the quartic kernel, or the ratio of two such densities (DOMAIN section 3.4): a density alone only finds
 * the centres, the ratio finds where much of what is there is vacant.
 */
public final class KernelDensityAnalysis implements Analysis<DensityQuestion> {
    private static final String CONTOURS = "contours";
    private static final String MUNICIPALITIES = "municipalities";
    private static final double BANDWIDTH_METERS = 1_500;

    /** Units in the middle of squares of 500 m make a surface only at a bandwidth of some squares. */
    private static final double LEAST_BANDWIDTH_OF_CELLS = 1_000;

    private static final int MOST_LEVELS = 20;

    /** Above nothing, in a way that OpenAPI 3.0 can say: its exclusiveMinimum is not that of JSON Schema. */
    private static final double LEAST_LEVEL = 1e-9;

    private final Audience most;

    /** @param most the most that is shown to whoever asks */
    public KernelDensityAnalysis(Audience most) {
        this.most = most;
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>(VacancyInputs.ofUnits());
        inputs.add(VacancyInputs.input(
                "of",
                "Het aandeel leegstaand (ratio), of de dichtheid van wat leegstaat (vacant) of van alles (all).",
                "The share that is vacant (ratio), or the density of what is vacant (vacant) or of all (all).",
                VacancyInputs.choice(Subject.RATIO)));
        inputs.add(VacancyInputs.input(
                "weight",
                "Waarvoor een pand telt: 1, of zijn winkelvloeroppervlak.",
                "What a unit counts for: 1, or its sales floor area.",
                VacancyInputs.choice(Weight.UNITS)));
        inputs.add(VacancyInputs.input(
                "bandwidthMeters",
                "Bandbreedte h in meters: 1.500 voor de provincie, 400 binnen een plaats.",
                "Bandwidth h in metres: 1,500 for the province, 400 within a town.",
                VacancyInputs.number("number", BANDWIDTH_METERS, 50, 20_000)));
        inputs.add(VacancyInputs.input(
                "cellSizeMeters",
                "Zijde van een cel in meters; standaard ongeveer een zesde van de bandbreedte.",
                "Side of a cell in metres; by default about a sixth of the bandwidth.",
                Map.of("type", "number", "minimum", 10, "maximum", 5_000)));
        inputs.add(VacancyInputs.input(
                "levels",
                "Waarden waarop contouren lopen, zoals [0.1, 0.2].",
                "Values at which contours run, such as [0.1, 0.2].",
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "number", "minimum", LEAST_LEVEL),
                        "maxItems",
                        MOST_LEVELS)));
        return new AnalysisDescription(
                "kernel-density",
                new LocalizedText("Dichtheid van leegstand", "Density of vacancy"),
                new LocalizedText(
                        "Hoe dicht leegstand ligt, of welk aandeel er leegstaat, als vloeiend vlak in cellen en als contouren.",
                        "How densely vacancy lies, or what share is vacant, as a smooth surface in cells and as contours."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.POLYGON, DensitySurface.CELLS.properties()),
                        new OutputDescription.Features(
                                CONTOURS,
                                new LocalizedText("Contouren", "Contours"),
                                new LocalizedText(
                                        "De vlakken waar de waarde ten minste een niveau is.",
                                        "The areas where the value is at least a level."),
                                GeometryKind.POLYGON,
                                DensitySurface.CONTOURS.properties()),
                        OutputDescription.summary(Map.of())));
    }

    @Override
    public DensityQuestion question(Inputs inputs, Published published) {
        Audience audience = VacancyInputs.audience(inputs, most);
        double bandwidth = inputs.number("bandwidthMeters", BANDWIDTH_METERS, 50, 20_000);
        Weight weight = inputs.choice("weight", Weight.UNITS);
        if (!audience.choosesFreely() && bandwidth < LEAST_BANDWIDTH_OF_CELLS) {
            throw inputs.invalid(
                    "bandwidthMeters", "at least 1000 for an audience that knows of squares of 500 m, not of units");
        }
        if (!audience.choosesFreely() && weight != Weight.UNITS) {
            throw inputs.invalid("weight", "'units' for an audience that knows of squares of 500 m, not of units");
        }
        double cell = Math.min(500, Math.max(50, 50 * Math.rint(bandwidth / 6 / 50)));
        return new DensityQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.date(inputs, "referenceDate"),
                VacancyInputs.universe(inputs),
                inputs.findText("method").orElse(null),
                inputs.choice("of", Subject.RATIO),
                weight,
                bandwidth,
                inputs.number("cellSizeMeters", cell, 10, 5_000),
                levels(inputs),
                audience);
    }

    private static List<Double> levels(Inputs inputs) {
        Object plain = inputs.plain("levels");
        if (plain == null) {
            return List.of();
        }
        List<Double> levels = new ArrayList<>();
        if (plain instanceof List<?> list && list.size() <= MOST_LEVELS) {
            for (Object each : list) {
                if (each instanceof Number number && number.doubleValue() >= LEAST_LEVEL) {
                    levels.add(number.doubleValue());
                }
            }
            if (levels.size() == list.size()) {
                return levels;
            }
        }
        throw inputs.invalid("levels", "a list of at most " + MOST_LEVELS + " numbers above 0");
    }

    @Override
    public Answer answer(DensityQuestion question, AnalysisContext context) {
        Published published = context.published();
        ObservedUnits units = ObservedUnits.read(
                published, question.layer(), question.referenceDate(), question.universe(), question.method());
        boolean exact = question.audience().choosesFreely();
        WeightedPlaces places = exact
                ? WeightedPlaces.ofUnits(units, question.weight())
                : WeightedPlaces.ofKnownCells(published, units, question);
        if (places.size() == 0) {
            throw new InvalidInputException("layer", question.layer(), "a layer with units that have a place");
        }
        DensitySurface surface = DensitySurface.of(question, places);
        Set<DatasetVersion> versions = new LinkedHashSet<>(places.versions());
        Snapshot municipalities = published.findCurrent(MUNICIPALITIES).orElse(null);
        if (municipalities != null) {
            versions.add(municipalities.version());
        }
        FeatureList cells = new FeatureList(DensitySurface.CELLS, surface.cells(border(municipalities)));
        FeatureList contours = new FeatureList(DensitySurface.CONTOURS, surface.contours());
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("places", places.size());
        summary.put("cells", cells.size());
        summary.put("greatest", surface.greatest());
        summary.put("levels", Arrays.stream(surface.levels()).boxed().toList());
        return new Answer(
                        description().id(),
                        description().title(),
                        cells,
                        List.copyOf(versions),
                        parameters(question, units),
                        summary,
                        notes(exact, versions))
                .with(CONTOURS, new Output.Features(contours))
                .shownTo(question.audience());
    }

    /** The border of all municipalities together; null where they are not known. */
    private static @Nullable Geometry border(@Nullable Snapshot municipalities) {
        if (municipalities == null) {
            return null;
        }
        List<Geometry> polygons = new ArrayList<>();
        IntStream.range(0, municipalities.size()).forEach(row -> {
            Geometry geometry = municipalities.geometryRd(row);
            if (geometry != null && geometry.getDimension() == 2) {
                polygons.add(geometry);
            }
        });
        Geometry union = UnaryUnionOp.union(polygons);
        return union == null || union.isEmpty() ? null : union.getBoundary();
    }

    private static Map<String, @Nullable Object> parameters(DensityQuestion question, ObservedUnits units) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("referenceDate", units.referenceDate().toString());
        shown.put("universe", Inputs.wireName(question.universe()));
        shown.put("method", units.method());
        shown.put("of", Inputs.wireName(question.of()));
        shown.put("weight", Inputs.wireName(question.weight()));
        shown.put("kernel", "quartic");
        shown.put("bandwidthMeters", question.bandwidthMeters());
        shown.put("cellSizeMeters", question.cellSizeMeters());
        if (!question.levels().isEmpty()) {
            shown.put("levels", question.levels());
        }
        shown.put("audience", question.audience().toString());
        return shown;
    }

    private static List<LocalizedText> notes(boolean exact, Set<DatasetVersion> versions) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Een dichtheid toont vooral waar de winkels zijn; de verhouding toont waar daarvan veel leegstaat, en ontbreekt"
                        + " waar minder dan 5 panden per km2 liggen. Het vlak is een tekening, geen toets: zie hotspots. Bij de"
                        + " grens (edge) is niet gecorrigeerd.",
                "A density mostly shows where shops are; the ratio shows where much of them is vacant, and is absent where fewer"
                        + " than 5 units per km2 lie. The surface is a drawing, not a test: see hotspots. Near the border (edge)"
                        + " nothing is corrected."));
        if (!exact) {
            notes.add(new LocalizedText(
                    "Berekend uit wat van vierkanten van 500 m getoond mag worden; wat onderdrukt is, is geschat.",
                    "Computed from what may be shown of squares of 500 m; what is suppressed is estimated."));
        }
        if (versions.stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(VacancyNotes.SYNTHETIC);
        }
        return notes;
    }
}
