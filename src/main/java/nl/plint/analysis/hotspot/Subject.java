package nl.plint.analysis.hotspot;

import nl.plint.dataset.Audience;
import nl.plint.store.Published;

/** What is asked about: a property of features, or the vacancy of units gathered in areas. */
sealed interface Subject permits PropertySubject, VacancySubject {
    /** Who may see the answer. */
    Audience audience();

    /** The areas or points with their values. */
    ObservedAreas observe(Published published);
}
