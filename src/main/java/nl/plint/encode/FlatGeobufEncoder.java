package nl.plint.encode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.PropertyType;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.GeometryType;
import org.wololo.flatgeobuf.generated.Header;

/**
 * FlatGeobuf 3: features one behind the other in the order asked for, so without an index; the header tells how many there are.
 * The id is the column {@code featureId}. As everywhere in this format x (longitude) comes first, and CRS84 is named EPSG:4326.
 */
public final class FlatGeobufEncoder implements FeatureEncoder {
    private static final byte[] MAGIC = {'f', 'g', 'b', 3, 'f', 'g', 'b', 0};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "featureId";
    private static final int UNKNOWN = -1;

    @Override
    public String title() {
        return "FlatGeobuf";
    }

    @Override
    public String format() {
        return "fgb";
    }

    @Override
    public String mediaType() {
        return "application/flatgeobuf";
    }

    @Override
    public String fileExtension() {
        return "fgb";
    }

    @Override
    public void write(
            FeatureTable table, int[] rows, Crs crs, Map<String, ? extends @Nullable Object> members, OutputStream out)
            throws IOException {
        int typeOfAll = typeOfAll(table, rows);
        FlatBufferBuilder builder = new FlatBufferBuilder(4096);
        out.write(MAGIC);
        header(builder, table, rows.length, typeOfAll, crs);
        send(builder, out);
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, crs);
        for (int row : rows) {
            int properties = Feature.createPropertiesVector(builder, properties(table, row));
            Geometry geometry = table.geometryRd(row);
            int place = geometry == null
                    ? 0
                    : FlatGeobufGeometryWriter.write(
                            builder, reprojection.transform(geometry), typeOfAll == GeometryType.Unknown);
            Feature.finishSizePrefixedFeatureBuffer(builder, Feature.createFeature(builder, place, properties, 0));
            send(builder, out);
        }
    }

    /** The type that all geometries have; unknown where they differ. */
    private static int typeOfAll(FeatureTable table, int[] rows) {
        int type = UNKNOWN;
        for (int row : rows) {
            Geometry geometry = table.geometryRd(row);
            int own = geometry == null ? type : FlatGeobufGeometryWriter.type(geometry);
            if (type != UNKNOWN && own != type) {
                return GeometryType.Unknown;
            }
            type = own;
        }
        return type == UNKNOWN ? GeometryType.Unknown : type;
    }

    private static void header(FlatBufferBuilder builder, FeatureTable table, int count, int type, Crs crs) {
        int[] columns = new int[table.schema().size() + 1];
        columns[0] = column(builder, ID, ColumnType.String);
        for (int position = 0; position < table.schema().size(); position++) {
            columns[position + 1] = column(
                    builder,
                    table.schema().get(position).name(),
                    columnType(table.schema().get(position).type()));
        }
        int code = crs.equals(Crs.CRS84) ? 4326 : Integer.parseInt(crs.code());
        int organization = builder.createString("EPSG");
        int reference = org.wololo.flatgeobuf.generated.Crs.createCrs(builder, organization, code, 0, 0, 0, 0);
        int vector = Header.createColumnsVector(builder, columns);
        int name = builder.createString(table.name());
        Header.finishSizePrefixedHeaderBuffer(
                builder,
                Header.createHeader(
                        builder, name, 0, type, false, false, false, false, vector, count, 0, reference, 0, 0, 0));
    }

    private static int column(FlatBufferBuilder builder, String name, int type) {
        return Column.createColumn(builder, builder.createString(name), type, 0, 0, -1, -1, -1, true, false, false, 0);
    }

    private static int columnType(PropertyType type) {
        return switch (type) {
            case STRING -> ColumnType.String;
            case INTEGER -> ColumnType.Long;
            case NUMBER -> ColumnType.Double;
            case BOOLEAN -> ColumnType.Bool;
            case DATE -> ColumnType.DateTime;
            case JSON -> ColumnType.Json;
        };
    }

    private static void send(FlatBufferBuilder builder, OutputStream out) throws IOException {
        ByteBuffer buffer = builder.dataBuffer();
        out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        builder.clear();
    }

    /** The number of a column and its value, for each that has one. */
    private static byte[] properties(FeatureTable table, int row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        value(bytes, 0, table.id(row));
        for (int position = 0; position < table.schema().size(); position++) {
            Object value = table.value(row, position);
            if (value != null) {
                value(bytes, position + 1, value);
            }
        }
        return bytes.toByteArray();
    }

    private static void value(ByteArrayOutputStream out, int column, Object value) throws IOException {
        byte[] text = new byte[0];
        int size = Long.BYTES;
        if (value instanceof Boolean) {
            size = 1;
        } else if (!(value instanceof Long || value instanceof Integer || value instanceof Double)) {
            text = value instanceof Map || value instanceof java.util.List
                    ? JSON.writeValueAsBytes(value)
                    : value.toString().getBytes(StandardCharsets.UTF_8);
            size = Integer.BYTES + text.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) column);
        if (value instanceof Boolean flag) {
            bytes.put((byte) (flag ? 1 : 0));
        } else if (value instanceof Double number) {
            bytes.putDouble(number);
        } else if (value instanceof Long || value instanceof Integer) {
            bytes.putLong(((Number) value).longValue());
        } else {
            bytes.putInt(text.length).put(text);
        }
        out.writeBytes(bytes.array());
    }
}
