package nl.plint.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetArchiveContract;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.StoreException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archive contract on PostGIS, and what only PostGIS has: tables and views that others look at. */
@NullUnmarked // the database is made before each test
class PostgisArchiveTest implements DatasetArchiveContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    public DatasetArchive open() {
        return PostgisArchive.on(Database.open(DatabaseUrl.parse(database.url()), 6));
    }

    @Test
    void a_view_shows_the_published_version_of_the_newest_date() throws Exception {
        try (DatasetArchive archive = open()) {
            write(archive, "old", JANUARY, 3);
            write(archive, "new", JULY, 5);
            assertThat(views()).isEmpty();
            ArchiveSamples.publish(archive, "shop-units", "old");
            assertThat(text("SELECT count(*) || ' ' || min(plint_version) || ' ' || min(plint_reference_date)"
                            + " FROM plint.shop_units"))
                    .isEqualTo("3 old 2017-01-01");
            ArchiveSamples.publish(archive, "shop-units", "new");
            assertThat(text("SELECT count(*) || ' ' || min(plint_version) FROM plint.shop_units"))
                    .isEqualTo("5 new");
            archive.unpublish("shop-units", "new");
            assertThat(text("SELECT min(plint_version) FROM plint.shop_units")).isEqualTo("old");
            archive.unpublish("shop-units", "old");
            assertThat(views()).isEmpty();
        }
    }

    @Test
    void a_view_says_what_its_columns_are() throws Exception {
        try (DatasetArchive archive = open()) {
            write(archive, "v1", JANUARY, 3);
            ArchiveSamples.publish(archive, "shop-units", "v1");
            assertThat(text("SELECT type || ' ' || srid FROM geometry_columns WHERE f_table_schema = 'plint'"))
                    .isEqualTo("POINT 28992");
            assertThat(text("SELECT obj_description('plint.shop_units'::regclass)"))
                    .contains("Winkelpanden", "Shop units", "2017-01-01", "SYNTHETIC");
            assertThat(text(
                            "SELECT string_agg(attname || '=' || col_description(attrelid, attnum), ';' ORDER BY attnum)"
                                    + " FROM pg_attribute WHERE attrelid = 'plint.shop_units'::regclass"))
                    .contains("geom=Amersfoort / RD New (EPSG:28992)", "number=number");
        }
    }

    @Test
    void a_view_keeps_its_grants_and_what_others_built_on_it_as_long_as_the_columns_fit() throws Exception {
        try (DatasetArchive archive = open()) {
            write(archive, "v1", JANUARY, 3);
            ArchiveSamples.publish(archive, "shop-units", "v1");
            execute("GRANT SELECT ON plint.shop_units TO PUBLIC");
            execute("CREATE VIEW public.mine AS SELECT plint_id, number FROM plint.shop_units");
            write(archive, "v2", JANUARY, 4);
            ArchiveSamples.publish(archive, "shop-units", "v2");
            assertThat(text("SELECT count(*) FROM public.mine")).isEqualTo("4");
            assertThat(text("SELECT relacl::text FROM pg_class WHERE oid = 'plint.shop_units'::regclass"))
                    .contains("=r/");

            var other = List.of(ArchiveSamples.property("text", PropertyType.STRING));
            ArchiveSamples.write(
                    archive,
                    ArchiveSamples.draft("v3", GeometryKind.POINT, JANUARY, other),
                    List.of(ArchiveSamples.feature("1", null, "a")));
            ArchiveSamples.publish(archive, "shop-units", "v3");
            assertThat(archive.listPublished("shop-units"))
                    .as("a view that others hold on to does not hold up what is published")
                    .extracting(DatasetVersion::id)
                    .containsExactly("v3");
            assertThat(text("SELECT count(*) FROM plint.shop_units")).isEqualTo("4");
            execute("DROP VIEW public.mine");
            archive.onChange(() -> {});
            await(() -> text("SELECT min(plint_version) FROM plint.shop_units").equals("v3"));
        }
    }

    @Test
    void a_view_that_somebody_holds_locked_does_not_hold_up_what_is_published() throws Exception {
        try (DatasetArchive archive = open();
                Connection reader = database.connect()) {
            write(archive, "v1", JANUARY, 3);
            write(archive, "v2", JANUARY, 4);
            ArchiveSamples.publish(archive, "shop-units", "v1");
            reader.setAutoCommit(false);
            try (Statement statement = reader.createStatement()) {
                statement.execute("SELECT * FROM plint.shop_units");
                ArchiveSamples.publish(archive, "shop-units", "v2");
                assertThat(archive.listPublished("shop-units"))
                        .extracting(DatasetVersion::id)
                        .containsExactly("v2");
            }
            reader.rollback();
            archive.onChange(() -> {});
            await(() -> text("SELECT min(plint_version) FROM plint.shop_units").equals("v2"));
        }
    }

    @Test
    void what_another_process_does_is_seen_where_no_notification_is_heard() throws Exception {
        try (DatabaseProxy pooler = DatabaseProxy.start()) {
            pooler.deafen();
            try (DatasetArchive other = open();
                    DatasetArchive archive =
                            PostgisArchive.on(Database.open(DatabaseUrl.parse(pooler.url(database)), 6));
                    DatasetCatalog catalog = new DatasetCatalog(archive)) {
                catalog.follow();
                write(other, "v1", JANUARY, 3);
                write(other, "v2", JANUARY, 4);
                ArchiveSamples.publish(other, "shop-units", "v1");
                await(() -> catalog.now().find("shop-units").isPresent());
                ArchiveSamples.publish(other, "shop-units", "v2");
                await(() -> catalog.now().current("shop-units").size() == 4);
                other.unpublish("shop-units", "v2");
                await(() -> catalog.now().find("shop-units").isEmpty());
                assertThat(archive.trouble()).isEmpty();
            }
            assertThat(pooler.deafened()).as("listeners").isPositive();
        }
    }

    @Test
    void a_read_after_connections_were_cut_is_answered() throws Exception {
        try (DatabaseProxy wire = DatabaseProxy.start();
                DatasetArchive archive = PostgisArchive.on(Database.open(DatabaseUrl.parse(wire.url(database)), 3))) {
            DatasetVersion version = write(archive, "v1", JANUARY, 3);
            for (int round = 0; round < 2; round++) {
                wire.cut();
                wire.resume();
                assertThat(ArchiveSamples.read(archive, version)).hasSize(3);
                wire.cut();
                wire.resume();
                assertThat(archive.listVersions("shop-units")).hasSize(1);
            }
        }
    }

    @Test
    void the_table_of_a_retired_version_goes_when_nobody_reads_it_any_more() throws Exception {
        try (DatasetArchive archive = open()) {
            var version = write(archive, "v1", JANUARY, 30_000);
            try (FeatureStream stream = archive.read(version)) {
                assertThat(stream.next()).isNotNull();
                archive.retire("shop-units", "v1");
                assertThat(tables()).hasSize(1);
            }
            write(archive, "v2", JANUARY, 1);
            archive.retire("shop-units", "v2");
            assertThat(tables()).isEmpty();
            assertThat(text("SELECT count(*) FROM plint_catalog.retired_tables"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POINT      | POINT (1 2); POINT (3 4)                      | POINT",
                "POINT      | MULTIPOINT (1 2, 3 4); MULTIPOINT (5 6)       | MULTIPOINT",
                "POINT      | POINT (1 2); MULTIPOINT (3 4, 5 6)            | GEOMETRY",
                "POINT      | ; POINT (1 2); ; MULTIPOINT (3 4); POINT (5 6)| GEOMETRY",
                "POLYGON    | ; MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))       | MULTIPOLYGON",
                "ANY        | LINESTRING (0 0, 1 1); LINESTRING (2 2, 3 3)  | LINESTRING",
                "ANY        | LINESTRING (0 0, 1 1); POINT (2 2)            | GEOMETRY",
                "LINE       | ''                                            | LINESTRING",
            })
    void a_table_has_the_type_that_its_geometries_have(GeometryKind kind, String wkts, String type) throws Exception {
        List<Feature> features = new ArrayList<>();
        for (String wkt : wkts.split(";", -1)) {
            features.add(ArchiveSamples.feature("id" + features.size(), wkt.isBlank() ? null : wkt));
        }
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, ArchiveSamples.draft("v1", kind, JANUARY, List.of()), features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
            assertThat(text("SELECT type FROM geometry_columns")).isEqualTo(type);
        }
    }

    @Test
    void a_writer_whose_connection_is_ended_leaves_nothing() throws Exception {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            archive.define(draft.layer());
            try (VersionWriter writer = archive.begin(draft)) {
                ArchiveSamples.numbered(1, 5_000).forEach(writer::write);
                execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND query LIKE 'COPY%'");
                assertThatThrownBy(() -> writer.finish("{}")).isInstanceOf(StoreException.class);
            } catch (StoreException e) {
                assertThat(e).as("closing may fail as well").hasMessageContaining("v1");
            }
            assertThat(archive.listVersions("shop-units")).isEmpty();
            assertThat(tables()).isEmpty();
            ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 5_000));
            assertThat(tables()).hasSize(1);
        }
    }

    @Test
    void names_that_are_too_long_for_postgresql_stay_distinct() throws Exception {
        String stem = "x".repeat(70);
        List<PropertyDefinition> properties = List.of(
                ArchiveSamples.property(stem + "a", PropertyType.STRING),
                ArchiveSamples.property(stem + "b", PropertyType.STRING),
                ArchiveSamples.property("é".repeat(40), PropertyType.STRING));
        var draft = ArchiveSamples.draft("a".repeat(80), GeometryKind.POINT, JANUARY, properties);
        try (DatasetArchive archive = open()) {
            var features = List.of(ArchiveSamples.feature("1", "POINT (1 2)", "a", "b", "c"));
            var version = ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
            ArchiveSamples.publish(archive, "shop-units", version.id());
            assertThat(text("SELECT count(*) FROM plint.shop_units")).isEqualTo("1");
        }
    }

    @Test
    void the_place_of_a_database_never_shows_its_password() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://an%40na:ge%2Fheim+1@db1:5433,db2:5434/plint?sslmode=require");
        assertThat(url).hasToString("postgresql://db1:5433,db2:5434/plint");
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db1:5433,db2:5434/plint?sslmode=require");
        assertThat(url.credentials()).containsEntry("user", "an@na").containsEntry("password", "ge/heim+1");
        assertThat(DatabaseUrl.parse("postgres:///plint").jdbc()).isEqualTo("jdbc:postgresql://localhost/plint");
        for (String wrong :
                Set.of("postgresql://host", "mysql://u:geheim@host/db", "postgresql://h/d?password=geheim", "geheim")) {
            assertThatThrownBy(() -> DatabaseUrl.parse(wrong))
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining("geheim")
                    .hasNoCause();
        }
    }

    private static DatasetVersion write(DatasetArchive archive, String id, LocalDate date, int count) {
        VersionDraft draft = ArchiveSamples.draft(id, GeometryKind.POINT, date, ArchiveSamples.number());
        return ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, count));
    }

    private List<String> views() {
        return texts("SELECT table_name FROM information_schema.views WHERE table_schema = 'plint'"
                + " AND table_name NOT LIKE '\\_%'");
    }

    private List<String> tables() {
        return texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'plint_versions'");
    }

    private String text(String sql) {
        return texts(sql).get(0);
    }

    private List<String> texts(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (long waited = 0; !condition.getAsBoolean(); waited += 100) {
            assertThat(waited).as("milliseconds waited").isLessThan(PATIENCE.toMillis());
            Thread.sleep(100);
        }
    }
}
