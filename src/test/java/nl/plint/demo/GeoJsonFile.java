package nl.plint.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes GeoJSON (RFC 7946): longitude and latitude in six decimals, one feature on a line, marked as synthetic. */
final class GeoJsonFile {
    /** A feature; its shape is in RD New. */
    record Item(String id, Geometry rd, Map<String, Object> properties) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Projection projection;

    GeoJsonFile(Projection projection) {
        this.projection = projection;
    }

    void write(Path file, String title, String description, List<Item> items) throws IOException {
        var text = new StringBuilder("{\"type\": \"FeatureCollection\",\n\"title\": ")
                .append(json(title))
                .append(",\n\"description\": ")
                .append(json(description))
                .append(",\n\"synthetic\": true,\n\"features\": [\n");
        text.append(items.stream().map(this::feature).collect(Collectors.joining(",\n")));
        Files.writeString(file, text.append("\n]}\n").toString());
    }

    private String feature(Item item) {
        return "{\"type\":\"Feature\",\"id\":%s,\"geometry\":%s,\"properties\":%s}"
                .formatted(json(item.id()), geometry(item.rd()), json(item.properties()));
    }

    private String geometry(Geometry rd) {
        if (rd instanceof Point point) {
            return "{\"type\":\"Point\",\"coordinates\":" + position(point.getCoordinate()) + "}";
        }
        if (rd instanceof LineString line) {
            return "{\"type\":\"LineString\",\"coordinates\":" + positions(List.of(line.getCoordinates())) + "}";
        }
        if (rd instanceof Polygon polygon) {
            return "{\"type\":\"Polygon\",\"coordinates\":" + rings(polygon) + "}";
        }
        if (rd instanceof MultiPolygon polygons) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < polygons.getNumGeometries(); i++) {
                parts.add(rings((Polygon) polygons.getGeometryN(i)));
            }
            return "{\"type\":\"MultiPolygon\",\"coordinates\":[" + String.join(",", parts) + "]}";
        }
        throw new IllegalArgumentException("no GeoJSON is written for a " + rd.getGeometryType());
    }

    private String rings(Polygon polygon) {
        List<String> rings = new ArrayList<>();
        rings.add(ring(polygon.getExteriorRing(), true));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(ring(polygon.getInteriorRingN(i), false));
        }
        return "[" + String.join(",", rings) + "]";
    }

    private String ring(LinearRing ring, boolean counterclockwise) {
        boolean asIs = Orientation.isCCW(ring.getCoordinateSequence()) == counterclockwise;
        return positions(List.of((asIs ? ring : ring.reverse()).getCoordinates()));
    }

    private String positions(List<Coordinate> corners) {
        return corners.stream().map(this::position).collect(Collectors.joining(",", "[", "]"));
    }

    private String position(Coordinate rd) {
        Coordinate lonLat = projection.lonLat(rd);
        return "[" + degrees(lonLat.x) + "," + degrees(lonLat.y) + "]";
    }

    private static String degrees(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).toPlainString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }
}
