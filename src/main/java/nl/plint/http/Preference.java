package nl.plint.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a client wants to wait for an answer (RFC 7240): the preferences {@code respond-async} and {@code wait}. As the
 * RFC has it, others are ignored, and so is one that makes no sense.
 *
 * @param async whether the job itself is the answer that is asked for
 * @param waitSeconds how long to wait at most as the client says, null when it does not
 */
record Preference(boolean async, @Nullable Integer waitSeconds) {
    private static final int DEFAULT_WAIT_SECONDS = 20;
    private static final int MOST_WAIT_SECONDS = 60;

    static Preference of(Context context) {
        return of(Collections.list(context.req().getHeaders("Prefer")));
    }

    static Preference of(List<String> headers) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String header : headers) {
            for (String preference : header.split(",")) {
                String[] parts = preference.split(";", 2)[0].split("=", 2);
                String value = parts.length == 2 ? parts[1].strip().replace("\"", "") : "";
                // Of a preference that is given twice, the first counts.
                given.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), value);
            }
        }
        String wait = given.getOrDefault("wait", "");
        // At most nine digits, so that it is an int; more than a minute is cut to a minute anyway.
        Integer seconds = wait.matches("\\d{1,9}") ? Math.min(Integer.parseInt(wait), MOST_WAIT_SECONDS) : null;
        return new Preference(given.containsKey("respond-async"), seconds);
    }

    /** How long to wait before the job is the answer. */
    Duration patience() {
        if (waitSeconds != null) {
            return Duration.ofSeconds(waitSeconds);
        }
        return async ? Duration.ZERO : Duration.ofSeconds(DEFAULT_WAIT_SECONDS);
    }

    /** Whether the job is wanted even when it is finished at once. */
    boolean wantsJob() {
        return async && waitSeconds == null;
    }

    /**
     * What of it was followed, for {@code Preference-Applied}; empty for nothing.
     *
     * @param jobAnswered whether the job itself is the answer
     */
    String applied(boolean jobAnswered) {
        List<String> applied = new ArrayList<>();
        if (async && jobAnswered) {
            applied.add("respond-async");
        }
        if (waitSeconds != null) {
            applied.add("wait=" + waitSeconds);
        }
        return String.join(", ", applied);
    }
}
