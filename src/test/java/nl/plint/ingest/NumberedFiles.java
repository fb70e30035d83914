package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import nl.plint.text.LocalizedText;

/** Tables in which every row has the number of the table, so that a version that is half or mixed would show. */
public final class NumberedFiles {
    public static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    private NumberedFiles() {}

    /** Writes a table as CSV. */
    public static Path write(Path file, long number, int rows) {
        StringBuilder csv = new StringBuilder("number;name;lon;lat\n");
        for (int row = 0; row < rows; row++) {
            csv.append(number).append(";a name that fills ").append(row).append(";6.5;53\n");
        }
        try {
            return Files.writeString(file, csv);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Asks for the file to be taken in for {@link #DATE} and published. */
    public static IngestRequest request(Path file, String layer) {
        return new IngestRequest(
                List.of(new SourceFile(file, String.valueOf(file.getFileName()))),
                layer,
                null,
                DATE,
                LocalizedText.same("test"),
                "CC0-1.0",
                null,
                false,
                null,
                true,
                true);
    }

    /** Checks that a version is whole, and has a report that agrees with it; gives the number of its table. */
    public static long requireWhole(DatasetArchive archive, DatasetVersion version) {
        Snapshot rows = new DatasetCatalog(archive).now().snapshot(version);
        assertThat((long) rows.size()).isEqualTo(version.featureCount()).isPositive();
        int position = rows.schema().findPosition("number").orElseThrow();
        Object first = rows.value(0, position);
        for (int row = 1; row < rows.size(); row++) {
            assertThat(rows.value(row, position)).isEqualTo(first);
        }
        assertThat(archive.report(version.layer(), version.id()))
                .contains("\"version\":\"" + version.id() + "\"")
                .contains("\"stored\":" + rows.size());
        return (Long) java.util.Objects.requireNonNull(first);
    }

    /** Checks that nothing stands in the folder of an archive but its catalog and the files of its versions. */
    public static void requireNothingElse(Path folder, DatasetArchive archive) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> found = all.map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.matches("|catalog\\.sqlite(-wal|-shm)?|versions"))
                    .toList();
            List<String> expected = archive.listLayers().stream()
                    .map(layer -> archive.listVersions(layer.id()))
                    .filter(versions -> !versions.isEmpty())
                    .flatMap(versions -> Stream.concat(
                            Stream.of("versions/" + versions.get(0).layer()),
                            versions.stream()
                                    .map(version -> "versions/" + version.layer() + "/" + version.id() + ".gpkg")))
                    .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
