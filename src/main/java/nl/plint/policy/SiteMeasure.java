package nl.plint.policy;

import java.util.List;
import java.util.Optional;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be measured about a site: a CQL2 function in the conditions of a policy.
 *
 * @param name of the function
 * @param usage how to write it, such as {@code distance('layer')}
 * @param definition what it is and how it is measured, in a sentence
 * @param leastArguments number of arguments it needs
 * @param mostArguments number of arguments it takes
 * @param unit of what it gives, null when that follows from the property it is asked for or when it has none
 * @param ofSurroundings whether it depends on where the site is, whatever its arguments
 * @param calculation gives null when the answer is not known
 */
public record SiteMeasure(
        String name,
        String usage,
        String definition,
        int leastArguments,
        int mostArguments,
        @Nullable Unit unit,
        boolean ofSurroundings,
        Calculation calculation) {

    /** How a measure is taken. */
    @FunctionalInterface
    public interface Calculation {
        @Nullable
        Object measure(SiteQuestion question, List<?> arguments);
    }

    /**
     * The unit of what it gives for these arguments: its own, or that of the property asked for.
     *
     * @param arguments a layer and a property, where the measure takes these
     */
    public Optional<Unit> unitFor(SiteFacts facts, List<?> arguments) {
        if (unit != null) {
            return Optional.of(unit);
        }
        if (arguments.size() >= 2
                && arguments.get(0) instanceof String layer
                && arguments.get(1) instanceof String property) {
            return facts.findUnit(layer, property);
        }
        return Optional.empty();
    }
}
