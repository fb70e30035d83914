package nl.plint.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.plint.ingest.IngestException.Fault;
import org.jspecify.annotations.Nullable;

/** A file format that can be taken in. One class for each, in {@code ingest.format}. */
public interface SourceFormat {
    /** Its name for people, such as {@code GeoPackage}. */
    String name();

    /**
     * Whether a file is of this format, judged by its contents; the name is for formats whose contents do not tell.
     *
     * @param start the first bytes of the file, up to 4,096
     */
    boolean recognizes(String fileName, byte[] start);

    /** Whether a file is of this format; for one that must see more of a file than its first bytes. */
    default boolean recognizes(Path file, String fileName, byte[] start) {
        return recognizes(fileName, start);
    }

    /** What a user can do to have more files recognized; empty when nothing is wanting. */
    default Optional<String> findAdvice() {
        return Optional.empty();
    }

    /**
     * Opens a file.
     *
     * @throws IngestException when it cannot be read as this format
     */
    SourceReader open(Path file, Options options);

    /**
     * The format of a file: the first that recognizes it.
     *
     * @throws IngestException when none does, or the file cannot be read
     */
    static SourceFormat recognize(SourceFile file, List<SourceFormat> formats) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file.path())) {
            start = in.readNBytes(4096);
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + file.name() + ": " + e.getMessage(), e);
        }
        return formats.stream()
                .filter(format -> format.recognizes(file.path(), file.name(), start))
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        Fault.UNKNOWN_FORMAT,
                        file.name() + " is of no known format; known are "
                                + formats.stream().map(SourceFormat::name).toList()
                                + formats.stream()
                                        .flatMap(format -> format.findAdvice().stream())
                                        .map(advice -> "; " + advice)
                                        .collect(Collectors.joining())));
    }

    /**
     * How to read.
     *
     * @param fileName the name that the user knows the file by, for messages
     * @param sourceLayer which layer of a file that has several, null for the only one
     * @param geometry where the coordinates of a table are, null to look for the usual column names
     */
    record Options(String fileName, @Nullable String sourceLayer, Mapping.@Nullable GeometryColumns geometry) {}
}
