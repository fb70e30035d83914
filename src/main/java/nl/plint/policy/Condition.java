package nl.plint.policy;

import nl.plint.filter.Expression;

/**
 * A CQL2 expression of a policy, with the text that its author wrote: a test for a rule, a number for a measure.
 *
 * <p>It can name the site's own properties, {@code facility.*}, {@code parameter.*}, {@code scenario.*} and {@code
 * site.*}, see {@link Vocabulary}, and the functions of {@link SiteMeasures}.
 */
public record Condition(String text, Expression expression) {
    @Override
    public String toString() {
        return text;
    }
}
