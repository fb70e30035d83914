package nl.plint.app;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code gis-data} that travel inside the program: layers, mappings, scenarios and samples. */
final class BundledFiles {
    private static final String ROOT = "gis-data/";

    private BundledFiles() {}

    /** The names of the YAML files in a folder of {@code gis-data}, such as {@code layers}, in alphabetical order. */
    static List<String> listYaml(String folder) {
        URL url = BundledFiles.class.getClassLoader().getResource(ROOT + folder);
        return url == null ? List.of() : listYaml(url);
    }

    /** The names of the YAML files in a folder on disk or in a jar; several threads may ask at once. */
    static List<String> listYaml(URL folder) {
        try {
            if (!folder.getProtocol().equals("jar")) {
                return yamlNames(Path.of(folder.toURI()));
            }
            JarURLConnection connection = (JarURLConnection) folder.openConnection();
            // By path, not by URI: file systems by URI are shared by the whole process, and a second open of one fails.
            try (FileSystem jar =
                    FileSystems.newFileSystem(Path.of(connection.getJarFileURL().toURI()))) {
                return yamlNames(jar.getPath(connection.getEntryName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> yamlNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Opens a file of {@code gis-data}, such as {@code layers/roads.yaml}. */
    static InputStream open(String path) throws FileNotFoundException {
        InputStream stream = BundledFiles.class.getClassLoader().getResourceAsStream(ROOT + path);
        if (stream == null) {
            throw new FileNotFoundException("gis-data/" + path + " is not in the program");
        }
        return stream;
    }
}
