package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.plint.ingest.Seeds.Seed;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.ingest.format.FlatGeobufFormat;
import nl.plint.ingest.format.GeoJsonFormat;
import nl.plint.ingest.format.GeoPackageFormat;
import nl.plint.ingest.format.GmlFormat;
import nl.plint.ingest.format.OverpassFormat;
import nl.plint.ingest.format.ShapefileFormat;
import nl.plint.ingest.format.ZippedFormat;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files by the hundred thousand: whatever is in a file, it becomes rows or a message for its sender. To do one case
 * again: {@code -Dplint.mutation.seed=1 -Dplint.mutation.number=4711}, as the failure says.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class MutationTest {
    private static final long SEED_OF_CHANCE = Long.getLong("plint.mutation.seed", 20260704L);
    private static final int READ = Integer.getInteger("plint.mutations", 100_000);
    private static final int THREADS = 2;

    /** Only to tell a hang: a case takes a millisecond. */
    private static final long MOST_NANOS = 20_000_000_000L;

    /** What a file of a few kilobytes may take at most, all that is let go again counted too. */
    private static final long MOST_ALLOCATED_BYTES = 400L << 20;

    /** What is ours and not the sender's. */
    static final Pattern INTERNALS = Pattern.compile(
            "nl\\.plint|\\bjava\\.|\\bjavax\\.|\\borg\\.|\\bcom\\.|Exception|plint-|\\n\\s*at |/tmp|SQLITE_|\\[B@");

    private static final List<SourceFormat> SINGLE = List.of(
            new GeoPackageFormat(),
            new FlatGeobufFormat(),
            new ShapefileFormat(),
            new OverpassFormat(),
            new GeoJsonFormat(),
            new GmlFormat(),
            new CsvFormat());

    /** As the program has them, but for GDAL. */
    static final List<SourceFormat> FORMATS =
            Stream.concat(Stream.of(new ZippedFormat(SINGLE)), SINGLE.stream()).toList();

    @TempDir
    Path folder;

    private List<Seed> seeds;
    private Mutator mutator;
    private final Map<String, String> failures = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    @BeforeEach
    void seeds() throws IOException {
        seeds = Seeds.all(folder);
        mutator = new Mutator(SEED_OF_CHANCE, seeds);
    }

    @Test
    void seeds_are_whole_before_they_are_damaged() throws IOException {
        for (Seed seed : seeds) {
            Path file = write(seed, folder);
            SourceFormat format = SourceFormat.recognize(new SourceFile(file, name(file)), FORMATS);
            assertThat(seed.format())
                    .startsWith(
                            format.name().equals("GeoJSON")
                                    ? seed.format()
                                    : format.name().substring(0, 3));
            try (SourceReader reader = format.open(file, new Options(name(file), null, null))) {
                int rows = 0;
                for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
                    assertThat(raw.fault()).as(seed.format()).isNull();
                    rows++;
                }
                assertThat(rows).as(seed.format()).isPositive();
            }
        }
    }

    @Test
    void a_damaged_file_is_rows_or_a_message_and_nothing_else() throws Exception {
        Integer only = Integer.getInteger("plint.mutation.number");
        AtomicInteger next = new AtomicInteger(only == null ? 0 : only);
        int end = only == null ? READ : only + 1;
        Worker[] workers = new Worker[THREADS];
        for (int at = 0; at < THREADS; at++) {
            workers[at] = new Worker(next, end, Files.createDirectory(folder.resolve("worker" + at)));
            workers[at].setDaemon(true);
            workers[at].start();
        }
        for (Worker worker : workers) {
            watch(worker);
        }
        assertThat(failures.values()).isEmpty();
        if (only == null) {
            assertThat(outcomes.get("rows").sum())
                    .as("some damage does no harm")
                    .isGreaterThan(READ / 10);
            assertThat(outcomes.get("message").sum()).as("some does").isGreaterThan(READ / 10);
        }
    }

    /** Waits for the end of a worker, and fails when one case takes for ever. */
    private void watch(Worker worker) throws InterruptedException {
        while (worker.isAlive()) {
            worker.join(500);
            if (worker.isAlive() && System.nanoTime() - worker.startedNanos > MOST_NANOS) {
                String stack = Stream.of(worker.getStackTrace())
                        .limit(40)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n  "));
                throw new AssertionError(replay(worker.number) + " hangs at\n  " + stack);
            }
        }
    }

    /** Reads one case after the other. */
    private final class Worker extends Thread {
        private final AtomicInteger next;
        private final int end;
        private final Path folder;
        private volatile long startedNanos = System.nanoTime();
        private volatile int number;

        Worker(AtomicInteger next, int end, Path folder) {
            this.next = next;
            this.end = end;
            this.folder = folder;
        }

        @Override
        public void run() {
            ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int at = next.getAndIncrement(); at < end && failures.size() < 20; at = next.getAndIncrement()) {
                number = at;
                startedNanos = System.nanoTime();
                long before = memory.getCurrentThreadAllocatedBytes();
                try {
                    read(at);
                } catch (Throwable e) {
                    fail(at, e);
                }
                long allocated = memory.getCurrentThreadAllocatedBytes() - before;
                if (allocated > MOST_ALLOCATED_BYTES) {
                    failures.put(
                            "memory " + mutator.mutated(at).format(), replay(at) + " took " + allocated + " bytes");
                }
            }
        }

        private void read(int at) throws IOException {
            Seed seed = mutator.mutated(at);
            Path file = write(seed, folder);
            try {
                // Now and then the reader is given what it would not recognize, as a file may change in between.
                SourceFormat format = at % 4 == 0
                        ? ofName(seed.format())
                        : SourceFormat.recognize(new SourceFile(file, name(file)), FORMATS);
                long rows = readAll(format, file);
                outcomes.computeIfAbsent("rows", key -> new LongAdder()).increment();
                outcomes.computeIfAbsent("rows in all", key -> new LongAdder()).add(rows);
            } catch (IngestException e) {
                requireFit(String.valueOf(e.getMessage()));
                outcomes.computeIfAbsent("message", key -> new LongAdder()).increment();
            }
        }
    }

    private static SourceFormat ofName(String name) {
        return FORMATS.stream()
                .filter(format -> name.startsWith(format.name()))
                .findFirst()
                .orElseGet(GeoJsonFormat::new);
    }

    private long readAll(SourceFormat format, Path file) {
        try (SourceReader reader = format.open(file, new Options(name(file), null, null))) {
            long rows = 0;
            for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
                rows++;
                assertThat(raw.values()).hasSameSizeAs(reader.columns());
                assertThat(raw.fault() != null
                                && raw.geometry() != null
                                && raw.fault().isBlank())
                        .isFalse();
                if (raw.fault() != null) {
                    requireFit(raw.fault());
                    outcomes.computeIfAbsent("rows with a fault", key -> new LongAdder())
                            .increment();
                } else if (raw.geometry() != null) {
                    raw.geometry().getEnvelopeInternal();
                }
            }
            assertThat(reader.bytesRead()).isNotNegative();
            assertThat(reader.crs()).isNotNull();
            assertThat(reader.notes()).isNotNull();
            return rows;
        }
    }

    private static void requireFit(String message) {
        assertThat(message).isNotBlank().doesNotContainPattern(INTERNALS).hasSizeLessThan(12_000);
    }

    private void fail(int number, Throwable e) {
        String where = Stream.of(e.getStackTrace())
                .map(StackTraceElement::toString)
                .filter(frame -> frame.contains("nl.plint."))
                .findFirst()
                .orElse("");
        String stack = Stream.of(e.getStackTrace())
                .limit(12)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n    "));
        failures.putIfAbsent(
                e.getClass().getSimpleName()
                        + where
                        + (e instanceof AssertionError ? mutator.mutated(number).format() : ""),
                replay(number) + ": " + e.getClass().getName() + ": " + e.getMessage() + "\n    " + stack);
    }

    private String replay(int number) {
        return "case -Dplint.mutation.seed=" + SEED_OF_CHANCE + " -Dplint.mutation.number=" + number + " ("
                + mutator.mutated(number).format() + ")";
    }

    /** Writes the parts of a file beside each other, and leaves none of the file before; gives the first. */
    static Path write(Seed seed, Path folder) throws IOException {
        List<Path> old;
        try (Stream<Path> all = Files.list(folder)) {
            old = all.filter(file -> name(file).startsWith("case.")).toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
        Path first = null;
        for (Map.Entry<String, byte[]> part : seed.parts().entrySet()) {
            Path file = Files.write(folder.resolve("case" + part.getKey()), part.getValue());
            first = first == null ? file : first;
        }
        return first;
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }
}
