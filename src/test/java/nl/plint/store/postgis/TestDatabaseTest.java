package nl.plint.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void a_database_is_empty_and_has_postgis() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.connect()) {
            assertThat(ask(connection, "SELECT ST_AsText(ST_Centroid('LINESTRING(0 0, 10 0)'::geometry))"))
                    .isEqualTo("POINT(5 0)");
            assertThat(ask(connection, "SELECT count(*) FROM geometry_columns")).isEqualTo("0");
        }
    }

    @Test
    void a_database_is_dropped_while_something_is_connected_to_it() throws SQLException {
        DatabaseAddress server = DatabaseAddress.given();
        String name;
        try (TestDatabase database = TestDatabase.create()) {
            name = database.address().name();
            assertThat(countDatabases(server, name)).isEqualTo("1");
            database.connect();
        }
        assertThat(countDatabases(server, name)).isEqualTo("0");
    }

    @Test
    void databases_made_at_the_same_moment_are_different_ones() {
        DatabaseAddress.given();
        List<TestDatabase> databases = IntStream.range(0, 6)
                .parallel()
                .mapToObj(number -> TestDatabase.create())
                .toList();
        assertThat(databases).extracting(TestDatabase::url).doesNotHaveDuplicates();
        databases.forEach(TestDatabase::close);
    }

    @Test
    void an_address_keeps_what_the_url_says() {
        String url = "postgresql://plint:a%3Ab%40c@db.example:6543/vacancy";
        assertThat(DatabaseAddress.of(url).url()).isEqualTo(url);
        assertThat(DatabaseAddress.of("postgresql://db.example/vacancy").url())
                .isEqualTo("postgresql://db.example:5432/vacancy");
    }

    private static String countDatabases(DatabaseAddress server, String name) throws SQLException {
        try (Connection connection = server.connect()) {
            return ask(connection, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
