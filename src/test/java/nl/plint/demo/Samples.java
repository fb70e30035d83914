package nl.plint.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads the kept files in the plainest way, without anything of the service or the generator's writers. */
final class Samples {
    static final Path DATA = Path.of("gis-data");
    static final Path FOLDER = DATA.resolve("samples");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Samples() {}

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static JsonNode json(String name) throws IOException {
        return JSON.readTree(FOLDER.resolve(name).toFile());
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    static List<NamedCsvRecord> csv(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(FOLDER.resolve(name))) {
            return rows.stream().toList();
        }
    }

    /** Reads 1.234,5. */
    static double number(String dutch) {
        return Double.parseDouble(dutch.replace(".", "").replace(',', '.'));
    }

    /** The point, polygon or multipolygon of a feature, in longitude and latitude. */
    static Geometry geometry(JsonNode feature) {
        JsonNode coordinates = feature.get("geometry").get("coordinates");
        return switch (feature.get("geometry").get("type").asText()) {
            case "Point" -> Shapes.point(position(coordinates));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" -> {
                List<Polygon> parts = new ArrayList<>();
                coordinates.forEach(part -> parts.add(polygon(part)));
                yield Shapes.FACTORY.createMultiPolygon(parts.toArray(new Polygon[0]));
            }
            default -> throw new IllegalArgumentException("unexpected " + feature.get("geometry"));
        };
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        rings.forEach(ring -> {
            List<Coordinate> corners = new ArrayList<>();
            ring.forEach(corner -> corners.add(position(corner)));
            read.add(Shapes.FACTORY.createLinearRing(corners.toArray(new Coordinate[0])));
        });
        return Shapes.FACTORY.createPolygon(
                read.get(0), read.subList(1, read.size()).toArray(new LinearRing[0]));
    }

    private static Coordinate position(JsonNode position) {
        return new Coordinate(position.get(0).asDouble(), position.get(1).asDouble());
    }

    /** The rows a query gives, a line each; binary values in hexadecimal. */
    static List<String> query(Path geoPackage, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + geoPackage);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                var line = new StringJoiner("|");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    line.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }
}
