package nl.plint.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates and timestamps as both encodings write them (RFC 3339). */
final class TemporalText {
    static final String DATE_FORM = "a date such as 2017-01-01";
    static final String TIMESTAMP_FORM = "a timestamp such as 2017-01-01T00:00:00Z";
    static final String UNBOUNDED = "..";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");

    private TemporalText() {}

    static Optional<LocalDate> findDate(String text) {
        try {
            return DATE.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A timestamp, with Z or with an offset from it. */
    static Optional<Instant> findTimestamp(String text) {
        try {
            return TIMESTAMP.matcher(text).matches()
                    ? Optional.of(OffsetDateTime.parse(text).toInstant()).filter(TemporalText::hasFourDigits)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasFourDigits(Instant instant) {
        return TIMESTAMP.matcher(instant.toString()).matches();
    }

    /** The end of an interval: a date, a timestamp or two dots. */
    static Optional<Expression> findEnd(String text) {
        if (text.equals(UNBOUNDED)) {
            return Optional.of(new Expression.Unbounded());
        }
        return findDate(text).<Expression>map(Expression.Literal::new).or(() -> findTimestamp(text)
                .map(Expression.Literal::new));
    }
}
