package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The health of the server, for its operator: whether it lives, whether it can answer, and whether the archive takes changes.
 *
 * <p>A server whose archive is away answers on from memory: it is ready (200), and says that it is {@code READ_ONLY} and why. Only
 * one that is starting is not (503).
 */
final class HealthRoutes {
    private final BooleanSupplier ready;
    private final Supplier<Optional<String>> trouble;

    /** @param trouble what keeps the archive from being changed now, for people; answers at once */
    HealthRoutes(BooleanSupplier ready, Supplier<Optional<String>> trouble) {
        this.ready = ready;
        this.trouble = trouble;
    }

    void register(RoutesConfig routes) {
        routes.get("/health/live", context -> send(context, 200, Map.of("status", "UP")));
        routes.get("/health/ready", this::ready);
    }

    private void ready(Context context) {
        if (!ready.getAsBoolean()) {
            send(context, 503, Map.of("status", "STARTING"));
            return;
        }
        List<String> reasons = trouble.get().stream().toList();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("status", reasons.isEmpty() ? "UP" : "READ_ONLY");
        state.put("reads", "available");
        state.put("writes", reasons.isEmpty() ? "available" : "unavailable");
        state.put("reasons", reasons);
        send(context, 200, state);
    }

    private static void send(Context context, int status, Map<String, Object> state) {
        context.status(status).header("Cache-Control", "no-store").json(state);
    }
}
