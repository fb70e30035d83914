package nl.plint.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values whose types are known only when they are there. */
final class Values {
    private Values() {}

    /** Compares two values; unknown when one is, or when they cannot be compared. */
    static @Nullable Boolean compare(ComparisonOperator operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return operator.holds(a.doubleValue(), b.doubleValue());
        }
        if (left instanceof String a && right instanceof String b) {
            return operator.holds(Texts.normalized(a).compareTo(Texts.normalized(b)));
        }
        if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return operator.holds(a.compareTo(b));
        }
        Instant start = instant(left);
        Instant other = instant(right);
        if (start != null && other != null) {
            return operator.holds(start.compareTo(other));
        }
        return (left instanceof Boolean a && right instanceof Boolean b) ? operator.holds(a.compareTo(b)) : null;
    }

    /** A timestamp, or the start of a date in UTC; null for anything else. */
    static @Nullable Instant instant(@Nullable Object value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return value instanceof Instant instant ? instant : null;
    }

    /** A value that equals every other way to write it. */
    static Object canonical(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() + 0.0;
        }
        if (value instanceof String text) {
            return Texts.normalized(text);
        }
        return value instanceof List<?> list ? set(list) : value;
    }

    /** An array as a set; what is unknown is not in it. */
    static Set<Object> set(List<?> list) {
        Set<Object> set = new HashSet<>();
        for (Object element : list) {
            if (element != null) {
                set.add(canonical(element));
            }
        }
        return set;
    }
}
