package nl.plint.analysis.parameter;

import java.util.regex.Pattern;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;

/**
 * A number that an analysis takes for granted.
 *
 * @param name camelCase
 * @param value the one in force unless a question sets another, in {@code unit}
 * @param minimum the least value that is accepted
 * @param maximum the greatest value that is accepted
 * @param source where the value comes from
 */
public record ParameterDefinition(
        String name,
        LocalizedText title,
        double value,
        double minimum,
        double maximum,
        Unit unit,
        String source,
        Status status) {
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");

    /** How firm a value is. */
    public enum Status {
        /** It stands in the publication that is named as its source. */
        PUBLISHED,
        /** It is a working value of practice that nobody published for Drenthe: set it to what you know. */
        ASSUMED
    }

    public ParameterDefinition {
        if (!CAMEL_CASE.matcher(name).matches()) {
            throw new IllegalArgumentException("a parameter is named in camelCase, was '" + name + "'");
        }
        if (!(minimum <= value && value <= maximum)) {
            throw new IllegalArgumentException("parameter " + name + " must be from " + minimum + " to " + maximum
                    + ", which its own value " + value + " is not");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("parameter " + name + " needs a source");
        }
    }
}
