package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wololo.flatgeobuf.generated.ColumnType;

/** Reads the values of one FlatGeobuf feature: the number of a column and its value, for each column that has one. */
final class FlatGeobufValues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_JSON_CHARACTERS = 16 << 20;

    private FlatGeobufValues() {}

    /**
     * Reads values.
     *
     * @param bytes null for none
     * @return in the order of the columns; Binary as null, texts of dates as they are
     * @throws IllegalArgumentException or java.nio.BufferUnderflowException when the bytes are damaged
     */
    static List<@Nullable Object> read(@Nullable ByteBuffer bytes, List<Integer> columnTypes) {
        List<@Nullable Object> values = new ArrayList<>(Collections.nCopies(columnTypes.size(), null));
        if (bytes == null) {
            return values;
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int column = Short.toUnsignedInt(bytes.getShort());
            if (column >= values.size()) {
                throw new IllegalArgumentException(
                        "it has a value for column " + (column + 1) + " of " + values.size());
            }
            values.set(column, value(bytes, columnTypes.get(column)));
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer bytes, int columnType) {
        return switch (columnType) {
            case ColumnType.Byte -> (long) bytes.get();
            case ColumnType.UByte -> (long) Byte.toUnsignedInt(bytes.get());
            case ColumnType.Bool -> bytes.get() != 0;
            case ColumnType.Short -> (long) bytes.getShort();
            case ColumnType.UShort -> (long) Short.toUnsignedInt(bytes.getShort());
            case ColumnType.Int -> (long) bytes.getInt();
            case ColumnType.UInt -> Integer.toUnsignedLong(bytes.getInt());
            case ColumnType.Long -> bytes.getLong();
            case ColumnType.ULong -> unsigned(bytes.getLong());
            case ColumnType.Float -> (double) bytes.getFloat();
            case ColumnType.Double -> bytes.getDouble();
            case ColumnType.String, ColumnType.DateTime -> text(bytes);
            case ColumnType.Json -> json(text(bytes));
            case ColumnType.Binary -> {
                int length = length(bytes);
                bytes.position(bytes.position() + length);
                yield null;
            }
            default -> throw new IllegalArgumentException("column type " + columnType + " is not known");
        };
    }

    private static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    private static int length(ByteBuffer bytes) {
        long length = Integer.toUnsignedLong(bytes.getInt());
        if (length > bytes.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes is longer than its feature");
        }
        return (int) length;
    }

    private static String text(ByteBuffer bytes) {
        int length = length(bytes);
        int start = bytes.position();
        bytes.position(start + length);
        return new String(bytes.array(), bytes.arrayOffset() + start, length, StandardCharsets.UTF_8);
    }

    /** Text that is not JSON stays text, and so does what would take far more memory as objects. */
    private static @Nullable Object json(String text) {
        if (text.length() > MOST_JSON_CHARACTERS) {
            return text;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
