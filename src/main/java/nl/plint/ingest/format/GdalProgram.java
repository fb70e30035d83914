package nl.plint.ingest.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs one of the programs of GDAL on a file that is not trusted: without a shell, with an environment of its own, within
 * limits of time, output and disk.
 *
 * <p>GDAL can open network addresses and files that name other files. So it is given a path and never a text of the user,
 * every driver that is not on {@link #DRIVERS} is taken away from it, and so is the network.
 */
final class GdalProgram {
    /**
     * Drivers of files that hold all of their data, or have it in files beside them of the same name. Not here on purpose:
     * VRT, GML and EDIGEO, which follow names in the file to other files or to the network, and all databases and services.
     */
    private static final Set<String> DRIVERS = Set.of(
            "MapInfo File",
            "DXF",
            "DGN",
            "LIBKML",
            "KML",
            "GPX",
            "OpenFileGDB",
            "XLSX",
            "ODS",
            "XLS",
            "TopoJSON",
            "Parquet",
            "Arrow",
            "PMTiles",
            "AVCE00");

    private static final String OUTPUT_DRIVER = "GPKG";
    private static final Set<String> KEPT_VARIABLES =
            Set.of("PATH", "LD_LIBRARY_PATH", "GDAL_DATA", "GDAL_DRIVER_PATH", "PROJ_LIB", "PROJ_DATA", "SystemRoot");

    /** Nobody listens on the discard port: a request that gets this far fails at once. */
    private static final String NO_PROXY_THERE = "127.0.0.1:9";

    private static final int OUTPUT_KEPT_BYTES = 1 << 16;
    private static final long MOST_DISK_BYTES = 8L << 30;
    private static final Duration SHORT = Duration.ofSeconds(60);

    private final Path folder;

    /** @param folder of our own, where the program may write */
    GdalProgram(Path folder) {
        this.folder = folder;
    }

    /** How a run ended. */
    enum Ending {
        WELL,
        BADLY,
        OUT_OF_TIME,
        OUT_OF_DISK
    }

    /**
     * A run that is over.
     *
     * @param output the end of what the program printed
     */
    record Result(Ending ending, String output) {}

    /**
     * The names of the drivers that an installed GDAL must not use, for {@link #run}. That they are gone is looked at, and
     * not believed.
     *
     * @throws IOException when the program cannot be started, or keeps drivers that it must not use
     */
    String forbiddenDrivers(String ogrinfo) throws IOException {
        String forbidden = String.join(",", notAllowed(ogrinfo, ""));
        List<String> left = notAllowed(ogrinfo, forbidden);
        if (!left.isEmpty()) {
            throw new IOException("GDAL keeps drivers that it must not use: " + left);
        }
        return forbidden;
    }

    private List<String> notAllowed(String ogrinfo, String forbidden) throws IOException {
        Result formats = run(List.of(ogrinfo, "--formats"), forbidden, SHORT);
        if (formats.ending() != Ending.WELL || !formats.output().contains("Supported Formats")) {
            throw new IOException("GDAL does not list its drivers");
        }
        return formats.output()
                .lines()
                .filter(line -> line.startsWith("  ") && line.contains(" -"))
                .map(line -> line.substring(0, line.indexOf(" -")).strip())
                .filter(name -> !DRIVERS.contains(name) && !name.equals(OUTPUT_DRIVER))
                .toList();
    }

    /**
     * Runs a program to its end or to a limit.
     *
     * @param forbiddenDrivers names with commas between
     * @throws IOException when it cannot be started
     */
    Result run(List<String> command, String forbiddenDrivers, Duration limit) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT_VARIABLES);
        environment.putAll(Map.ofEntries(
                Map.entry("OGR_SKIP", forbiddenDrivers),
                Map.entry("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"),
                Map.entry("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "none"),
                Map.entry("GDAL_HTTP_PROXY", NO_PROXY_THERE),
                Map.entry("http_proxy", NO_PROXY_THERE),
                Map.entry("https_proxy", NO_PROXY_THERE),
                Map.entry("GDAL_HTTP_TIMEOUT", "1"),
                Map.entry("PROJ_NETWORK", "OFF"),
                Map.entry("GDAL_PAM_ENABLED", "NO"),
                Map.entry("OGR_SQLITE_SYNCHRONOUS", "OFF"),
                Map.entry("CPL_TMPDIR", folder.toString()),
                Map.entry("TMPDIR", folder.toString()),
                // A table has a header. GDAL would find out by itself, and not find one where all columns are texts.
                Map.entry("OGR_XLSX_HEADERS", "FORCE"),
                Map.entry("OGR_ODS_HEADERS", "FORCE"),
                Map.entry("OGR_XLS_HEADERS", "FORCE"),
                Map.entry("LC_ALL", "C.UTF-8")));
        Process process = builder.start();
        process.getOutputStream().close();
        Tail tail = new Tail(process.getInputStream());
        tail.start();
        try {
            Ending ending = await(process, limit);
            tail.join(SHORT.toMillis());
            return new Result(ending, tail.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while GDAL was at work");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Ending await(Process process, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > until) {
                return Ending.OUT_OF_TIME;
            }
            if (diskBytes() > MOST_DISK_BYTES) {
                return Ending.OUT_OF_DISK;
            }
        }
        return process.exitValue() == 0 ? Ending.WELL : Ending.BADLY;
    }

    private long diskBytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file that went away while it was looked at: the next look counts again
        }
    }

    /** Reads all that a program prints, so that it never waits for us, and keeps the end of it. */
    private static final class Tail extends Thread {
        private final InputStream in;
        private byte[] kept = new byte[0];

        Tail(InputStream in) {
            super("gdal-output");
            this.in = in;
            setDaemon(true);
        }

        @Override
        public void run() {
            byte[] buffer = new byte[1 << 13];
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    keep(buffer, read);
                }
            } catch (IOException e) {
                // The program was ended: what it printed until then is kept.
            }
        }

        private synchronized void keep(byte[] bytes, int count) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.writeBytes(kept);
            joined.write(bytes, 0, count);
            byte[] all = joined.toByteArray();
            kept = Arrays.copyOfRange(all, Math.max(0, all.length - OUTPUT_KEPT_BYTES), all.length);
        }

        synchronized String text() {
            return new String(kept, StandardCharsets.UTF_8);
        }
    }
}
