package nl.plint.ingest.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;

/**
 * A temporary folder for one run of GDAL, and the file as GDAL is to see it. GDAL judges by extension and names layers
 * after files, so a file that is kept under another name than the user's gets a link of that name here.
 */
final class GdalFolder implements AutoCloseable {
    private static final int MOST_NAME_CHARACTERS = 100;

    private final Path path;
    private final String input;

    private GdalFolder(Path path, String input) {
        this.path = path;
        this.input = input;
    }

    /** A folder without a file. */
    static GdalFolder create() throws IOException {
        return new GdalFolder(Files.createTempDirectory("plint-gdal"), "");
    }

    /** A folder with a file to be read. */
    static GdalFolder create(Path file, String fileName) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        // GDAL would take a path in such a folder for one of its own protocols.
        boolean virtual = absolute.toString().startsWith("/vsi");
        Path folder = Files.createTempDirectory("plint-gdal");
        if (!virtual && String.valueOf(absolute.getFileName()).equals(fileName)) {
            return new GdalFolder(folder, absolute.toString());
        }
        Path staged = Files.createDirectory(folder.resolve("in")).resolve(safe(fileName));
        try {
            Files.createSymbolicLink(staged, absolute);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(absolute, staged); // a file system without links
        }
        return new GdalFolder(folder, staged.toString());
    }

    /** The name with nothing in it that means something in a path. */
    private static String safe(String fileName) {
        String name = fileName.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceFirst("^[. -]+", "");
        return name.isEmpty() ? "file" : name.substring(Math.max(0, name.length() - MOST_NAME_CHARACTERS));
    }

    Path path() {
        return path;
    }

    /** The absolute path of the file. */
    String input() {
        return input;
    }

    Path output() {
        return path.resolve("features.gpkg");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot remove the temporary files in " + path, e);
        }
    }
}
