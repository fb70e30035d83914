package nl.plint.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who publishes the data, and whom users write to.
 *
 * @param name of the organisation
 * @param email where users write to
 * @param url page of the organisation or IRI that identifies it, null for the address of the API
 */
public record Publisher(String name, String email, @Nullable String url) {
    /** Stands in where no one has been named: an address that never receives anything (RFC 2606). */
    public static final Publisher UNNAMED = new Publisher("Plint", "plint@example.org", null);

    /** As plain values, to be shown. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("email", email);
        map.put("url", url);
        return map;
    }

    public Publisher {
        if (name.isBlank() || !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+")) {
            throw new IllegalArgumentException(
                    "a publisher has a name and an e-mail address such as geo@example.org, was '" + name + "' and '"
                            + email + "'");
        }
        if (url != null && !url.matches("https?://\\S+")) {
            throw new IllegalArgumentException(
                    "the page of a publisher is an address such as https://example.org, was '" + url + "'");
        }
    }
}
