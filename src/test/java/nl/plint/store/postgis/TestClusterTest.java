package nl.plint.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestClusterTest {
    @ParameterizedTest
    @ValueSource(strings = {"fast", "immediate"})
    void a_restart_ends_the_sessions_and_keeps_what_was_committed(String mode) throws SQLException {
        TestCluster cluster = TestCluster.require();
        try (TestDatabase database = TestDatabase.create()) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 7 AS number");
                cluster.restart(mode);
                assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
            }
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT number FROM kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void a_stopped_server_refuses_connections_until_it_is_started() throws SQLException {
        TestCluster cluster = TestCluster.require();
        try (TestDatabase database = TestDatabase.create()) {
            cluster.stop("fast");
            try {
                assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            } finally {
                cluster.start();
            }
            try (Connection connection = database.connect()) {
                assertThat(connection.isValid(0)).isTrue();
            }
        }
    }
}
