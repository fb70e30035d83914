package nl.plint.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.encode.PlainGeometry;
import nl.plint.geo.Crs;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * The rows of a file that were not stored, as the file has them, with the reason of each: to be mended and sent again.
 *
 * <p>At most 10,000 are kept, and no more than 20 million characters of them. They are kept inside the report of a version, as JSON, and given out as a table with the
 * columns of the file; a geometry that no column holds is well-known text in the coordinates of the file.
 */
public final class RejectedRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMBER = "rejected";
    private static final String WKT = "wkt";
    private static final List<String> OWN_COLUMNS = List.of("plintRow", "plintCode", "plintReason");

    private RejectedRows() {}

    /** Gathers the rejected rows of one ingest. */
    static final class Collector {
        private static final int MOST = 10_000;
        private static final long MOST_CHARACTERS = 20_000_000;
        private static final int CHARACTERS_OF_POINT = 40;

        private final List<SourceColumn> columns;
        private final boolean withWkt;
        private final ArrayNode rows = JSON.createArrayNode();
        private long charactersLeft = MOST_CHARACTERS;

        Collector(List<SourceColumn> columns, boolean hasGeometry) {
            this.columns = columns;
            this.withWkt = hasGeometry && columns.stream().noneMatch(SourceColumn::coordinate);
        }

        void add(RawFeature raw, Issue reason) {
            long characters = characters(raw);
            if (rows.size() >= MOST || characters > charactersLeft) {
                return;
            }
            charactersLeft -= characters;
            ObjectNode row = rows.addObject();
            row.put("row", raw.row());
            row.put("id", raw.id());
            row.put("code", reason.code().wireName());
            row.put("reason", reason.message().en());
            ArrayNode values = row.putArray("values");
            raw.values().forEach(value -> values.add(text(value)));
            if (withWkt) {
                values.add(raw.geometry() == null ? null : raw.geometry().toText());
            }
        }

        /** About what the row takes as text: what is not text is short, but for places. */
        private long characters(RawFeature raw) {
            long characters = raw.geometry() == null || !withWkt
                    ? 0
                    : (long) raw.geometry().getNumPoints() * CHARACTERS_OF_POINT;
            for (Object value : raw.values()) {
                characters += value instanceof String text ? text.length() : 0;
            }
            return characters;
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : Values.text(value);
        }

        /** The member of the report that holds them. */
        ObjectNode toJson() {
            ObjectNode node = JSON.createObjectNode();
            ArrayNode names = node.putArray("columns");
            columns.forEach(column -> names.add(column.name()));
            if (withWkt) {
                names.add(WKT);
            }
            node.set("rows", rows);
            return node;
        }
    }

    /** Whether a column is one that was added to rejected rows: when they come back, it is no property. */
    static boolean isOwnColumn(String name) {
        return OWN_COLUMNS.contains(name);
    }

    /** Puts the rejected rows into the text of a report, and leaves out what changes after it is kept: what is published. */
    static String into(String reportJson, Collector rejected) {
        ObjectNode report = (ObjectNode) parse(reportJson);
        report.remove("published");
        report.set(MEMBER, rejected.toJson());
        return report.toString();
    }

    /** The report without its rejected rows, for showing. */
    public static String without(String reportJson) {
        JsonNode report = parse(reportJson);
        if (report instanceof ObjectNode object) {
            object.remove(MEMBER);
        }
        return report.toString();
    }

    /**
     * The rejected rows of a report as CSV with the delimiter {@code ;}: the columns of the file as they were, then {@code
     * plintRow}, {@code plintCode} and {@code plintReason}. Only a header when nothing was rejected.
     */
    public static String csv(String reportJson) {
        JsonNode rejected = parse(reportJson).path(MEMBER);
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(text)) {
            List<String> header = new ArrayList<>();
            rejected.path("columns").forEach(column -> header.add(column.asText()));
            header.addAll(OWN_COLUMNS);
            csv.writeRecord(header);
            for (JsonNode row : rejected.path("rows")) {
                List<String> fields = new ArrayList<>();
                row.path("values").forEach(value -> fields.add(value.isNull() ? "" : value.asText()));
                fields.add(row.path("row").asText());
                fields.add(row.path("code").asText());
                fields.add(row.path("reason").asText());
                csv.writeRecord(fields);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The rejected rows of a report as a GeoJSON feature collection with the properties of {@link #csv}. Places are in the
     * CRS of the file, which the {@code crs} member names, so that what is mended can be sent back as it is. A place that
     * cannot be written so stays well-known text, in the property {@code wkt}.
     */
    public static String geoJson(String reportJson) {
        JsonNode report = parse(reportJson);
        JsonNode rejected = report.path(MEMBER);
        Crs crs = Crs.parse(report.path("crs").asText())
                .map(named -> named.isGeographic() ? Crs.CRS84 : named)
                .orElse(null);
        List<String> names = new ArrayList<>();
        rejected.path("columns").forEach(column -> names.add(column.asText()));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            if (crs != null) {
                json.writeObjectField("crs", Map.of("type", "name", "properties", Map.of("name", crs.toString())));
            }
            json.writeArrayFieldStart("features");
            for (JsonNode row : rejected.path("rows")) {
                writeFeature(json, row, names, crs);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeFeature(JsonGenerator json, JsonNode row, List<String> names, @Nullable Crs crs)
            throws IOException {
        Map<String, @Nullable String> properties = new LinkedHashMap<>();
        for (int at = 0; at < names.size(); at++) {
            JsonNode value = row.path("values").path(at);
            properties.put(names.get(at), value.isNull() ? null : value.asText());
        }
        Geometry geometry = crs == null ? null : geometry(properties.get(WKT));
        if (geometry != null) {
            properties.remove(WKT);
        }
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        if (row.hasNonNull("id")) {
            json.writeStringField("id", row.path("id").asText());
        }
        json.writeFieldName("geometry");
        if (geometry == null || crs == null) {
            json.writeNull();
        } else {
            new PlainGeometry(json, crs).write(geometry);
        }
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, @Nullable String> property : properties.entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeNumberField(OWN_COLUMNS.get(0), row.path("row").asLong());
        json.writeStringField(OWN_COLUMNS.get(1), row.path("code").asText());
        json.writeStringField(OWN_COLUMNS.get(2), row.path("reason").asText());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Null when there is none that GeoJSON can hold. */
    private static @Nullable Geometry geometry(@Nullable String wkt) {
        if (wkt == null) {
            return null;
        }
        try {
            Geometry geometry = new WKTReader().read(wkt);
            for (Coordinate at : geometry.getCoordinates()) {
                if (!Double.isFinite(at.x) || !Double.isFinite(at.y)) {
                    return null;
                }
            }
            return geometry;
        } catch (ParseException | IllegalArgumentException e) {
            return null;
        }
    }

    private static JsonNode parse(String reportJson) {
        try {
            return JSON.readTree(reportJson);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
