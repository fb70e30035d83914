package nl.plint.analysis.hotspot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.hotspot.InferenceChoice.Kind;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.stats.Alternative;
import nl.plint.stats.Correction;
import org.jspecify.annotations.Nullable;

/** The inputs that say how chance is judged, of every analysis that tests. */
public final class InferenceInputs {
    private static final int PERMUTATIONS = 999;
    private static final int MOST_PERMUTATIONS = 99_999;
    private static final long SEED = 2013;
    private static final double ALPHA = 0.05;

    private InferenceInputs() {}

    public static List<InputDescription> descriptions() {
        Map<String, Object> seed = VacancyInputs.number("integer", SEED, 0, Long.MAX_VALUE);
        seed.remove("maximum");
        Map<String, Object> alternative = new LinkedHashMap<>(VacancyInputs.choice(Alternative.TWO_SIDED));
        alternative.remove("default");
        Map<String, Object> inference = new LinkedHashMap<>(VacancyInputs.choice(Kind.ANALYTIC));
        inference.remove("default");
        return List.of(
                VacancyInputs.input(
                        "permutations",
                        "Aantal permutaties voor de gesimuleerde p-waarde; 0 voor geen.",
                        "Number of permutations for the simulated p-value; 0 for none.",
                        VacancyInputs.number("integer", PERMUTATIONS, 0, MOST_PERMUTATIONS)),
                VacancyInputs.input("seed", "Startgetal van het toeval.", "Seed of the randomness.", seed),
                VacancyInputs.input(
                        "inference",
                        "Welke p-waarde wordt gecorrigeerd en de klasse bepaalt. Standaard: analytic voor gi-star en gi, anders"
                                + " permutation.",
                        "Which p-value is adjusted and decides on the class. Default: analytic for gi-star and gi, else"
                                + " permutation.",
                        inference),
                VacancyInputs.input(
                        "alternative",
                        "Welke p-waarde: two-sided, greater of less (eenzijdig), of folded (eenzijdig aan de kant van de uitkomst,"
                                + " zoals PySAL). Standaard two-sided, voor join-count greater.",
                        "Which p-value: two-sided, greater or less (one-sided), or folded (one-sided on the side of the outcome,"
                                + " as PySAL does). Default two-sided, for join-count greater.",
                        alternative),
                VacancyInputs.input(
                        "correction",
                        "Correctie voor veel toetsen: fdr (Benjamini-Hochberg), bonferroni of none.",
                        "Correction for many tests: fdr (Benjamini-Hochberg), bonferroni or none.",
                        VacancyInputs.choice(Correction.FDR)),
                VacancyInputs.input(
                        "alpha",
                        "Significantieniveau.",
                        "Significance level.",
                        VacancyInputs.number("number", ALPHA, 0.0001, 0.5)));
    }

    /**
     * How chance is to be judged.
     *
     * @param kind what is taken when there are permutations and nothing is asked
     * @param alternative what is taken when nothing is asked
     */
    public static InferenceChoice read(Inputs inputs, Kind kind, Alternative alternative) {
        int permutations = (int) inputs.integer("permutations", PERMUTATIONS, 0, MOST_PERMUTATIONS);
        Kind chosen = inputs.choice("inference", permutations > 0 ? kind : Kind.ANALYTIC);
        if (chosen == Kind.PERMUTATION && permutations == 0) {
            throw inputs.invalid("permutations", "at least 1 when inference is 'permutation'");
        }
        return new InferenceChoice(
                chosen,
                inputs.choice("alternative", alternative),
                permutations,
                inputs.integer("seed", SEED, 0, Long.MAX_VALUE),
                inputs.choice("correction", Correction.FDR),
                inputs.number("alpha", ALPHA, 0.0001, 0.5));
    }

    /** What is in force, under the names of the inputs. */
    public static Map<String, @Nullable Object> parameters(InferenceChoice choice) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("permutations", choice.permutations());
        shown.put("seed", choice.seed());
        shown.put("inference", Inputs.wireName(choice.kind()));
        shown.put("alternative", Inputs.wireName(choice.alternative()));
        shown.put("correction", Inputs.wireName(choice.correction()));
        shown.put("alpha", choice.alpha());
        return shown;
    }
}
