package nl.plint.encode;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * GeoJSON (RFC 7946), a FeatureCollection or a single Feature.
 *
 * <p>A table never changes, so a feature can be encoded once for each CRS and its bytes be kept, as long as the table is in use and
 * there is room (large geometries are encoded anew each time). A page is then a matter of copying bytes.
 */
public final class GeoJsonEncoder implements FeatureEncoder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK_ROWS = 1_000;

    private final KeptFeatures kept;

    /** Keeps nothing: for whoever writes each feature once. */
    public GeoJsonEncoder() {
        this(0);
    }

    /**
     * @param mostKeptBytes how many bytes of encoded features are kept at most
     */
    public GeoJsonEncoder(long mostKeptBytes) {
        this.kept = new KeptFeatures(mostKeptBytes);
    }

    @Override
    public String title() {
        return "GeoJSON";
    }

    @Override
    public String format() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/geo+json";
    }

    @Override
    public String fileExtension() {
        return "geojson";
    }

    @Override
    public void write(
            FeatureTable table, int[] rows, Crs crs, Map<String, ? extends @Nullable Object> members, OutputStream out)
            throws IOException {
        out.write("{\"type\":\"FeatureCollection\"".getBytes(StandardCharsets.UTF_8));
        byte[] rest = JSON.writeValueAsBytes(members);
        if (rest.length > 2) {
            out.write(',');
            out.write(rest, 1, rest.length - 2);
        }
        out.write(",\"features\":[\n".getBytes(StandardCharsets.UTF_8));
        FeatureWriter writer = new FeatureWriter(table, crs, kept.of(table, crs));
        for (int at = 0; at < rows.length; at += BLOCK_ROWS) {
            out.write(writer.block(rows, at, Math.min(at + BLOCK_ROWS, rows.length)));
        }
        out.write("\n]}\n".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One row as a Feature.
     *
     * @param members what stands beside its geometry and properties
     */
    public byte[] feature(FeatureTable table, int row, Crs crs, Map<String, ? extends @Nullable Object> members)
            throws IOException {
        byte[] feature = new FeatureWriter(table, crs, kept.of(table, crs)).bytes(row);
        byte[] rest = JSON.writeValueAsBytes(members);
        ByteArrayOutputStream out = new ByteArrayOutputStream(feature.length + rest.length);
        out.write(feature, 0, feature.length - 1);
        if (rest.length > 2) {
            out.write(',');
            out.write(rest, 1, rest.length - 2);
        }
        out.write('}');
        return out.toByteArray();
    }

    /** Encodes rows of one table, or takes them from those kept. For one thread. */
    private static final class FeatureWriter {
        private final FeatureTable table;
        private final Crs crs;
        private final KeptFeatures.@Nullable Rows kept;
        private final SerializableString[] names;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private final JsonGenerator json;
        private final PlainGeometry plainGeometry;
        private @Nullable Reprojection reprojection;

        FeatureWriter(FeatureTable table, Crs crs, KeptFeatures.@Nullable Rows kept) throws IOException {
            this.table = table;
            this.crs = crs;
            this.kept = kept;
            this.names = table.schema().properties().stream()
                    .map(property -> new SerializedString(property.name()))
                    .toArray(SerializableString[]::new);
            this.json = JSON.getFactory().createGenerator(out, JsonEncoding.UTF8);
            json.setRootValueSeparator(null);
            this.plainGeometry = new PlainGeometry(json, crs);
        }

        /** Some of the rows with commas between, and one before them unless they are the first. */
        byte[] block(int[] rows, int from, int end) throws IOException {
            byte[][] features = new byte[end - from][];
            int length = 0;
            for (int at = from; at < end; at++) {
                features[at - from] = bytes(rows[at]);
                length += features[at - from].length + (at == 0 ? 0 : 2);
            }
            byte[] block = new byte[length];
            int position = 0;
            for (int at = from; at < end; at++) {
                if (at > 0) {
                    block[position++] = ',';
                    block[position++] = '\n';
                }
                byte[] feature = features[at - from];
                System.arraycopy(feature, 0, block, position, feature.length);
                position += feature.length;
            }
            return block;
        }

        byte[] bytes(int row) throws IOException {
            byte[] bytes = kept == null ? null : kept.find(row);
            if (bytes == null) {
                bytes = encode(row);
                if (kept != null) {
                    kept.keep(row, bytes);
                }
            }
            return bytes;
        }

        private byte[] encode(int row) throws IOException {
            out.reset();
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            json.writeStringField("id", table.id(row));
            Geometry geometry = table.geometryRd(row);
            if (geometry == null) {
                json.writeNullField("geometry");
            } else {
                json.writeFieldName("geometry");
                plainGeometry.write(turned(geometry));
            }
            json.writeObjectFieldStart("properties");
            for (int position = 0; position < names.length; position++) {
                json.writeFieldName(names[position]);
                value(table.value(row, position));
            }
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            return out.toByteArray();
        }

        private Geometry turned(Geometry geometry) {
            if (crs.equals(Crs.RD_NEW)) {
                return geometry;
            }
            if (reprojection == null) {
                reprojection = Reprojection.between(Crs.RD_NEW, crs);
            }
            return reprojection.transform(geometry);
        }

        private void value(@Nullable Object value) throws IOException {
            if (value == null) {
                json.writeNull();
            } else if (value instanceof String text) {
                json.writeString(text);
            } else if (value instanceof Double number) {
                // With its decimals, also when they are 0: clients guess the type of a column from the first values.
                json.writeNumber(number);
            } else if (value instanceof Long number) {
                json.writeNumber(number);
            } else if (value instanceof Boolean truth) {
                json.writeBoolean(truth);
            } else if (value instanceof LocalDate date) {
                json.writeString(date.toString());
            } else {
                JSON.writeValue(json, value);
            }
        }
    }
}
