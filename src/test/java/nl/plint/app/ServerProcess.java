package nl.plint.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Plint server in a process of its own, which a test may kill. */
final class ServerProcess {
    private static final Pattern READY = Pattern.compile("ready port=(\\d+) ");
    private static final int LINES_KEPT = 60;

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Deque<String> log = new ArrayDeque<>();
    private volatile boolean killed;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts one on a database; it takes some seconds until it is {@link #url ready}. */
    static ServerProcess start(String database, String key) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--database",
                database);
        builder.environment().put("PLINT_API_KEY", key);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        ServerProcess server = new ServerProcess(builder.start());
        Thread reader = new Thread(server::readLog, "log of a server");
        reader.setDaemon(true);
        reader.start();
        return server;
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
                synchronized (log) {
                    log.add(line);
                    if (log.size() > LINES_KEPT) {
                        log.remove();
                    }
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IllegalStateException("the server ended: " + lastLines()));
    }

    /** The last lines of its log. */
    List<String> lastLines() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Where its API begins, once it is ready. */
    String url() throws InterruptedException, ExecutionException, TimeoutException {
        return "http://localhost:" + port.get(120, TimeUnit.SECONDS) + "/ogc/v1";
    }

    boolean isReady() {
        return port.isDone() && !port.isCompletedExceptionally() && !killed;
    }

    /** Whether it ended before it was ready, without being told to. */
    boolean hasFailedToStart() {
        return port.isCompletedExceptionally() && !killed;
    }

    /** Whether it was killed; said before it is, so that who sees a failure and asks then knows. */
    boolean isKilled() {
        return killed;
    }

    /** Ends it as a power failure would. */
    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, and waits until it has; gives its exit status. */
    int stop() throws InterruptedException {
        killed = true;
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
