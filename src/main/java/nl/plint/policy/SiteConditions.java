package nl.plint.policy;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.filter.Evaluation;
import nl.plint.filter.Expression;
import nl.plint.filter.FunctionDefinition;
import nl.plint.filter.FunctionRegistry;
import nl.plint.filter.PropertyBinder;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions about one site after the other, with the measures as functions. Compiles each expression once;
 * the functions ask about the site that it was last turned to. For one thread.
 */
final class SiteConditions {
    private static final PropertyBinder<Map<String, @Nullable Object>> NAMES = PropertyBinder.open(Map::get);

    private final IdentityHashMap<Expression, Evaluation<Map<String, @Nullable Object>>> compiled =
            new IdentityHashMap<>();
    private final FunctionRegistry functions;
    private @Nullable SiteQuestion question;
    private Map<String, @Nullable Object> values = Map.of();

    SiteConditions() {
        FunctionRegistry registry = FunctionRegistry.none();
        for (SiteMeasure measure : SiteMeasures.ALL) {
            registry = registry.with(FunctionDefinition.of(
                    measure.name(), measure.definition(), arguments -> measure(measure, arguments)));
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
        return compile(expression).test(values);
    }

    /** The value of a measure; null when not known. */
    @Nullable
    Object value(Condition condition) {
        return value(condition.expression());
    }

    @Nullable
    Object value(Expression expression) {
        return compile(expression).value(values);
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

    private Evaluation<Map<String, @Nullable Object>> compile(Expression expression) {
        return compiled.computeIfAbsent(expression, each -> Evaluation.compile(each, NAMES, functions));
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
