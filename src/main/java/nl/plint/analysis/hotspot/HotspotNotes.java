package nl.plint.analysis.hotspot;

import java.util.Locale;
import java.util.Optional;
import nl.plint.analysis.hotspot.HotspotQuestion.Inference;
import nl.plint.analysis.hotspot.HotspotQuestion.Statistic;
import nl.plint.stats.Correction;
import nl.plint.text.LocalizedText;

/** What a reader of hotspots must know, in words. */
final class HotspotNotes {
    static final LocalizedText SYNTHETIC = new LocalizedText(
            "Berekend op synthetische demonstratiegegevens: niet geldig voor Drenthe.",
            "Computed on synthetic demonstration data: not valid for Drenthe.");

    private HotspotNotes() {}

    static LocalizedText meaning(HotspotQuestion question, HotspotScores scores) {
        long significant = scores.significantCount();
        int tested = scores.tested();
        boolean giStar = question.statistic() == Statistic.GI_STAR;
        return new LocalizedText(
                String.format(
                        Locale.ROOT,
                        "%d van %d gebieden %s op niveau %s (%s). Een klasse zegt dat buren samen afwijken, niet dat dit ene"
                                + " gebied hoog of laag is, en niet waardoor.",
                        significant,
                        tested,
                        giStar ? "zijn een hot- of coldspot" : "wijken lokaal af",
                        question.alpha(),
                        question.correction() == Correction.NONE
                                ? "niet gecorrigeerd voor veel toetsen"
                                : "gecorrigeerd voor veel toetsen"),
                String.format(
                        Locale.ROOT,
                        "%d of %d areas %s at level %s (%s). A class says that neighbors together deviate, not that this one"
                                + " area is high or low, and not why.",
                        significant,
                        tested,
                        giStar ? "are a hot or cold spot" : "deviate locally",
                        question.alpha(),
                        question.correction() == Correction.NONE
                                ? "not corrected for many tests"
                                : "corrected for many tests"));
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

    /** With R permutations no p-value is below 1/(R + 1), or twice that when two-sided: too coarse for many tests. */
    static Optional<LocalizedText> tooFewPermutations(HotspotQuestion question, int tests) {
        long needed = (long) Math.ceil(2 * tests / question.alpha()) - 1;
        if (question.inference() != Inference.PERMUTATION
                || question.correction() == Correction.NONE
                || question.permutations() >= needed) {
            return Optional.empty();
        }
        return Optional.of(new LocalizedText(
                question.permutations() + " permutaties kunnen voor een enkel gebied te grof zijn bij " + tests
                        + " toetsen; " + needed + " is genoeg.",
                question.permutations() + " permutations may be too coarse for a single area among " + tests
                        + " tests; " + needed + " is enough."));
    }
}
