package nl.plint.analysis;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of an analysis as they came in: plain maps, lists, texts, numbers and booleans. Each reader gives the default
 * where the input is absent or null, and otherwise a value of its type or an {@link InvalidInputException}.
 */
public final class Inputs {
    private final String prefix;
    private final Map<String, ? extends @Nullable Object> values;

    public Inputs(Map<String, ? extends @Nullable Object> values) {
        this("", values);
    }

    private Inputs(String prefix, Map<String, ? extends @Nullable Object> values) {
        this.prefix = prefix;
        this.values = values;
    }

    /** Refuses an input that the analysis does not have: most often it is misspelled. */
    public void requireKnown(AnalysisDescription description) {
        requireKnown(description.inputs().stream()
                .map(AnalysisDescription.InputDescription::name)
                .toList());
    }

    public void requireKnown(List<String> names) {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new InvalidInputException(prefix + name, values.get(name), "one of the inputs " + names);
            }
        }
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The names that came in, for an object whose names are values, such as codes of areas. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The value as it came in, for an input that takes more than one type; null when absent. */
    public @Nullable Object plain(String name) {
        return values.get(name);
    }

    public Optional<String> findText(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw new InvalidInputException(prefix + name, value, "a text");
    }

    public String text(String name, String otherwise) {
        return findText(name).orElse(otherwise);
    }

    /** A number within limits, both included. */
    public double number(String name, double otherwise, double least, double greatest) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number
                && Double.isFinite(number.doubleValue())
                && number.doubleValue() >= least
                && number.doubleValue() <= greatest) {
            return number.doubleValue();
        }
        throw new InvalidInputException(
                prefix + name, value, "a number from " + plain(least) + " to " + plain(greatest));
    }

    /** A whole number within limits, both included. */
    public long integer(String name, long otherwise, long least, long greatest) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.longValue() >= least
                && number.longValue() <= greatest) {
            return number.longValue();
        }
        throw new InvalidInputException(prefix + name, value, "a whole number from " + least + " to " + greatest);
    }

    public boolean flag(String name, boolean otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new InvalidInputException(prefix + name, value, "true or false");
    }

    /** One of the values of an enum, written in kebab-case. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice -> wireName(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        prefix + name,
                        value,
                        "one of " + Arrays.stream(choices).map(Inputs::wireName).toList()));
    }

    /** The kebab-case form of an enum's name, as in {@code gi-star}. */
    public static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A nested object, read by a function that is given its own inputs. */
    public <T> T object(String name, T otherwise, Function<Inputs, T> reader) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            @SuppressWarnings("unchecked") // all keys were seen to be texts
            Map<String, @Nullable Object> nested = (Map<String, @Nullable Object>) map;
            return reader.apply(new Inputs(prefix + name + ".", nested));
        }
        throw new InvalidInputException(prefix + name, value, "an object");
    }

    /** An exception about one of these inputs, for a check that only the analysis can make. */
    public InvalidInputException invalid(String name, String accepted) {
        return new InvalidInputException(prefix + name, values.get(name), accepted);
    }

    private static String plain(double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
