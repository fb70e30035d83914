package nl.plint.store.postgis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.plint.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, as PostgreSQL's own programs write it: {@code postgresql://user:password@host:5432/name?sslmode=require},
 * with several hosts where there are several. The password is better given in {@code PLINT_DATABASE_PASSWORD} or
 * {@code ~/.pgpass}; it is in no text that this gives.
 */
public final class DatabaseUrl {
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?@]*)/([^/?]+)(?:\\?(.*))?");

    private final String hosts;
    private final String database;
    private final String query;
    private final Properties properties = new Properties();

    private DatabaseUrl(String hosts, String database, String query) {
        this.hosts = hosts;
        this.database = database;
        this.query = query;
    }

    /** Whether a text is meant as the place of a database, not as a folder. */
    public static boolean isOne(String text) {
        return text.matches("(?:jdbc:)?postgres(?:ql)?:.*");
    }

    /**
     * @throws StoreException when it has another form; the message does not repeat it, since there may be a password in it
     */
    public static DatabaseUrl parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new StoreException(
                    "the database must be given as postgresql://user@host:5432/name, with options such as"
                            + " ?sslmode=require behind it");
        }
        String query = parts.group(5) == null ? "" : parts.group(5);
        if (query.matches("(?i)(.*&)?(password|user)=.*")) {
            throw new StoreException(
                    "give the user before the host, and the password there or in PLINT_DATABASE_PASSWORD, not behind '?'");
        }
        String hosts = parts.group(3).isEmpty() ? "localhost" : parts.group(3);
        DatabaseUrl url = new DatabaseUrl(hosts, parts.group(4), query);
        url.set("user", parts.group(1));
        url.set("password", parts.group(2));
        String password = System.getenv("PLINT_DATABASE_PASSWORD");
        if (password != null && !url.properties.containsKey("password")) {
            url.properties.setProperty("password", password);
        }
        return url;
    }

    private void set(String name, @Nullable String encoded) {
        if (encoded != null && !encoded.isEmpty()) {
            properties.setProperty(name, URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
    }

    /** For the driver; without user and password. */
    String jdbc() {
        return "jdbc:postgresql://" + hosts + "/" + database + (query.isEmpty() ? "" : "?" + query);
    }

    /** The user and the password, where they are given. */
    Properties credentials() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }

    /** Where it is, for people: without user, password and options. */
    @Override
    public String toString() {
        return "postgresql://" + hosts + "/" + database;
    }
}
