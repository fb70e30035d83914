package nl.plint.analysis.vacancy;

import nl.plint.text.LocalizedText;

/** What answers about vacancy have to say alike. */
public final class VacancyNotes {
    /** Said where any of the data is invented. */
    public static final LocalizedText SYNTHETIC = new LocalizedText(
            "Berekend op synthetische demonstratiegegevens: niet geldig voor Drenthe.",
            "Computed on synthetic demonstration data: not valid for Drenthe.");

    private VacancyNotes() {}
}
