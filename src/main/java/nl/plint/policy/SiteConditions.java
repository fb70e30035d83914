package nl.plint.policy;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.filter.Evaluation;
import nl.plint.filter.Expression;
import nl.plint.filter.FunctionRegistry;
import nl.plint.filter.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions about one site after the other, with the measures as functions. Compiles each expression once;
 * the functions ask about the site that it was last turned to. For one thread.
 */
final class SiteConditions implements Properties {
    private final IdentityHashMap<Expression, Evaluation> compiled = new IdentityHashMap<>();
    private final FunctionRegistry functions;
    private @Nullable SiteQuestion question;
    private Map<String, @Nullable Object> values = Map.of();

    SiteConditions() {
        FunctionRegistry registry = FunctionRegistry.standard();
        for (SiteMeasure measure : SiteMeasures.ALL) {
            registry = registry.with(measure.name(), arguments -> measure(measure, arguments));
        }
        functions = registry;
    }

    /**
     * @param namedValues every value that expressions can name; may still grow
     */
    void turnTo(SiteQuestion siteQuestion, Map<String, @Nullable Object> namedValues) {
        question = siteQuestion;
        values = namedValues;
    }

    /** Whether a condition holds; null when that is not known. */
    @Nullable
    Boolean test(Condition condition) {
        return test(condition.expression());
    }

    @Nullable
    Boolean test(Expression expression) {
        return compile(expression).test(this);
    }

    /** The value of a measure; null when not known. */
    @Nullable
    Object value(Condition condition) {
        return value(condition.expression());
    }

    @Nullable
    Object value(Expression expression) {
        return compile(expression).value(this);
    }

    /** The site that it was last turned to. */
    Site site() {
        return question().site();
    }

    private SiteQuestion question() {
        SiteQuestion asked = question;
        if (asked == null) {
            throw new IllegalStateException("no site was turned to");
        }
        return asked;
    }

    @Override
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    private Evaluation compile(Expression expression) {
        return compiled.computeIfAbsent(expression, each -> Evaluation.compile(each, functions));
    }

    private @Nullable Object measure(SiteMeasure measure, List<? extends @Nullable Object> arguments) {
        for (Object argument : arguments) {
            if (argument == null) {
                return null; // what is asked with an unknown argument is unknown itself
            }
        }
        return measure.calculation().measure(question(), arguments);
    }
}
