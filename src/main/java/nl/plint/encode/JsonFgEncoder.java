package nl.plint.encode;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * JSON-FG (OGC 21-045, draft 0.3), a FeatureCollection: GeoJSON that may be in another CRS, and tells of which time it speaks.
 *
 * <p>In CRS84 the place is the GeoJSON {@code geometry}; in any other system it is {@code place}, and {@code geometry} is null.
 * The time of every feature is the reference date of the version.
 */
public final class JsonFgEncoder implements FeatureEncoder {
    private static final String CORE = "http://www.opengis.net/spec/json-fg-1/0.3/conf/core";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String title() {
        return "JSON-FG";
    }

    @Override
    public String format() {
        return "jsonfg";
    }

    @Override
    public String mediaType() {
        return "application/fg+json";
    }

    @Override
    public String fileExtension() {
        return "json";
    }

    @Override
    public void write(
            FeatureTable table, int[] rows, Crs crs, Map<String, ? extends @Nullable Object> members, OutputStream out)
            throws IOException {
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, crs);
        try (JsonGenerator json = JSON.getFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            json.writeObjectField("conformsTo", List.of(CORE));
            json.writeStringField("featureType", table.name());
            json.writeStringField("coordRefSys", crs.uri());
            for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
                json.writeObjectField(member.getKey(), member.getValue());
            }
            json.writeArrayFieldStart("features");
            for (int row : rows) {
                feature(json, table, row, crs, reprojection);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void feature(JsonGenerator json, FeatureTable table, int row, Crs crs, Reprojection reprojection)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", table.id(row));
        LocalDate date = table.referenceDate();
        json.writeObjectField("time", date == null ? null : Map.of("date", date.toString()));
        Geometry geometry = table.geometryRd(row);
        boolean plain = crs.equals(Crs.CRS84);
        json.writeFieldName(plain ? "geometry" : "place");
        if (geometry == null) {
            json.writeNull();
        } else {
            new PlainGeometry(json, crs).write(reprojection.transform(geometry));
        }
        json.writeNullField(plain ? "place" : "geometry");
        json.writeObjectFieldStart("properties");
        for (int position = 0; position < table.schema().size(); position++) {
            Object value = table.value(row, position);
            json.writeObjectField(
                    table.schema().get(position).name(), value instanceof LocalDate day ? day.toString() : value);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
