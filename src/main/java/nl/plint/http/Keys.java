package nl.plint.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place where a key is asked for. Compared in constant time, never logged. */
final class Keys {
    private final Set<String> keys;

    Keys(Set<String> keys) {
        this.keys = keys;
    }

    /**
     * Whether a request has a right key.
     *
     * @throws ProblemException when it has a wrong one
     */
    boolean isGiven(Context context) {
        if (keys.isEmpty() || given(context) == null) {
            return false;
        }
        require(context);
        return true;
    }

    /**
     * Lets a request with a right key pass.
     *
     * @throws ProblemException otherwise
     */
    void require(Context context) {
        if (keys.isEmpty()) {
            throw new ProblemException(new Problem(
                    403,
                    "writing-off",
                    "Writing is off",
                    "this server takes no changes: no key is configured (set PLINT_API_KEY when starting it)"));
        }
        String given = given(context);
        byte[] bytes = (given == null ? "" : given.strip()).getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (String key : keys) {
            right |= MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), bytes);
        }
        if (!right) {
            context.header("WWW-Authenticate", "Bearer realm=\"plint\"");
            throw new ProblemException(new Problem(
                    401,
                    "unauthorized",
                    "Key needed",
                    "send a key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'"));
        }
    }

    private static @Nullable String given(Context context) {
        String header = context.header("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring(7) : context.header("X-Api-Key");
    }
}
