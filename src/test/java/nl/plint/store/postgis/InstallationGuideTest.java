package nl.plint.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyType;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The SQL of the guide, executed in its order on a server without these roles, and what each role may do then. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class InstallationGuideTest {
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    private DatabaseAddress server;

    private void asAdministrator(String database, String sql) throws SQLException {
        try (Connection connection = server.withName(database).connect();
                Statement statement = connection.createStatement()) {
            for (String one : sql.split(";\\s*\\n")) {
                statement.execute(one);
            }
        }
    }

    private Connection as(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/plint".formatted(server.host(), server.port()), user, "change me");
    }

    @AfterEach
    void drop() throws SQLException {
        if (server != null) {
            asAdministrator("postgres", "DROP DATABASE IF EXISTS plint WITH (FORCE)");
            asAdministrator("postgres", "DROP ROLE IF EXISTS anna, plint_owner, plint_reader");
        }
    }

    @Test
    void the_roles_of_the_guide_may_do_what_it_says() throws Exception {
        TestCluster.require(); // its roles are nobody else's
        server = DatabaseAddress.given();
        List<String> blocks = SQL.matcher(Files.readString(Path.of("src/site/markdown/installation.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(blocks).hasSize(3);
        asAdministrator("postgres", blocks.get(0));
        asAdministrator("plint", blocks.get(1));
        String url = "postgresql://plint_owner:change%20me@" + server.host() + ":" + server.port() + "/plint";
        try (DatasetArchive archive = PostgisArchive.on(Database.open(DatabaseUrl.parse(url), 3))) {
            asAdministrator("plint", blocks.get(2));
            var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, DATE, ArchiveSamples.number());
            ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 3_000));
            ArchiveSamples.publish(archive, "shop-units", "v1");
            try (Connection anna = as("anna")) {
                assertThat(text(anna, "SELECT count(*) FROM plint.shop_units")).isEqualTo("3000");
                assertThat(text(
                                anna,
                                "SELECT type || ' ' || srid FROM geometry_columns WHERE f_table_schema = 'plint'"))
                        .isEqualTo("POINT 28992");
                assertThat(text(
                                anna,
                                "EXPLAIN SELECT * FROM plint.shop_units"
                                        + " WHERE geom && ST_MakeEnvelope(230000, 549000, 230010, 551000, 28992)"))
                        .contains("geom_idx");
                for (String refused : List.of(
                        "DELETE FROM plint.shop_units",
                        "SELECT count(*) FROM plint_catalog.versions",
                        "CREATE TABLE plint.mine (id int)",
                        "CREATE TABLE public.mine (id int)")) {
                    assertThatThrownBy(() -> text(anna, refused)).hasMessageContaining("permission denied");
                }
                requireReadByGdal();
                var other = List.of(ArchiveSamples.property("text", PropertyType.STRING));
                ArchiveSamples.write(
                        archive,
                        ArchiveSamples.draft("v2", GeometryKind.POINT, DATE, other),
                        List.of(ArchiveSamples.feature("1", null, "a")));
                ArchiveSamples.publish(archive, "shop-units", "v2");
                assertThat(text(anna, "SELECT text FROM plint.shop_units"))
                        .as("a view that was made anew")
                        .isEqualTo("a");
            }
        }
    }

    /** As the guide says it, with the address of the server for the test. */
    private void requireReadByGdal() throws Exception {
        Process ogrinfo;
        try {
            ogrinfo = new ProcessBuilder(
                            "ogrinfo",
                            "-ro",
                            "-so",
                            "PG:host=%s port=%d dbname=plint user=anna password='change me too' schemas=plint"
                                    .formatted(server.host(), server.port()),
                            "shop_units")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return; // scripts/check says that it is missing
        }
        String output = new String(ogrinfo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output)
                .contains("Geometry: Point", "Feature Count: 3000", "ID[\"EPSG\",28992]", "number: Real")
                .doesNotContain("ERROR");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1));
            }
            return text.toString();
        }
    }
}
