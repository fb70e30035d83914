package nl.plint.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseProxyTest {
    private static final Executor SAME_THREAD = Runnable::run;

    private TestDatabase database;
    private DatabaseProxy proxy;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        proxy = DatabaseProxy.start();
    }

    @AfterEach
    void end() {
        if (proxy != null) {
            proxy.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void questions_and_answers_of_any_size_pass() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(ask(connection, "SELECT current_database()"))
                    .isEqualTo(database.address().name());
            assertThat(ask(connection, "SELECT repeat('x', 1000000)")).hasSize(1_000_000);
        }
    }

    @Test
    void a_cut_ends_open_connections_and_new_ones_until_it_resumes() throws SQLException {
        try (Connection before = connect()) {
            proxy.cut();
            assertThatThrownBy(() -> ask(before, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        proxy.resume();
        try (Connection after = connect()) {
            assertThat(ask(after, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_stalled_connection_gives_no_answer_and_no_end() throws SQLException {
        try (Connection connection = connect()) {
            connection.setNetworkTimeout(SAME_THREAD, 200);
            proxy.stall();
            assertThatThrownBy(() -> ask(connection, "SELECT 1")).hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void what_was_asked_in_a_stall_is_answered_after_it() throws Exception {
        try (Connection connection = connect()) {
            connection.setNetworkTimeout(SAME_THREAD, 60_000);
            proxy.stall();
            Thread later = new Thread(() -> {
                pause();
                proxy.resume();
            });
            later.start();
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
            later.join();
        }
    }

    private Connection connect() throws SQLException {
        return DatabaseAddress.of(proxy.url(database)).connect();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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
