package nl.plint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseProxy;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.PostgisArchive;
import nl.plint.store.postgis.TestDatabase;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies between archives of both kinds, and what is found when one was changed from outside. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ArchiveCopyTest {
    private static final LocalDate JANUARY = LocalDate.of(2017, 1, 1);
    private static final LocalDate JULY = LocalDate.of(2017, 7, 1);
    private static final String LAYER = "shop-units";
    private static final int MANY = 1_500;

    @TempDir
    private Path folder;

    private final List<TestDatabase> databases = new ArrayList<>();
    private final List<DatasetArchive> archives = new ArrayList<>();

    enum Kind {
        FOLDER,
        DATABASE
    }

    @AfterEach
    void close() {
        archives.forEach(DatasetArchive::close);
        databases.forEach(TestDatabase::close);
    }

    private DatasetArchive open(Kind kind, String name) {
        return kind == Kind.FOLDER
                ? kept(GeoPackageArchive.open(folder.resolve(name)))
                : database(newDatabase().url());
    }

    private TestDatabase newDatabase() {
        databases.add(TestDatabase.create());
        return databases.get(databases.size() - 1);
    }

    private DatasetArchive database(String url) {
        return kept(PostgisArchive.on(Database.open(DatabaseUrl.parse(url), 4)));
    }

    private DatasetArchive kept(DatasetArchive archive) {
        archives.add(archive);
        return archive;
    }

    /** Layers with and without versions, values of all types, two versions of one date, published and staged ones. */
    private static void fill(DatasetArchive archive) {
        var types = Stream.of(PropertyType.values())
                .map(type -> ArchiveSamples.property(type.wireName(), type))
                .toList();
        ArchiveSamples.write(
                archive,
                ArchiveSamples.draft("all-types", GeometryKind.ANY, JULY, types),
                List.of(
                        ArchiveSamples.feature(
                                "één", "POLYGON ((0 0, 9 0, 9 9, 0 0))", values(types.size(), "tekst \\ ' \n")),
                        ArchiveSamples.feature("2", null, new Object[types.size()]),
                        ArchiveSamples.feature("3", "POINT (230000.125 550000.1)", values(types.size(), ""))));
        for (String version : List.of("first", "second", "third")) {
            ArchiveSamples.write(archive, numbered(version), ArchiveSamples.numbered(version.length(), MANY));
        }
        archive.define(new LayerDefinition(
                "without-versions",
                new LocalizedText("Zonder", "Without"),
                LocalizedText.same("-"),
                GeometryKind.NONE,
                null,
                List.of()));
        ArchiveSamples.publish(archive, LAYER, "all-types");
        ArchiveSamples.publish(archive, LAYER, "first");
        ArchiveSamples.publish(archive, LAYER, "second");
    }

    private static VersionDraft numbered(String version) {
        VersionDraft draft = ArchiveSamples.draft(version, GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        return new VersionDraft(
                draft.versionId(),
                draft.layer(),
                draft.referenceDate(),
                draft.schema(),
                draft.provenance(),
                Instant.parse("2020-02-03T04:05:06.789Z"));
    }

    private static Object[] values(int count, String text) {
        Object[] all = {
            text, Long.MIN_VALUE, 0.1 + 0.2, true, LocalDate.of(1825, 3, 1), List.of(1, "a", Map.of("b", 2.5))
        };
        Object[] values = new Object[count];
        int position = 0;
        for (PropertyType type : PropertyType.values()) {
            for (Object value : all) {
                if (type.valueClass().isInstance(value) && values[position] == null) {
                    values[position] = value;
                }
            }
            position++;
        }
        return values;
    }

    /** All that an archive holds, as text. */
    private static List<String> describe(DatasetArchive archive) {
        List<String> lines = new ArrayList<>();
        for (LayerDefinition layer : archive.listLayers()) {
            lines.add("layer " + layer);
            for (DatasetVersion version : archive.listVersions(layer.id())) {
                lines.add(String.join(
                        " / ",
                        version.layer(),
                        version.id(),
                        version.referenceDate().toString(),
                        version.schema().properties().toString(),
                        version.featureCount() + " " + version.boundsRd(),
                        version.provenance().toString(),
                        version.createdAt().toString(),
                        version.contentSha256(),
                        archive.report(version.layer(), version.id())));
                lines.addAll(ArchiveSamples.describe(archive, version));
            }
        }
        archive.listPublished()
                .forEach(layer -> lines.add("published "
                        + layer.definition().id() + " "
                        + layer.versions().stream().map(DatasetVersion::id).toList()));
        archive.listLayers()
                .forEach(layer -> lines.add("released " + layer.id() + " "
                        + archive.listReleased(layer.id()).stream()
                                .map(DatasetVersion::id)
                                .toList()));
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"FOLDER, FOLDER", "FOLDER, DATABASE", "DATABASE, FOLDER", "DATABASE, DATABASE"})
    void everything_is_copied(Kind source, Kind target) {
        DatasetArchive from = open(source, "from");
        DatasetArchive to = open(target, "to");
        fill(from);
        List<String> expected = describe(from);

        ArchiveCopy.Result result = ArchiveCopy.all(from, to, ArchiveProgress.NONE);
        assertThat(result).isEqualTo(new ArchiveCopy.Result(4, 0, 3 * MANY + 3, 2, List.of()));
        assertThat(describe(to)).isEqualTo(expected);
        assertThat(describe(from)).as("the source stays as it was").isEqualTo(expected);

        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE))
                .as("once more, nothing is left to do")
                .isEqualTo(new ArchiveCopy.Result(0, 4, 3 * MANY + 3, 2, List.of()));
        assertThat(describe(to)).isEqualTo(expected);
        assertThat(ArchiveVerification.of(to, ArchiveProgress.NONE))
                .isEqualTo(new ArchiveVerification(4, 3 * MANY + 3, 0, List.of()));
    }

    /** Ends the copy as an interruption would, in the middle of the third version. */
    private static final class Interruption implements ArchiveProgress {
        private final Runnable act;
        private int done;

        Interruption(Runnable act) {
            this.act = act;
        }

        @Override
        public void advanced(DatasetVersion version, long features) {
            if (done == 2) {
                act.run();
            }
        }

        @Override
        public void done(DatasetVersion version, String outcome) {
            done++;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_copy_that_was_interrupted_goes_on_where_it_was(Kind target) {
        DatasetArchive from = open(Kind.FOLDER, "from");
        DatasetArchive to = open(target, "to");
        fill(from);
        Interruption interruption = new Interruption(() -> {
            throw new IllegalStateException("interrupted");
        });
        assertThatThrownBy(() -> ArchiveCopy.all(from, to, interruption)).hasMessage("interrupted");
        assertThat(to.listVersions(LAYER)).as("whole ones only").hasSize(2);
        assertThat(to.listPublished()).isEmpty();
        assertThat(ArchiveVerification.of(to, ArchiveProgress.NONE).problems()).isEmpty();

        ArchiveCopy.Result result = ArchiveCopy.all(from, to, ArchiveProgress.NONE);
        assertThat(result.there()).isEqualTo(2);
        assertThat(result.copied()).isEqualTo(2);
        assertThat(describe(to)).isEqualTo(describe(from));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_copy_whose_wire_is_cut_says_so_and_goes_on_when_it_is_mended(boolean writing) {
        try (DatabaseProxy wire = DatabaseProxy.start()) {
            DatasetArchive far = database(wire.url(newDatabase()));
            DatasetArchive near = open(Kind.FOLDER, "near");
            DatasetArchive from = writing ? near : far;
            DatasetArchive to = writing ? far : near;
            fill(from);
            assertThatThrownBy(() -> ArchiveCopy.all(from, to, new Interruption(wire::cut)))
                    .isInstanceOf(StoreException.class);
            wire.resume();
            ArchiveCopy.Result result = retried(from, to);
            assertThat(result.problems()).isEmpty();
            assertThat(result.there()).isBetween(2, 3);
            assertThat(describe(to)).isEqualTo(describe(from));
        }
    }

    /** Connections that the pool took for sound a moment ago are found broken one by one. */
    private static ArchiveCopy.Result retried(DatasetArchive from, DatasetArchive to) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ArchiveCopy.all(from, to, ArchiveProgress.NONE);
            } catch (StoreUnavailableException e) {
                assertThat(attempt).isLessThan(10);
            }
        }
    }

    /** Changes from outside, and what is told of each. */
    private static final Map<String, String> CHANGES = Map.of(
            "UPDATE t SET number = 7 WHERE plint_id = 'id-3'", "SHA-256",
            "UPDATE t SET geom = (SELECT geom FROM t WHERE fid = 9) WHERE fid = 8", "SHA-256",
            "UPDATE t SET geom = NULL WHERE fid = 1", "bounds",
            "UPDATE t SET plint_id = 'id-x' WHERE plint_id = 'id-3'", "SHA-256",
            "UPDATE t SET fid = 9999 WHERE fid = 3", "SHA-256",
            "DELETE FROM t WHERE fid = 3", "has 19 features, 20 were written",
            "INSERT INTO t (fid, plint_id) VALUES (9999, 'one more')", "has 21 features, 20 were written",
            "ALTER TABLE t DROP COLUMN number", "(cannot be read|SHA-256)"); // SQLite takes the name for a text then

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_version_that_was_changed_from_outside_is_found_and_not_copied(Kind kind) throws Exception {
        DatasetArchive from = open(kind, "from");
        Map<String, String> told = new TreeMap<>();
        for (Map.Entry<String, String> change : CHANGES.entrySet()) {
            String version = "changed-" + told.size();
            ArchiveSamples.write(from, numbered(version), ArchiveSamples.numbered(1, 20));
            change(kind, version, change.getKey());
            told.put(version, change.getValue());
        }
        ArchiveSamples.write(from, numbered("whole"), ArchiveSamples.numbered(1, 20));
        ArchiveSamples.publish(from, LAYER, "whole");
        ArchiveVerification found = ArchiveVerification.of(from, ArchiveProgress.NONE);
        assertThat(found.versions()).isEqualTo(told.size() + 1);
        assertProblems(found.problems(), told);

        DatasetArchive to = open(Kind.FOLDER, "to");
        ArchiveCopy.Result result = ArchiveCopy.all(from, to, ArchiveProgress.NONE);
        assertThat(result.problems())
                .extracting(ArchiveProblem::version)
                .containsExactlyInAnyOrderElementsOf(told.keySet());
        assertThat(to.listVersions(LAYER)).extracting(DatasetVersion::id).containsExactly("whole");
        assertThat(to.listPublished())
                .as("not a layer that is not as in the source")
                .isEmpty();
    }

    private static void assertProblems(List<ArchiveProblem> problems, Map<String, String> told) {
        assertThat(problems).hasSize(told.size());
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.problem()).containsPattern(told.get(problem.version())));
    }

    private void change(Kind kind, String version, String change) throws Exception {
        if (kind == Kind.FOLDER) {
            Path file = folder.resolve("from/versions").resolve(LAYER).resolve(version + ".gpkg");
            assertThat(file.toFile().setWritable(true)).isTrue();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                // They need functions that a GIS brings along.
                for (String trigger : texts(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
                    execute(connection, "DROP TRIGGER \"" + trigger + '"');
                }
                execute(connection, change.replace(" t ", " \"" + LAYER + "\" "));
            }
        } else {
            try (Connection connection = databases.get(0).connect()) {
                String table = texts(
                                connection,
                                "SELECT 'plint_versions.' || quote_ident(table_name) FROM plint_catalog.versions"
                                        + " WHERE id = '" + version + "'")
                        .get(0);
                execute(connection, change.replace(" t ", " " + table + " "));
            }
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_file_that_is_cut_off_or_gone_is_found() throws Exception {
        DatasetArchive archive = open(Kind.FOLDER, "from");
        fill(archive);
        Path versions = folder.resolve("from/versions").resolve(LAYER);
        Path cut = versions.resolve("first.gpkg");
        byte[] bytes = Files.readAllBytes(cut);
        assertThat(cut.toFile().setWritable(true)).isTrue();
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Files.delete(versions.resolve("third.gpkg"));
        assertThat(ArchiveVerification.of(archive, ArchiveProgress.NONE).problems().stream()
                        .collect(Collectors.toMap(ArchiveProblem::version, ArchiveProblem::problem)))
                .hasEntrySatisfying("first", problem -> assertThat(problem).contains("cannot be read"))
                .hasEntrySatisfying("third", problem -> assertThat(problem).contains("missing"))
                .hasSize(2);
    }

    @Test
    void what_the_target_has_of_its_own_is_left_as_it_is() {
        DatasetArchive from = open(Kind.FOLDER, "from");
        DatasetArchive to = open(Kind.FOLDER, "to");
        fill(from);
        ArchiveSamples.write(to, numbered("own"), ArchiveSamples.numbered(5, 5));
        ArchiveSamples.write(to, numbered("first"), ArchiveSamples.numbered(6, 6));
        ArchiveSamples.publish(to, LAYER, "own");
        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE).problems())
                .singleElement()
                .hasToString("shop-units first: the target has another version by this id: retire that one, or copy to"
                        + " another place");
        to.retire(LAYER, "first");
        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE).problems())
                .singleElement()
                .asString()
                .startsWith("shop-units second: is not published: for 2017-01-01 the target publishes own");
        to.unpublish(LAYER, "own");
        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE).problems()).isEmpty();
        assertThat(to.listPublished(LAYER)).extracting(DatasetVersion::id).containsExactly("all-types", "second");
        assertThat(to.findVersion(LAYER, "own")).isPresent();
    }

    @Test
    void what_is_published_follows_the_source() {
        DatasetArchive from = open(Kind.FOLDER, "from");
        DatasetArchive to = open(Kind.FOLDER, "to");
        fill(from);
        ArchiveCopy.all(from, to, ArchiveProgress.NONE);
        from.unpublish(LAYER, "all-types");
        ArchiveSamples.publish(from, LAYER, "third");
        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE).published()).isEqualTo(1);
        assertThat(to.listPublished(LAYER)).extracting(DatasetVersion::id).containsExactly("third");
    }

    @Test
    void a_version_from_before_hashes_were_kept_is_copied_and_has_one_then() throws Exception {
        DatasetArchive from = open(Kind.FOLDER, "from");
        DatasetArchive to = open(Kind.FOLDER, "to");
        fill(from);
        String sha256 = from.findVersion(LAYER, "third").orElseThrow().contentSha256();
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("from/catalog.sqlite"))) {
            execute(connection, "UPDATE versions SET content_sha256 = NULL WHERE id = 'third'");
        }
        assertThat(ArchiveVerification.of(from, ArchiveProgress.NONE))
                .isEqualTo(new ArchiveVerification(4, 3 * MANY + 3, 1, List.of()));
        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE).copied()).isEqualTo(4);
        assertThat(to.findVersion(LAYER, "third").orElseThrow().contentSha256()).isEqualTo(sha256);
        assertThat(ArchiveCopy.all(from, to, ArchiveProgress.NONE).there()).isEqualTo(4);
    }
}
