package nl.plint.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions that expressions can call. */
public final class FunctionRegistry {
    private final Map<String, Function> functions;

    private FunctionRegistry(Map<String, Function> functions) {
        this.functions = Map.copyOf(functions);
    }

    /** A function. */
    @FunctionalInterface
    public interface Function {
        @Nullable
        Object apply(List<@Nullable Object> arguments);
    }

    public static FunctionRegistry standard() {
        return new FunctionRegistry(Map.of());
    }

    public FunctionRegistry with(String name, Function function) {
        Map<String, Function> more = new HashMap<>(functions);
        more.put(name, function);
        return new FunctionRegistry(more);
    }

    Optional<Function> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }
}
