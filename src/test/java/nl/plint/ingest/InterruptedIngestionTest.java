package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ingest that ends half-way, because nobody wants it any more or because it fails, leaves all as it was. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class InterruptedIngestionTest {
    private static final int ROWS = 2_600;

    @TempDir
    Path folder;

    private Path data;
    private GeoPackageArchive archive;
    private DatasetCatalog catalog;

    @BeforeEach
    void open() {
        data = folder.resolve("data");
        archive = GeoPackageArchive.open(data);
        catalog = new DatasetCatalog(archive);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    /** What makes an ingest end. */
    private static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** CSV whose reader fails at a row. The first row is 1. */
    private record FailingFormat(int row) implements SourceFormat {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public boolean recognizes(String fileName, byte[] start) {
            return true;
        }

        @Override
        public SourceReader open(Path file, Options options) {
            SourceReader reader = new CsvFormat().open(file, options);
            return new SourceReader() {
                private int rows;

                @Override
                public List<SourceColumn> columns() {
                    return reader.columns();
                }

                @Override
                public SourceCrs crs() {
                    return reader.crs();
                }

                @Override
                public boolean isTyped() {
                    return reader.isTyped();
                }

                @Override
                public boolean hasGeometry() {
                    return reader.hasGeometry();
                }

                @Override
                public RawFeature next() {
                    if (++rows == row) {
                        throw new Interruption();
                    }
                    return reader.next();
                }

                @Override
                public long bytesRead() {
                    return reader.bytesRead();
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }
    }

    private IngestReport ingest(SourceFormat format, Path file, IngestProgress progress) {
        return new Ingestion(catalog, List.of(format), Map.of(), "test")
                .ingest(NumberedFiles.request(file, "numbers"), progress);
    }

    /** Takes in a first version, lets a second one fail, and checks that the first is served and nothing is left. */
    private void interrupt(SourceFormat format, IngestProgress progress) throws IOException {
        Path first = NumberedFiles.write(folder.resolve("first.csv"), 1, 700);
        Path second = NumberedFiles.write(folder.resolve("second.csv"), 2, ROWS);

        assertThatThrownBy(() -> ingest(format, second, progress)).isInstanceOf(Interruption.class);
        assertThat(archive.listLayers()).as("not even the layer").isEmpty();
        NumberedFiles.requireNothingElse(data, archive);

        ingest(new CsvFormat(), first, IngestProgress.NONE);
        assertThatThrownBy(() -> ingest(format, second, progress)).isInstanceOf(Interruption.class);
        requireFirst();
        assertThat(catalog.now().current("numbers").size()).isEqualTo(700);
        archive.close();
        open();
        requireFirst();

        assertThat(ingest(new CsvFormat(), second, IngestProgress.NONE).unchanged())
                .isFalse();
        assertThat(catalog.now().current("numbers").size()).isEqualTo(ROWS);
        NumberedFiles.requireNothingElse(data, archive);
    }

    private void requireFirst() throws IOException {
        assertThat(archive.listVersions("numbers")).hasSize(1);
        assertThat(NumberedFiles.requireWhole(
                        archive, catalog.now().get("numbers").current()))
                .isEqualTo(1);
        NumberedFiles.requireNothingElse(data, archive);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 499, 501, 2_000, ROWS, ROWS + 1})
    void a_reader_that_fails_at_a_row_leaves_all_as_it_was(int row) throws IOException {
        interrupt(new FailingFormat(row), IngestProgress.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void an_ingest_that_is_dismissed_leaves_all_as_it_was(int call) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        interrupt(new CsvFormat(), (bytesRead, bytesTotal, rows) -> {
            if (calls.incrementAndGet() % call == 0) {
                throw new Interruption();
            }
        });
    }

    @Test
    void a_first_file_with_nothing_to_store_leaves_no_layer_by_which_the_next_would_be_read() throws IOException {
        Path faulty = java.nio.file.Files.writeString(folder.resolve("faulty.csv"), "wrong;lon;lat\nx;oost;noord\n");
        assertThatThrownBy(() -> ingest(new CsvFormat(), faulty, IngestProgress.NONE))
                .isInstanceOf(IngestException.class);
        assertThat(archive.listLayers()).isEmpty();
        ingest(new CsvFormat(), NumberedFiles.write(folder.resolve("right.csv"), 5, 3), IngestProgress.NONE);
        assertThat(archive.listLayers().get(0).properties())
                .extracting(property -> property.name())
                .containsExactly("number", "name");
        NumberedFiles.requireNothingElse(data, archive);
    }
}
