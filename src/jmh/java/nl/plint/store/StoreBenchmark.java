package nl.plint.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.PostgisArchive;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * 300,000 points with 12 properties into PostGIS: a version of the archive, complete and published, beside the same rows by
 * {@code \copy} of psql with a GiST index and ANALYZE, in one transaction each; and the version read back as a snapshot.
 */
public final class StoreBenchmark {
    private static final int POINTS = 300_000;
    private static final int ROUNDS = 7;
    private static final String[] PLACES = {"Assen", "Emmen", "Hoogeveen", "Meppel", "Coevorden", "Roden"};
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final String LOAD =
            """
            SET client_min_messages = warning;
            DROP TABLE IF EXISTS raw;
            CREATE TABLE raw (fid bigint, geom geometry(POINT, 28992), id text, address text, postcode text, place text,
                "gmCode" text, "branchGroup" text, formula text, "branchCount" bigint,
                "salesFloorAreaM2" double precision, vacant boolean, "vacantSince" date, frontage text, method text);
            \\copy raw FROM '%s'
            CREATE INDEX ON raw USING gist (geom);
            ANALYZE raw;
            """;
    private static final String UNLOAD = "\\copy raw TO '/dev/null' (FORMAT binary)\n";

    private StoreBenchmark() {}

    /** Needs {@code PLINT_TEST_DATABASE}, as the tests do. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<PropertyDefinition> properties = List.of(
                ArchiveSamples.property("address", PropertyType.STRING),
                ArchiveSamples.property("postcode", PropertyType.STRING),
                ArchiveSamples.property("place", PropertyType.STRING),
                ArchiveSamples.property("gmCode", PropertyType.STRING),
                ArchiveSamples.property("branchGroup", PropertyType.STRING),
                ArchiveSamples.property("formula", PropertyType.STRING),
                ArchiveSamples.property("branchCount", PropertyType.INTEGER),
                ArchiveSamples.property("salesFloorAreaM2", PropertyType.NUMBER),
                ArchiveSamples.property("vacant", PropertyType.BOOLEAN),
                ArchiveSamples.property("vacantSince", PropertyType.DATE),
                ArchiveSamples.property("frontage", PropertyType.STRING),
                ArchiveSamples.property("method", PropertyType.STRING));
        List<Feature> features = features();
        Path table = Files.createTempFile("plint-bench", ".tsv");
        try (TestDatabase ours = TestDatabase.create();
                TestDatabase theirs = TestDatabase.create();
                PostgisArchive archive = PostgisArchive.on(Database.open(DatabaseUrl.parse(ours.url()), 4))) {
            write(features, table);
            for (int round = 1; round <= ROUNDS; round++) {
                double raw = psql(theirs.url(), LOAD.formatted(table));
                long start = System.nanoTime();
                DatasetVersion version = ArchiveSamples.write(
                        archive, ArchiveSamples.draft("v" + round, GeometryKind.POINT, DATE, properties), features);
                ArchiveSamples.publish(archive, version.layer(), version.id());
                double loaded = secondsSince(start);

                double out = psql(theirs.url(), UNLOAD);
                start = System.nanoTime();
                long startCpu = THREADS.getCurrentThreadCpuTime();
                Snapshot snapshot;
                try (FeatureStream stream = archive.read(version)) {
                    snapshot = Snapshot.load(version, stream);
                }
                double read = secondsSince(start);
                double readCpu = (THREADS.getCurrentThreadCpuTime() - startCpu) / (double) TimeUnit.SECONDS.toNanos(1);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %,d points loaded in %.2f s, psql \\copy + GiST + ANALYZE %.2f s; ratio %.2f;"
                                + " snapshot of %,d ready in %.2f s (%.2f s of a processor), psql \\copy to nowhere %.2f s%n",
                        round,
                        POINTS,
                        loaded,
                        raw,
                        loaded / raw,
                        snapshot.size(),
                        read,
                        readCpu,
                        out);
            }
        } finally {
            Files.delete(table);
        }
    }

    private static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static List<Feature> features() {
        SplittableRandom random = new SplittableRandom(1);
        GeometryFactory geometries = new GeometryFactory();
        List<Feature> features = new ArrayList<>();
        for (int row = 0; row < POINTS; row++) {
            boolean vacant = random.nextInt(10) == 0;
            features.add(new Feature(
                    "u" + row,
                    geometries.createPoint(new CoordinateXY(
                            203_000 + random.nextDouble() * 67_500, 511_000 + random.nextDouble() * 71_000)),
                    "Voorbeeldstraat " + (row % 400 + 1),
                    9400 + row % 99 + "AB",
                    PLACES[random.nextInt(PLACES.length)],
                    "GM0106",
                    "mode & luxe",
                    "Keten " + row % 50,
                    (long) (row % 300),
                    random.nextInt(20, 4_000) / 2.0,
                    vacant,
                    vacant ? LocalDate.of(2015, row % 12 + 1, 1) : null,
                    "A1",
                    "synthetisch"));
        }
        return features;
    }

    /** The rows as {@code COPY} reads them: tabs, {@code \N} for what is unknown, the place as EWKB in hexadecimal digits. */
    private static void write(List<Feature> features, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int row = 0; row < features.size(); row++) {
                Feature feature = features.get(row);
                Coordinate place = Objects.requireNonNull(feature.geometryRd()).getCoordinate();
                byte[] ewkb = ByteBuffer.allocate(25)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 1)
                        .putInt(0x20000001)
                        .putInt(28992)
                        .putDouble(place.getX())
                        .putDouble(place.getY())
                        .array();
                out.write((row + 1) + "\t" + HexFormat.of().formatHex(ewkb) + "\t" + feature.id());
                for (int position = 0; position < feature.valueCount(); position++) {
                    @Nullable Object value = feature.value(position);
                    out.write("\t" + (value == null ? "\\N" : value));
                }
                out.write("\n");
            }
        }
    }

    /** Seconds of a script in one transaction, the start of psql included. */
    private static double psql(String url, String script) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process psql = new ProcessBuilder("psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedWriter in = psql.outputWriter()) {
            in.write(script);
        }
        if (psql.waitFor() != 0) {
            throw new IllegalStateException("psql ended with " + psql.exitValue());
        }
        return secondsSince(start);
    }
}
