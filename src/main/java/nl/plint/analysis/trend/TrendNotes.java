package nl.plint.analysis.trend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import nl.plint.analysis.vacancy.VacancyNotes;
import nl.plint.analysis.vacancy.VacancySpells;
import nl.plint.dataset.DatasetVersion;
import nl.plint.text.LocalizedText;

/** What a reader of a trend must know, in words. */
final class TrendNotes {
    private TrendNotes() {}

    static List<LocalizedText> of(VacancySpells spells, TrendTotals totals, Collection<DatasetVersion> versions) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Verandering is in procentpunten van het aandeel (0,01 is 1 procentpunt); een relatieve verandering staat er pas"
                        + " vanaf 10 leegstaande panden. Nieuw leeg en niet meer leeg zijn geteld van peildatum tot peildatum: wat"
                        + " ertussen begon en weer eindigde is niet gezien. Een daling zegt niet dat panden verhuurd zijn: zie hoe"
                        + " leegstand eindigde.",
                "Change is in percentage points of the share (0.01 is 1 percentage point); a relative change is given from 10"
                        + " vacant units on. Newly vacant and no longer vacant are counted from reference date to reference date:"
                        + " what began and ended in between was not seen. A fall does not say that units were let: see how vacancy"
                        + " ended."));
        if (spells.isBroken()) {
            notes.add(new LocalizedText(
                    "De reeks is gebroken (METHOD_BREAK): de waarneming veranderde van methode, dus verschillen tussen begin en"
                            + " einde worden niet gegeven.",
                    "The series is broken (METHOD_BREAK): the method of observation changed, so no differences between start and"
                            + " end are given."));
        }
        String median = totals.median().isPresent()
                ? String.format(Locale.ROOT, "%.0f", totals.median().getAsDouble())
                : "";
        notes.add(new LocalizedText(
                "Duur: Kaplan-Meier over " + totals.measured() + " leegstandsperioden met bekend begin, "
                        + (median.isEmpty()
                                ? "waarvan meer dan de helft nog leegstaat (geen mediaan)"
                                : "mediaan " + median + " dagen")
                        + ". Wie op de eerste peildatum al leegstond telt mee vanaf de duur van dat moment; een einde ligt midden"
                        + " tussen de peildata waartussen het viel. Niet de gemiddelde leeftijd van wat nu leegstaat.",
                "Duration: Kaplan-Meier over " + totals.measured() + " spells of known start, "
                        + (median.isEmpty()
                                ? "of which more than half are still vacant (no median)"
                                : "median " + median + " days")
                        + ". What was vacant on the first date counts from the duration it had then; an end is put in the middle"
                        + " of the two dates that it fell between. Not the mean age of what is vacant now."));
        if (versions.stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(VacancyNotes.SYNTHETIC);
        }
        return notes;
    }
}
