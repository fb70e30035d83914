package nl.plint.ingest;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a file writes its numbers and dates. */
final class TextForms {
    private final boolean dutchNumbers;
    private final @Nullable DateTimeFormatter datePattern;

    /**
     * @param mapping null for plain numbers and ISO dates
     */
    TextForms(@Nullable Mapping mapping) {
        this.dutchNumbers = mapping != null && mapping.dutchNumbers();
        this.datePattern = mapping == null || mapping.datePattern() == null ? null : formatter(mapping.datePattern());
    }

    /**
     * @throws IllegalArgumentException when it is no pattern of dates
     */
    static void requirePattern(String datePattern) {
        formatter(datePattern);
    }

    /** Strict, or 31 February would silently become the 28th; a strict year is written u. */
    private static DateTimeFormatter formatter(String datePattern) {
        return DateTimeFormatter.ofPattern(datePattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    double number(Object given) throws UnusableValue {
        if (given instanceof Number typed) {
            return typed.doubleValue();
        }
        if (given instanceof String text) {
            return Values.number(text.strip(), dutchNumbers).orElseThrow(() -> UnusableValue.notANumber(text));
        }
        throw UnusableValue.notANumber(given);
    }

    LocalDate date(Object given) throws UnusableValue {
        if (given instanceof LocalDate date) {
            return date;
        }
        return Values.date(given.toString().strip(), datePattern).orElseThrow(() -> UnusableValue.notADate(given));
    }
}
