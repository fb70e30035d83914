package nl.plint.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.geo.GeoPackageBinary;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.io.ParseException;

/** What {@code scripts/goldens/stats.R} wrote, and the shared test data that it read. */
final class GoldenFiles {
    static final Path SHARED = Path.of("../shared/data");

    private static final Path GOLDENS = Path.of("src/test/resources/stats");

    private GoldenFiles() {}

    /** The rows of a file, each by the names of its columns. */
    static List<Map<String, String>> rows(String file) {
        try {
            List<String> lines = Files.readAllLines(GOLDENS.resolve(file));
            String[] names = lines.get(0).split(",");
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] column(List<Map<String, String>> rows, String name) {
        return rows.stream()
                .map(row -> row.getOrDefault(name, ""))
                .mapToDouble(cell -> cell.equals("NA") ? Double.NaN : Double.parseDouble(cell))
                .toArray();
    }

    /** The neighbors of each area that spdep found, counted from 0. */
    static List<int[]> contiguity(String name) {
        return rows("contiguity.csv").stream()
                .filter(row -> name.equals(row.get("name")))
                .map(row -> numbers(row.getOrDefault("neighbors", "")))
                .toList();
    }

    private static int[] numbers(String cell) {
        return cell.isEmpty()
                ? new int[0]
                : Arrays.stream(cell.split(" "))
                        .mapToInt(number -> Integer.parseInt(number) - 1)
                        .toArray();
    }

    static List<Geometry> columbus() {
        return shapefile(SHARED.resolve("spatial-stats/columbus/columbus.shp"));
    }

    /** The rings of each shape as a collection: enough to ask for their vertices. */
    private static List<Geometry> shapefile(Path file) {
        GeometryFactory factory = new GeometryFactory();
        List<Geometry> shapes = new ArrayList<>();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            for (int at = 100; at < bytes.limit(); ) {
                int length = bytes.order(ByteOrder.BIG_ENDIAN).getInt(at + 4) * 2;
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                int parts = bytes.getInt(at + 8 + 36);
                int points = bytes.getInt(at + 8 + 40);
                List<LinearRing> rings = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    int from = bytes.getInt(at + 8 + 44 + 4 * part);
                    int to = part + 1 < parts ? bytes.getInt(at + 8 + 48 + 4 * part) : points;
                    Coordinate[] ring = new Coordinate[to - from];
                    for (int i = from; i < to; i++) {
                        int place = at + 8 + 44 + 4 * parts + 16 * i;
                        ring[i - from] = new Coordinate(bytes.getDouble(place), bytes.getDouble(place + 8));
                    }
                    rings.add(factory.createLinearRing(ring));
                }
                shapes.add(factory.buildGeometry(rings));
                at += 8 + length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shapes;
    }

    static List<Geometry> geoPackage(String file, String table) throws SQLException, ParseException {
        List<Geometry> read = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:file:" + SHARED.resolve("boundaries").resolve(file) + "?mode=ro&immutable=1");
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT geom FROM " + table + " ORDER BY fid")) {
            while (rows.next()) {
                read.add(new GeoPackageBinary(new GeometryFactory()).decode(rows.getBytes(1)));
            }
        }
        return read;
    }
}
