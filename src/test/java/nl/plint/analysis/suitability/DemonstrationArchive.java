package nl.plint.analysis.suitability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linuxense.javadbf.DBFReader;
import com.linuxense.javadbf.DBFRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipFile;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.dataset.file.LayerDefinitionFile;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** The demonstration files in an archive, read as plainly as can be: no checks, no repairs. */
final class DemonstrationArchive {
    private static final Path GIS_DATA = Path.of("gis-data");
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final DatasetArchive archive;

    private DemonstrationArchive(DatasetArchive archive) {
        this.archive = archive;
    }

    static void fill(DatasetArchive archive) throws IOException, SQLException, ParseException {
        DemonstrationArchive demonstration = new DemonstrationArchive(archive);
        for (String layer : List.of("residential-areas", "protected-areas", "roads", "centres", "business-units")) {
            demonstration.geoJson(layer);
        }
        demonstration.shops();
        demonstration.parks();
        demonstration.broadband();
    }

    private void geoJson(String layer) throws IOException, ParseException {
        LayerDefinition definition = definition(layer);
        Reprojection toRd = Reprojection.between(Crs.CRS84, Crs.RD_NEW);
        JsonNode root = new ObjectMapper()
                .readTree(GIS_DATA.resolve("samples/" + layer + ".geojson").toFile());
        List<Feature> features = new ArrayList<>();
        for (JsonNode feature : root.get("features")) {
            Geometry geometry = toRd.transform(geometry(feature.get("geometry")));
            features.add(feature(definition, geometry, name -> {
                JsonNode value = feature.get("properties").get(name);
                return value == null || value.isNull() ? "" : value.asText();
            }));
        }
        write(definition, LocalDate.of(2017, 1, 1), features);
    }

    private static Geometry geometry(JsonNode node) {
        JsonNode coordinates = node.get("coordinates");
        return switch (node.get("type").asText()) {
            case "Point" -> GEOMETRIES.createPoint(coordinate(coordinates));
            case "LineString" -> GEOMETRIES.createLineString(line(coordinates));
            case "MultiLineString" -> {
                List<LineString> lines = new ArrayList<>();
                coordinates.forEach(each -> lines.add(GEOMETRIES.createLineString(line(each))));
                yield GEOMETRIES.createMultiLineString(lines.toArray(LineString[]::new));
            }
            case "Polygon" -> polygon(coordinates);
            default -> {
                List<Polygon> polygons = new ArrayList<>();
                coordinates.forEach(each -> polygons.add(polygon(each)));
                yield GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new));
            }
        };
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        rings.forEach(ring -> read.add(GEOMETRIES.createLinearRing(line(ring))));
        return GEOMETRIES.createPolygon(
                read.get(0), read.subList(1, read.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] line(JsonNode coordinates) {
        List<Coordinate> read = new ArrayList<>();
        coordinates.forEach(each -> read.add(coordinate(each)));
        return read.toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode node) {
        return new Coordinate(node.get(0).asDouble(), node.get(1).asDouble());
    }

    private void shops() throws IOException {
        LayerDefinition definition = definition("shop-units");
        Map<String, String> columns = Map.of(
                "unitId", "VKP_ID",
                "address", "ADRES",
                "gmCode", "GM_CODE",
                "centreCode", "WINKELGEBIED_CODE",
                "salesFloorAreaM2", "WVO_M2",
                "vacant", "LEEGSTAND",
                "vacantSince", "LEEG_SINDS",
                "frontage", "LIGGING");
        List<String> lines =
                Files.readAllLines(GIS_DATA.resolve("samples/shop-units-2017.csv"), StandardCharsets.UTF_8);
        List<String> header = Arrays.asList(lines.get(0).replace("\uFEFF", "").split(";"));
        List<Feature> features = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            Geometry point = GEOMETRIES.createPoint(
                    new Coordinate(dutch(cells[header.indexOf("X_RD")]), dutch(cells[header.indexOf("Y_RD")])));
            features.add(feature(definition, point, name -> {
                String column = columns.get(name);
                String cell = column == null ? "" : cells[header.indexOf(column)];
                return name.equals("salesFloorAreaM2") && !cell.isEmpty() ? String.valueOf(dutch(cell)) : cell;
            }));
        }
        write(definition, LocalDate.of(2017, 1, 1), features);
    }

    private static double dutch(String number) {
        return Double.parseDouble(number.replace(".", "").replace(',', '.'));
    }

    private void parks() throws IOException {
        LayerDefinition definition = definition("business-parks");
        Map<String, String> columns = Map.of(
                "parkId", "RIN_NUMMER",
                "name", "PLAN_NAAM",
                "gmCode", "GEM_CODES",
                "parkType", "LOKAAL_REG",
                "issuableAreaHa", "HA_TOTTUIT",
                "issuableNowAreaHa", "HA_TERSTND",
                "maxEnvironmentalCategory", "MIL_CAT",
                "restructuring", "HERSTRUCT",
                "landPriceEurPerM2", "PRIJS_M2");
        List<Feature> features = new ArrayList<>();
        try (ZipFile zip = new ZipFile(
                        GIS_DATA.resolve("samples/business-parks.zip").toFile());
                InputStream dbf = new ByteArrayInputStream(entry(zip, "bedrijventerreinen.dbf"));
                DBFReader rows = new DBFReader(dbf, StandardCharsets.UTF_8)) {
            for (Geometry geometry : shapes(entry(zip, "bedrijventerreinen.shp"))) {
                DBFRow row = rows.nextRow();
                features.add(feature(definition, geometry, name -> {
                    String column = columns.get(name);
                    Object value = column == null ? null : row.getObject(column);
                    return value == null ? "" : value.toString().strip();
                }));
            }
        }
        write(definition, LocalDate.of(2015, 1, 1), features);
    }

    private static byte[] entry(ZipFile zip, String name) throws IOException {
        try (InputStream stream = zip.getInputStream(zip.getEntry(name))) {
            return stream.readAllBytes();
        }
    }

    /** ESRI shapefile, polygons only; each part is taken as a polygon of its own. */
    private static List<Geometry> shapes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Geometry> geometries = new ArrayList<>();
        int position = 100;
        while (position < bytes.length) {
            int length = buffer.order(ByteOrder.BIG_ENDIAN).getInt(position + 4) * 2;
            buffer.order(ByteOrder.LITTLE_ENDIAN);
            int content = position + 8;
            int parts = buffer.getInt(content + 36);
            int points = buffer.getInt(content + 40);
            List<Polygon> polygons = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int from = buffer.getInt(content + 44 + 4 * part);
                int to = part + 1 < parts ? buffer.getInt(content + 48 + 4 * part) : points;
                Coordinate[] ring = new Coordinate[to - from];
                for (int i = from; i < to; i++) {
                    int at = content + 44 + 4 * parts + 16 * i;
                    ring[i - from] = new Coordinate(buffer.getDouble(at), buffer.getDouble(at + 8));
                }
                polygons.add(GEOMETRIES.createPolygon(ring));
            }
            geometries.add(
                    polygons.size() == 1
                            ? polygons.get(0)
                            : GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new)));
            position = content + length;
        }
        return geometries;
    }

    private void broadband() throws IOException, SQLException, ParseException {
        LayerDefinition definition = definition("broadband");
        Map<String, String> columns =
                Map.of("cellId", "CEL_ID", "technology", "TECHNIEK", "downloadMbps", "DOWN_MBIT", "fibre", "GLASVEZEL");
        List<Feature> features = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + GIS_DATA.resolve("samples/broadband.gpkg"));
                ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM breedband ORDER BY fid")) {
            while (rows.next()) {
                byte[] blob = rows.getBytes("geom");
                int[] envelopeBytes = {0, 32, 48, 48, 64};
                int header = 8 + envelopeBytes[(blob[3] >> 1) & 7];
                Geometry geometry = new WKBReader(GEOMETRIES).read(Arrays.copyOfRange(blob, header, blob.length));
                Map<String, String> values = new HashMap<>();
                for (Map.Entry<String, String> column : columns.entrySet()) {
                    String value = rows.getString(column.getValue());
                    values.put(column.getKey(), value == null ? "" : value);
                }
                features.add(feature(definition, geometry, name -> values.getOrDefault(name, "")));
            }
        }
        write(definition, LocalDate.of(2013, 1, 1), features);
    }

    private static LayerDefinition definition(String layer) throws IOException {
        String file = layer + ".yaml";
        try (InputStream yaml = Files.newInputStream(GIS_DATA.resolve("layers").resolve(file))) {
            return LayerDefinitionFile.read(yaml, file);
        }
    }

    private static Feature feature(LayerDefinition definition, Geometry geometryRd, Function<String, String> cells) {
        Object[] values = new Object[definition.properties().size()];
        String id = "";
        for (int i = 0; i < values.length; i++) {
            PropertyDefinition property = definition.properties().get(i);
            String cell = cells.apply(property.name());
            values[i] = cell.isEmpty() ? null : value(property.type(), cell);
            if (property.name().equals(definition.idProperty())) {
                id = cell;
            }
        }
        return new Feature(id, geometryRd, values);
    }

    private static @Nullable Object value(PropertyType type, String cell) {
        return switch (type) {
            case NUMBER -> Double.valueOf(cell);
            case INTEGER -> (long) Double.parseDouble(cell);
            case BOOLEAN -> cell.equals("J") || cell.equals("true");
            case DATE ->
                cell.matches("\\d{4}-.*")
                        ? LocalDate.parse(cell)
                        : LocalDate.parse(cell, DateTimeFormatter.ofPattern("dd-MM-yyyy"));
            default -> cell;
        };
    }

    private void write(LayerDefinition definition, LocalDate date, List<Feature> features) {
        archive.define(definition);
        Provenance provenance = new Provenance(
                LocalizedText.same("demonstration"), "CC0-1.0", null, "file", "0".repeat(64), null, true, "test");
        String version = date.toString().replace("-", "") + "-00000000";
        try (VersionWriter writer = archive.begin(
                new VersionDraft(version, definition, date, new Schema(definition.properties()), provenance))) {
            features.forEach(writer::write);
            DatasetVersion finished = writer.finish("{}");
            ArchiveSamples.publish(archive, definition.id(), finished.id());
        }
    }
}
