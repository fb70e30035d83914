package nl.plint.store.geopackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.geopackage.Sqlite;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetArchiveContract;
import nl.plint.store.StoreException;
import nl.plint.store.VersionWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoPackageArchiveTest implements DatasetArchiveContract {
    @TempDir
    Path temporary;

    @Override
    public DatasetArchive open() {
        return GeoPackageArchive.open(folder());
    }

    private Path folder() {
        return temporary.resolve("the archive #1 100%?");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void only_the_catalog_and_the_versions_stand_in_the_folder() throws IOException {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, List.of());
            ArchiveSamples.read(archive, version);
            try (VersionWriter writer =
                    archive.begin(ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, List.of()))) {
                writer.write(ArchiveSamples.feature("1", null));
            }
        }
        assertThat(files()).containsExactly("catalog.sqlite", "versions/shop-units/v1.gpkg");
        var attributes = Files.getPosixFilePermissions(folder().resolve("versions/shop-units/v1.gpkg"));
        assertThat(attributes).noneMatch(permission -> permission.name().endsWith("WRITE"));
    }

    @Test
    void a_retired_version_gives_back_its_file_and_the_last_one_its_folder() throws IOException {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, List.of());
            ArchiveSamples.write(
                    archive, ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, List.of()), List.of());
            archive.retire("shop-units", "v1");
            assertThat(files()).contains("versions/shop-units/v2.gpkg").noneMatch(name -> name.contains("v1"));
            try (VersionWriter writer = archive.begin(draft)) {
                archive.retire("shop-units", "v2");
                writer.finish("{}");
            }
            assertThat(ArchiveSamples.read(archive, version)).isEmpty();
            archive.retire("shop-units", "v1");
        }
        assertThat(files()).containsExactly("catalog.sqlite");
        assertThat(folder().resolve("versions")).isEmptyDirectory();
    }

    @Test
    void a_writer_that_is_closed_takes_along_the_folder_that_it_made() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            try (VersionWriter writer = archive.begin(draft)) {
                writer.write(ArchiveSamples.feature("1", null));
            }
            assertThat(folder().resolve("versions")).isEmptyDirectory();
        }
    }

    @Test
    void what_a_crash_in_retiring_left_is_removed() throws IOException {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        Path file = folder().resolve("versions/shop-units/v1.gpkg");
        try (DatasetArchive archive = open()) {
            ArchiveSamples.write(archive, draft, List.of());
            byte[] contents = Files.readAllBytes(file);
            archive.retire("shop-units", "v1");
            Files.createDirectory(file.getParent());
            Files.write(file, contents);
        }
        open().close();
        assertThat(folder().resolve("versions")).isEmptyDirectory();
    }

    @Test
    void what_an_interrupted_writer_left_is_removed_and_a_live_writer_is_left_alone() throws IOException {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            archive.define(draft.layer());
            try (VersionWriter writer = archive.begin(draft)) {
                Path layer = folder().resolve("versions/shop-units");
                Files.createFile(layer.resolve(".v0.dead.part"));
                Files.createFile(layer.resolve(".v0.locked.part"));
                Files.createFile(layer.resolve(".v0.locked.lock"));
                Files.createFile(layer.resolve("v0.gpkg"));
                open().close();
                assertThat(files()).noneMatch(name -> name.contains("v0"));
                writer.write(ArchiveSamples.feature("1", null));
                assertThat(writer.finish("{}").featureCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_version_whose_file_was_lost_says_so_and_can_be_taken_in_again() throws IOException {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        var features = List.of(ArchiveSamples.feature("1", "POINT (1 2)"));
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, features);
            ArchiveSamples.publish(archive, "shop-units", "v1");
            Files.delete(folder().resolve("versions/shop-units/v1.gpkg"));
            assertThatThrownBy(() -> archive.read(version))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is missing")
                    .hasMessageContaining("v1.gpkg");

            ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.read(
                            archive, archive.listPublished("shop-units").get(0)))
                    .hasSize(1);
        }
    }

    @Test
    void a_damaged_version_says_what_to_do() throws IOException {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, List.of());
            Path file = folder().resolve("versions/shop-units/v1.gpkg");
            assertThat(file.toFile().setWritable(true)).isTrue();
            Files.writeString(file, "this is no database".repeat(500));
            assertThatThrownBy(() -> archive.read(version))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("restore the folder from a backup");
        }
    }

    @Test
    void a_damaged_catalog_says_what_to_do() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("catalog.sqlite"), "this is no database".repeat(500));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("catalog.sqlite")
                .hasMessageContaining("restore the folder from a backup");
    }

    @Test
    void an_archive_of_a_newer_plint_is_refused() throws Exception {
        open().close();
        try (Connection catalog = Sqlite.open(folder().resolve("catalog.sqlite"), "")) {
            Sqlite.execute(catalog, "PRAGMA user_version = 999");
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("newer Plint");
    }

    @Test
    void an_archive_of_the_first_format_is_taken_over() throws Exception {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 9));
            ArchiveSamples.publish(archive, draft.layer().id(), "v1");
            var staged = ArchiveSamples.draft("staged", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
            ArchiveSamples.write(archive, staged, List.of());
        }
        try (Connection catalog = Sqlite.open(folder().resolve("catalog.sqlite"), "")) {
            Sqlite.execute(
                    catalog,
                    "ALTER TABLE versions DROP COLUMN content_sha256",
                    "ALTER TABLE versions DROP COLUMN released",
                    "PRAGMA user_version = 1");
        }
        try (DatasetArchive archive = open()) {
            var old = archive.findVersion(draft.layer().id(), "v1").orElseThrow();
            assertThat(old.contentSha256()).isNull();
            assertThat(archive.listReleased(draft.layer().id()))
                    .extracting(DatasetVersion::id)
                    .as("what is published; of a version that is not, nobody knows whether it was")
                    .containsExactly("v1");
            assertThat(ArchiveSamples.read(archive, old)).hasSize(9);
            var next = ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
            assertThat(ArchiveSamples.write(archive, next, List.of()).contentSha256())
                    .isNotNull();
        }
    }

    @Test
    void another_database_is_not_taken_for_a_catalog() throws Exception {
        Files.createDirectories(folder());
        try (Connection other = Sqlite.open(folder().resolve("catalog.sqlite"), "")) {
            Sqlite.execute(other, "CREATE TABLE contacts (name TEXT)");
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("not a catalog");
    }

    @Test
    void a_place_that_is_no_folder_is_refused() throws IOException {
        Files.writeString(folder(), "a file");
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("opening the archive");
    }
}
