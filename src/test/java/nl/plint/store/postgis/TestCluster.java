package nl.plint.store.postgis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The throw-away server of scripts/check, which a test may stop and start. All tests of a run share it: a test leaves it
 * running.
 */
public final class TestCluster {
    private final Path script;
    private final String folder;

    private TestCluster(Path script, String folder) {
        this.script = script;
        this.folder = folder;
    }

    /** The server; where there is none that may be stopped, the test is skipped. */
    public static TestCluster require() {
        String folder = System.getenv("PLINT_TEST_CLUSTER");
        assumeTrue(
                folder != null && !folder.isBlank(),
                "there is no PostgreSQL that may be stopped: run scripts/check without PLINT_TEST_DATABASE");
        return new TestCluster(script(), folder);
    }

    /** Starts the server when it is not running, on the port it had, and waits until it answers. */
    public void start() {
        run("start");
    }

    /** Stops the server: {@code fast} ends all sessions in order, {@code immediate} is as a crash. */
    public void stop(String mode) {
        run("stop", mode);
    }

    /** Stops the server in the given mode and starts it again, with the data it had committed. */
    public void restart(String mode) {
        run("restart", mode);
    }

    private void run(String act, String... options) {
        List<String> command = new ArrayList<>(List.of(script.toString(), act, folder));
        command.addAll(List.of(options));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(command.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path script() {
        for (@Nullable Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("scripts/postgis");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException("scripts/postgis is not above the working directory");
    }
}
