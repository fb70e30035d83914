package nl.plint.analysis.displacement;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.displacement.Openings.Opening;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.region.Region;
import nl.plint.analysis.region.Regions;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.retail.OpeningEffect;
import nl.plint.retail.OpeningEffect.Reason;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What large openings did to the shops around them: difference-in-differences of closures near each and in a control ring (DOMAIN
 * section 3.6). Rows are for who may see all; others get them all together.
 */
public final class OpeningAnalysis implements Analysis<OpeningQuestion> {
    private static final Schema ROWS = new Schema(List.of(
            property("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)", PropertyType.STRING, null),
            property("inRegion", "In de regio", "In the region", PropertyType.BOOLEAN, null),
            property("kind", "Opening of uitbreiding", "Opening or extension", PropertyType.STRING, null),
            property("branchGroup", "Branchegroep", "Branch group", PropertyType.STRING, null),
            property(
                    "salesFloorAreaM2",
                    "Winkelvloeroppervlak (wvo)",
                    "Sales floor area",
                    PropertyType.NUMBER,
                    Unit.SQUARE_METER),
            property("openedOn", "Datum van de opening", "Date of the opening", PropertyType.DATE, null),
            property("dateKnown", "Datum bekend", "Date known", PropertyType.BOOLEAN, null),
            property("radiusKm", "Straal", "Radius", PropertyType.NUMBER, Unit.KILOMETER),
            property("nearbyShops", "Winkels dichtbij", "Shops nearby", PropertyType.INTEGER, Unit.COUNT),
            property(
                    "nearbyBefore",
                    "Sluitingen dichtbij, ervoor",
                    "Closures nearby, before",
                    PropertyType.INTEGER,
                    Unit.COUNT),
            property(
                    "nearbyAfter",
                    "Sluitingen dichtbij, erna",
                    "Closures nearby, after",
                    PropertyType.INTEGER,
                    Unit.COUNT),
            property("ringShops", "Winkels in de ring", "Shops in the ring", PropertyType.INTEGER, Unit.COUNT),
            property(
                    "ringBefore",
                    "Sluitingen in de ring, ervoor",
                    "Closures in the ring, before",
                    PropertyType.INTEGER,
                    Unit.COUNT),
            property(
                    "ringAfter",
                    "Sluitingen in de ring, erna",
                    "Closures in the ring, after",
                    PropertyType.INTEGER,
                    Unit.COUNT),
            property(
                    "difference",
                    "Verschil in verschillen",
                    "Difference in differences",
                    PropertyType.INTEGER,
                    Unit.COUNT),
            property(
                    "effect",
                    "Sluitingen per winkel, meer dan in de ring",
                    "Closures per shop, beyond the ring",
                    PropertyType.NUMBER,
                    Unit.SHARE),
            property(
                    "effectClosures",
                    "Hetzelfde in sluitingen dichtbij",
                    "The same in closures nearby",
                    PropertyType.NUMBER,
                    Unit.COUNT),
            property(
                    "standardError",
                    "Standaardfout van het effect",
                    "Standard error of the effect",
                    PropertyType.NUMBER,
                    Unit.SHARE),
            property("reason", "Reden", "Reason", PropertyType.STRING, null)));
    private static final double STANDARD_ERRORS = 1.96;
    private static final int LEAST_COUNT = 5;

    private final Audience most;
    private final Parameters defaults;

    /**
     * @param most the most that is shown to whoever asks
     * @param retail all parameters of retail
     */
    public OpeningAnalysis(Audience most, Parameters retail) {
        this.most = most;
        this.defaults = retail.only(retail.definitions().keySet().stream()
                .filter(name -> TwoDates.RULE_PARAMETERS.contains(name)
                        || name.startsWith(TwoDates.ONLINE_SHARE)
                        || name.startsWith("opening")
                        || name.equals("controlRadiusKm"))
                .toList());
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>(DisplacementInputs.ofDates());
        inputs.add(Regions.input(DisplacementAnalysis.DEFAULT_REGION));
        inputs.add(VacancyInputs.input(
                "dates",
                "Wanneer panden open gingen, per nummer, zoals {\"VKP-000123\": \"2015-04-01\"}; de andere gelden als geopend"
                        + " midden tussen de peildatums.",
                "When units opened, by their number, such as {\"VKP-000123\": \"2015-04-01\"}; the others are taken to have opened"
                        + " halfway between the reference dates.",
                Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        Map.of("type", "string", "format", "date"),
                        "default",
                        Map.of())));
        inputs.add(defaults.input());
        return new AnalysisDescription(
                "opening-effect",
                new LocalizedText("Effect van grote openingen", "Effect of large openings"),
                new LocalizedText(
                        "Sluitingen rond grote openingen, ervoor en erna, naast die in een ring verderop"
                                + " (difference-in-differences); BELOW_MIN_N waar de gegevens het niet kunnen zeggen.",
                        "Closures around large openings, before and after, beside those in a ring further off"
                                + " (difference-in-differences); BELOW_MIN_N where the data cannot tell."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.POINT, ROWS.properties()),
                        OutputDescription.summary(Map.of("together", Map.of("type", "object")))));
    }

    @Override
    public OpeningQuestion question(Inputs inputs, Published published) {
        return new OpeningQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.date(inputs, "from"),
                VacancyInputs.date(inputs, "to"),
                inputs.findText("method").orElse(null),
                Regions.choice(inputs, DisplacementAnalysis.DEFAULT_REGION),
                inputs.object("dates", Map.of(), OpeningAnalysis::dates),
                defaults.with(inputs),
                VacancyInputs.audience(inputs, most));
    }

    private static Map<String, LocalDate> dates(Inputs inputs) {
        Map<String, LocalDate> dates = new TreeMap<>();
        for (String id : inputs.names()) {
            try {
                dates.put(id, LocalDate.parse(inputs.text(id, "")));
            } catch (DateTimeParseException e) {
                throw inputs.invalid(id, "a date such as 2015-04-01");
            }
        }
        return dates;
    }

    @Override
    public Answer answer(OpeningQuestion question, AnalysisContext context) {
        TwoDates dates = TwoDates.read(
                context.published(),
                question.layer(),
                question.from(),
                question.to(),
                question.method(),
                TwoDates.rules(question.parameters()));
        Region region = Regions.get(
                context.published(), question.region(), dates.after().referenceDate());
        Openings openings = new Openings(dates, question);
        List<Opening> all = openings.list();
        boolean detail = question.audience().choosesFreely();
        Set<DatasetVersion> versions = new LinkedHashSet<>(dates.versions());
        versions.addAll(region.versions());
        OpeningEffect together = openings.together(all);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("region", DisplacementAnalysis.plain(region));
        summary.put("openings", detail || all.size() >= LEAST_COUNT ? all.size() : null);
        summary.put("undatedClosures", detail || openings.undated() >= LEAST_COUNT ? openings.undated() : null);
        summary.put("together", plain(together, detail));
        if (detail) {
            summary.put("inRegion", plain(openings.together(in(all, region, true)), true));
            summary.put("outside", plain(openings.together(in(all, region, false)), true));
        }
        LocalizedText meaning = meaning(together, detail);
        summary.put("meaning", Map.of("nl", meaning.nl(), "en", meaning.en()));
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(ROWS, detail ? rows(all, region) : List.of()),
                        List.copyOf(versions),
                        parameters(question, dates),
                        summary,
                        notes(openings, detail, versions))
                .shownTo(question.audience());
    }

    private static List<Opening> in(List<Opening> all, Region region, boolean inside) {
        return all.stream()
                .filter(opening -> region.holds(opening.unit().gmCode()) == inside)
                .toList();
    }

    private static List<Feature> rows(List<Opening> all, Region region) {
        List<Feature> rows = new ArrayList<>();
        for (Opening opening : all) {
            OpeningEffect effect = opening.effect();
            boolean observed = effect.reason() != Reason.NO_DATA;
            boolean told = effect.reason() == Reason.NONE;
            rows.add(new Feature(opening.unit().id(), opening.placeRd(), new @Nullable Object[] {
                opening.unit().gmCode(),
                region.holds(opening.unit().gmCode()),
                opening.grown() ? "EXTENSION" : "OPENING",
                opening.branchGroup(),
                opening.unit().floorAreaM2(),
                opening.date(),
                opening.dateKnown(),
                opening.radiusKm(),
                (long) effect.nearbyShops(),
                observed ? (Long) (long) effect.nearbyBefore() : null,
                observed ? (Long) (long) effect.nearbyAfter() : null,
                (long) effect.ringShops(),
                observed ? (Long) (long) effect.ringBefore() : null,
                observed ? (Long) (long) effect.ringAfter() : null,
                told ? (Long) (long) effect.difference() : null,
                told ? effect.effect() : null,
                told ? effect.closures() : null,
                told ? effect.standardError() : null,
                told ? null : effect.reason().name()
            }));
        }
        return rows;
    }

    /** All openings together; of small numbers nothing is said to who may not see them, nor what they could be found by. */
    private static Map<String, @Nullable Object> plain(OpeningEffect effect, boolean detail) {
        boolean shown = detail
                || Stream.of(effect.nearbyBefore(), effect.nearbyAfter(), effect.ringBefore(), effect.ringAfter())
                        .allMatch(count -> count >= LEAST_COUNT);
        boolean told = shown && effect.reason() == Reason.NONE;
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("nearbyShops", shown ? effect.nearbyShops() : null);
        plain.put("nearbyBefore", shown ? effect.nearbyBefore() : null);
        plain.put("nearbyAfter", shown ? effect.nearbyAfter() : null);
        plain.put("ringShops", shown ? effect.ringShops() : null);
        plain.put("ringBefore", shown ? effect.ringBefore() : null);
        plain.put("ringAfter", shown ? effect.ringAfter() : null);
        plain.put("difference", told ? effect.difference() : null);
        plain.put("effect", told ? effect.effect() : null);
        plain.put("effectClosures", told ? effect.closures() : null);
        plain.put("standardError", told ? effect.standardError() : null);
        plain.put(
                "reason", !shown ? "SUPPRESSED" : told ? null : effect.reason().name());
        return plain;
    }

    private static LocalizedText meaning(OpeningEffect effect, boolean detail) {
        if (plain(effect, detail).get("effect") == null) {
            return new LocalizedText(
                    "De gegevens kunnen niet zeggen of openingen tot sluitingen leiden.",
                    "The data cannot tell whether openings lead to closures.");
        }
        double low = effect.effect() - STANDARD_ERRORS * effect.standardError();
        double high = effect.effect() + STANDARD_ERRORS * effect.standardError();
        String nl = low > 0 ? "meer" : high < 0 ? "minder" : "niet aantoonbaar meer of minder";
        String en = low > 0 ? "more" : high < 0 ? "fewer" : "not demonstrably more or fewer";
        return new LocalizedText(
                String.format(
                        Locale.ROOT,
                        "Na een opening sloten dichtbij %s winkels dan in de ring: %.4f per winkel (ongeveer %.4f tot %.4f). Een"
                                + " plek die een grote winkel krijgt, verschilt ook om andere redenen van haar omgeving.",
                        nl,
                        effect.effect(),
                        low,
                        high),
                String.format(
                        Locale.ROOT,
                        "After an opening %s shops closed nearby than in the ring: %.4f per shop (about %.4f to %.4f). A place that"
                                + " gets a large shop differs from its surroundings for other reasons too.",
                        en,
                        effect.effect(),
                        low,
                        high));
    }

    private static Map<String, @Nullable Object> parameters(OpeningQuestion question, TwoDates dates) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("from", dates.before().referenceDate().toString());
        shown.put("to", dates.after().referenceDate().toString());
        shown.put("method", dates.after().method());
        shown.put(Regions.INPUT, Regions.plain(question.region()));
        Map<String, Object> known = new TreeMap<>();
        question.dates().forEach((id, date) -> known.put(id, date.toString()));
        shown.put("dates", known);
        shown.put(Parameters.INPUT, question.parameters().plain());
        shown.put("audience", question.audience().toString());
        return shown;
    }

    private static List<LocalizedText> notes(Openings openings, boolean detail, Set<DatasetVersion> versions) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Een sluiting telt op de dag vanaf wanneer het pand leeg staat. Sluitingen zonder zo'n dag, en panden die al weer"
                        + " verhuurd of verdwenen zijn, tellen niet mee (undatedClosures). Een winkel bij twee openingen telt in"
                        + " het geheel twee keer, dus de standaardfout daarvan is te klein.",
                "A closure counts on the day its unit is vacant since. Closures without such a day, and units that were let again"
                        + " or are gone, do not count (undatedClosures). A shop near two openings counts twice in the whole, so its"
                        + " standard error is too small."));
        if (openings.list().stream().anyMatch(opening -> !opening.dateKnown())) {
            notes.add(new LocalizedText(
                    "Van openingen zonder datum in 'dates' is het midden tussen de peildatums genomen: voor en na lopen dan door"
                            + " elkaar, wat een effect kleiner doet lijken.",
                    "Openings without a date in 'dates' are taken to be halfway between the reference dates: before and after are"
                            + " then mixed, which makes an effect look smaller."));
        }
        if (!detail) {
            notes.add(new LocalizedText(
                    "De afzonderlijke openingen zijn weggelaten: er horen kleine aantallen bij.",
                    "The single openings are withheld: small numbers go with them."));
        }
        if (versions.stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(DisplacementAnalysis.SYNTHETIC);
        }
        return notes;
    }

    private static PropertyDefinition property(
            String name, String nl, String en, PropertyType type, @Nullable Unit unit) {
        return new PropertyDefinition(name, new LocalizedText(nl, en), type, unit, false, null, null, List.of());
    }
}
