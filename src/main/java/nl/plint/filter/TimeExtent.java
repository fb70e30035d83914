package nl.plint.filter;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An interval with both its ends.
 *
 * @param start a LocalDate or an Instant; {@link Instant#MIN} when unbounded
 * @param end a LocalDate or an Instant; {@link Instant#MAX} when unbounded
 */
record TimeExtent(Object start, Object end) {
    private static final Duration LAST_OF_DAY = Duration.ofDays(1).minusNanos(1);

    /**
     * Whether an operator holds between two times, each a date, a timestamp or an extent; unknown for anything else.
     *
     * <p>Dates among dates are compared as dates. Together with a timestamp a date lasts from its first instant to its last,
     * in UTC.
     */
    static @Nullable Boolean compare(TemporalOperator operator, @Nullable Object left, @Nullable Object right) {
        TimeExtent one = of(left);
        TimeExtent other = of(right);
        boolean intervals = left instanceof TimeExtent && right instanceof TimeExtent;
        if (one == null || other == null || (operator.intervalsOnly() && !intervals)) {
            return null;
        }
        boolean instants = one.hasTimestamp() || other.hasTimestamp();
        return operator.holds(one.first(), one.last(instants), other.first(), other.last(instants));
    }

    private static @Nullable TimeExtent of(@Nullable Object value) {
        if (value instanceof TimeExtent extent) {
            return extent;
        }
        return (value instanceof LocalDate || value instanceof Instant) ? new TimeExtent(value, value) : null;
    }

    private boolean hasTimestamp() {
        return isTimestamp(start) || isTimestamp(end);
    }

    private static boolean isTimestamp(Object end) {
        return end instanceof Instant instant && !instant.equals(Instant.MIN) && !instant.equals(Instant.MAX);
    }

    private Instant first() {
        Instant first = Values.instant(start);
        return first == null ? Instant.MIN : first;
    }

    private Instant last(boolean asInstant) {
        Instant last = Values.instant(end);
        if (last == null) {
            return Instant.MAX;
        }
        return (asInstant && end instanceof LocalDate) ? last.plus(LAST_OF_DAY) : last;
    }
}
