package nl.plint.analysis.hotspot;

import java.util.Map;
import java.util.Optional;
import nl.plint.analysis.hotspot.InferenceChoice.Kind;
import nl.plint.stats.Correction;
import nl.plint.text.LocalizedText;

/** What a reader of hotspots must know, in words. */
final class HotspotNotes {
    static final LocalizedText SYNTHETIC = new LocalizedText(
            "Berekend op synthetische demonstratiegegevens: niet geldig voor Drenthe.",
            "Computed on synthetic demonstration data: not valid for Drenthe.");

    private HotspotNotes() {}

    /** Both texts as plain values. */
    static Map<String, Object> plain(LocalizedText text) {
        return Map.of("nl", text.nl(), "en", text.en());
    }

    static LocalizedText meaning(HotspotQuestion question, HotspotScores scores) {
        InferenceChoice inference = question.inference();
        boolean corrected = inference.correction() != Correction.NONE;
        boolean ofGi = question.statistic().isOfGetisAndOrd();
        return new LocalizedText(
                scores.significantCount() + " van " + scores.tested() + " gebieden "
                        + (ofGi ? "zijn een hot- of coldspot" : "wijken lokaal af") + " op niveau " + inference.alpha()
                        + " (" + (corrected ? "" : "niet ") + "gecorrigeerd voor veel toetsen). "
                        + what(question.statistic()).nl()
                        + " Een klasse zegt dat buren samen afwijken, niet dat dit ene gebied hoog of laag is, en niet waardoor.",
                scores.significantCount() + " of " + scores.tested() + " areas "
                        + (ofGi ? "are a hot or cold spot" : "deviate locally") + " at level " + inference.alpha()
                        + " ("
                        + (corrected ? "" : "not ") + "corrected for many tests). "
                        + what(question.statistic()).en()
                        + " A class says that neighbors together deviate, not that this one area is high or low, and not"
                        + " why.");
    }

    private static LocalizedText what(LocalStatistic statistic) {
        return switch (statistic) {
            case GI_STAR ->
                new LocalizedText(
                        "Gi* is hoog waar waarden rond en in een gebied samen hoog zijn.",
                        "Gi* is high where values in and around an area are high together.");
            case GI ->
                new LocalizedText(
                        "Gi is hoog waar waarden rond een gebied samen hoog zijn; het gebied zelf telt niet mee.",
                        "Gi is high where values around an area are high together; the area itself does not count.");
            case LOCAL_MORAN ->
                new LocalizedText(
                        "Lokale Moran I is hoog waar een gebied en zijn buren aan dezelfde kant van het gemiddelde liggen, negatief"
                                + " waar het gebied van zijn buren afsteekt.",
                        "Local Moran's I is high where an area and its neighbors are on the same side of the mean, negative where"
                                + " the area stands out among them.");
            case LOCAL_GEARY ->
                new LocalizedText(
                        "Lokale Geary c is klein waar een gebied op zijn buren lijkt, hoog of laag.",
                        "Local Geary's c is small where an area is like its neighbors, whether high or low.");
            case JOIN_COUNT ->
                new LocalizedText(
                        "De lokale join count is het aantal gemarkeerde buren van een gemarkeerd gebied; andere worden niet"
                                + " getoetst.",
                        "The local join count is the number of marked neighbors of a marked area; others are not tested.");
        };
    }

    /** Which p-value it is, since packages differ. */
    static LocalizedText pValue(InferenceChoice inference) {
        LocalizedText side = HotspotSchema.side(inference.alternative());
        boolean permuted = inference.kind() == Kind.PERMUTATION;
        return new LocalizedText(
                "p-waarden zijn " + side.nl() + "; gecorrigeerd is die "
                        + (permuted
                                ? "uit " + inference.permutations() + " conditionele permutaties (startgetal "
                                        + inference.seed() + ")"
                                : "van de normale verdeling")
                        + ".",
                "p-values are " + side.en() + "; the one adjusted is that "
                        + (permuted
                                ? "from " + inference.permutations() + " conditional permutations (seed "
                                        + inference.seed() + ")"
                                : "of the normal distribution")
                        + ".");
    }

    /** What becomes of areas whose numbers are small. */
    static LocalizedText withheld(ObservedAreas observed) {
        return new LocalizedText(
                "Van " + observed.withheld() + " gebieden met minder dan 5 panden of kleine aantallen is niets getoond"
                        + " (suppressed). De toets rekent voor " + observed.estimated()
                        + " gebieden, waarvan het aantal leegstaande panden niet getoond mag worden, met een schatting uit wat"
                        + " wel getoond wordt; de provincie krijgt met alle aantallen een iets andere uitkomst.",
                "Of " + observed.withheld() + " areas with fewer than 5 units or with small numbers nothing is shown"
                        + " (suppressed). For " + observed.estimated()
                        + " areas whose number of vacant units may not be shown the test works with an estimate made of what"
                        + " is shown; with all numbers the province finds a slightly different outcome.");
    }

    static LocalizedText few(int size) {
        return new LocalizedText(
                "Slechts " + size + " gebieden: de normale benadering is dan grof.",
                "Only " + size + " areas: the normal approximation is rough then.");
    }

    static LocalizedText islands(int count) {
        return new LocalizedText(
                count + " gebieden hebben geen buren (isolated) en zijn niet getoetst.",
                count + " areas have no neighbors (isolated) and were not tested.");
    }

    /** With R permutations no one-sided p-value is below 1/(R + 1): too coarse for many tests. */
    static Optional<LocalizedText> tooFewPermutations(InferenceChoice inference, int tests) {
        long needed = inference.permutationsNeeded(tests);
        if (inference.kind() != Kind.PERMUTATION
                || inference.correction() == Correction.NONE
                || inference.permutations() >= needed) {
            return Optional.empty();
        }
        return Optional.of(new LocalizedText(
                inference.permutations() + " permutaties kunnen voor een enkel gebied te grof zijn bij " + tests
                        + " toetsen; " + needed + " is genoeg.",
                inference.permutations() + " permutations may be too coarse for a single area among " + tests
                        + " tests; " + needed + " is enough."));
    }
}
