package nl.plint.http;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in a file that was sent; whoever wires the server says how. */
@FunctionalInterface
public interface VersionIntake {
    /**
     * A file that was sent.
     *
     * @param file where it was put; it is removed afterwards
     * @param fileName the name the client gave
     */
    record Upload(
            Path file,
            String fileName,
            String layer,
            @Nullable String mapping,
            @Nullable LocalDate referenceDate,
            @Nullable String source,
            @Nullable String licence,
            boolean publish) {}

    /**
     * Takes it in.
     *
     * @return the report as plain values; {@code version} is the id of the version
     * @throws IllegalArgumentException when the file or a parameter cannot be used; the message is for the client
     */
    Map<String, @Nullable Object> take(Upload upload);
}
