package nl.plint.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the server is run.
 *
 * @param host address to listen on
 * @param port 0 for any that is free
 * @param publicUrl what links begin with, such as {@code https://geo.example.nl}; null to take it from each request
 * @param keys the keys that may change layers; none means that nobody may
 * @param software name and version
 */
public record ServerSettings(String host, int port, @Nullable String publicUrl, Set<String> keys, String software) {
    public ServerSettings {
        keys = Set.copyOf(keys);
    }
}
