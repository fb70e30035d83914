package nl.plint.analysis.hotspot;

import nl.plint.analysis.hotspot.InferenceChoice.Kind;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.stats.Alternative;
import nl.plint.text.LocalizedText;

/** What is asked of each area and its neighbors. */
enum LocalStatistic {
    /** Whether values sum to much or little around each area, itself included (Getis and Ord 1992). */
    GI_STAR("Gi*", "Gi*", Standardization.BINARY, Kind.ANALYTIC, Alternative.TWO_SIDED),
    /** The same without the area itself. */
    GI("Gi", "Gi", Standardization.BINARY, Kind.ANALYTIC, Alternative.TWO_SIDED),
    /** Whether an area and its neighbors depart from the mean in the same direction (Anselin 1995). */
    LOCAL_MORAN("Lokale Moran I", "Local Moran's I", Standardization.ROW, Kind.PERMUTATION, Alternative.TWO_SIDED),
    /** How much an area differs from its neighbors (Anselin 1995, 2019). */
    LOCAL_GEARY("Lokale Geary c", "Local Geary's c", Standardization.ROW, Kind.PERMUTATION, Alternative.TWO_SIDED),
    /** How many neighbors of a marked area are marked (Anselin and Li 2019). */
    JOIN_COUNT("Lokale join count", "Local join count", Standardization.BINARY, Kind.PERMUTATION, Alternative.GREATER);

    private final String nl;
    private final String en;
    private final Standardization standardization;
    private final Kind inference;
    private final Alternative alternative;

    LocalStatistic(String nl, String en, Standardization standardization, Kind inference, Alternative alternative) {
        this.nl = nl;
        this.en = en;
        this.standardization = standardization;
        this.inference = inference;
        this.alternative = alternative;
    }

    LocalizedText title() {
        return new LocalizedText(nl, en);
    }

    /** How its weights are best taken. */
    Standardization standardization() {
        return standardization;
    }

    Kind inference() {
        return inference;
    }

    Alternative alternative() {
        return alternative;
    }

    boolean isOfGetisAndOrd() {
        return this == GI_STAR || this == GI;
    }
}
