package nl.plint.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function that expressions can call, besides what CQL2 itself has.
 *
 * @param arguments what it takes; null when it looks after its arguments itself
 * @param returns what it gives; {@link ValueType#ANY} when that depends
 */
public record FunctionDefinition(
        String name,
        String description,
        @Nullable List<Argument> arguments,
        ValueType returns,
        Implementation implementation) {
    public FunctionDefinition {
        arguments = arguments == null ? null : List.copyOf(arguments);
    }

    /** What a function takes at one place. */
    public record Argument(String title, ValueType type) {}

    /** Gives the result, null for unknown. */
    @FunctionalInterface
    public interface Implementation {
        @Nullable
        Object apply(List<@Nullable Object> arguments);
    }

    /** A function that looks after its arguments itself. */
    public static FunctionDefinition of(String name, String description, Implementation implementation) {
        return new FunctionDefinition(name, description, null, ValueType.ANY, implementation);
    }

    /** How it is written, such as {@code distance(geometry, geometry)}. */
    public String usage() {
        return arguments == null
                ? name + "(...)"
                : name
                        + arguments.stream()
                                .map(Argument::title)
                                .toList()
                                .toString()
                                .replace('[', '(')
                                .replace(']', ')');
    }
}
