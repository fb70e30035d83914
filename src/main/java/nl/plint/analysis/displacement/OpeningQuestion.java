package nl.plint.analysis.displacement;

import java.time.LocalDate;
import java.util.Map;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.region.RegionChoice;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What large openings between two dates did to the shops around them.
 *
 * @param from the first reference date, null for the one before {@code to}
 * @param to the second, null for the newest
 * @param dates when units opened, by id, where that is known better than "between the dates"
 */
record OpeningQuestion(
        String layer,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String method,
        RegionChoice region,
        Map<String, LocalDate> dates,
        Parameters parameters,
        Audience audience) {
    OpeningQuestion {
        dates = Map.copyOf(dates);
    }
}
