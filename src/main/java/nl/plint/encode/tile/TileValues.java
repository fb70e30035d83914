package nl.plint.encode.tile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.FeatureTable;
import org.jspecify.annotations.Nullable;

/**
 * The values of a table as vector tiles write them: each distinct value encoded once, and for each row and key the code of its
 * value. Whether two rows have the same value is then a comparison of two numbers.
 *
 * <p>The keys are the properties of the table, and {@value #FEATURE_ID} with the id of the feature where no property has just
 * that. Dates are written as text, nested values as JSON; an unknown value is left out.
 */
final class TileValues {
    static final String FEATURE_ID = "featureId";

    /** The code of a value that is unknown. */
    static final int UNKNOWN = -1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VALUE = 4;

    private final String[] keys;
    private final int[] codes;
    private final BitSet repeated;
    private final byte[] encoded;
    private final int[] starts;

    private TileValues(List<String> keys, int[] codes, Encoding encoding) {
        this.keys = keys.toArray(String[]::new);
        this.codes = codes;
        this.repeated = encoding.repeated;
        this.encoded = encoding.bytes.toBytes();
        this.starts = encoding.starts();
    }

    static TileValues of(FeatureTable table) {
        List<String> keys = new ArrayList<>();
        table.schema().properties().forEach(property -> keys.add(property.name()));
        int idAt = keys.size();
        int width = idAt + 1;
        Encoding encoding = new Encoding();
        // All codes of a row stand together, since they are used together; so do the values that only this row has.
        int[] codes = new int[table.size() * width];
        boolean[] isId = new boolean[idAt];
        Arrays.fill(isId, true);
        for (int row = 0; row < table.size(); row++) {
            int id = encoding.code(table.id(row));
            for (int position = 0; position < idAt; position++) {
                int code = encoding.code(table.value(row, position));
                codes[row * width + position] = code;
                isId[position] &= code == id;
            }
            codes[row * width + idAt] = id;
        }
        boolean idIsProperty = false;
        for (boolean is : isId) {
            idIsProperty |= is;
        }
        if (idIsProperty || keys.contains(FEATURE_ID)) {
            return new TileValues(keys, withoutLast(codes, width), encoding);
        }
        keys.add(FEATURE_ID);
        return new TileValues(keys, codes, encoding);
    }

    private static int[] withoutLast(int[] codes, int width) {
        int rows = codes.length / width;
        int[] narrower = new int[rows * (width - 1)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(codes, row * width, narrower, row * (width - 1), width - 1);
        }
        return narrower;
    }

    int keyCount() {
        return keys.length;
    }

    String key(int key) {
        return keys[key];
    }

    /** The code of a row's value, or {@link #UNKNOWN}. */
    int code(int key, int row) {
        return codes[row * keys.length + key];
    }

    /** Whether a value was met more than once. */
    boolean isRepeated(int code) {
        return repeated.get(code);
    }

    /** Writes a value, as the field of a layer. */
    void write(int code, WireBuffer layer) {
        layer.raw(encoded, starts[code], starts[code + 1] - starts[code]);
    }

    /** Writes a whole number that is no value of the table. */
    static void writeNumber(long number, WireBuffer layer) {
        WireBuffer value = new WireBuffer(12);
        value.varintField(5, number);
        layer.bufferField(VALUE, value);
    }

    private static final class Encoding {
        private final BitSet repeated = new BitSet();
        private final WireBuffer bytes = new WireBuffer(1 << 12);
        private final WireBuffer value = new WireBuffer(64);
        private int[] starts = new int[64];
        /** A hash table of codes, each one higher, by the bytes of their values; 0 where there is none. */
        private int[] slots = new int[128];

        private int count;

        int code(@Nullable Object given) {
            Object written = given == null ? null : written(given);
            if (written == null) {
                return UNKNOWN;
            }
            int start = bytes.size();
            value.clear();
            encode(written);
            bytes.bufferField(VALUE, value);
            int slot = slot(start, bytes.size());
            if (slots[slot] != 0) {
                bytes.shorten(start);
                repeated.set(slots[slot] - 1);
                return slots[slot] - 1;
            }
            slots[slot] = ++count;
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count] = bytes.size();
            if (count * 2 == slots.length) {
                slots = new int[count * 4];
                for (int code = 0; code < count; code++) {
                    slots[slot(starts[code], starts[code + 1])] = code + 1;
                }
            }
            return count - 1;
        }

        /** The slot of the value with the same bytes as these, or the empty one where it would stand. */
        private int slot(int from, int end) {
            int mask = slots.length - 1;
            int hash = bytes.hash(from, end) * 0x9E3779B9;
            int slot = (hash ^ hash >>> 15) & mask;
            while (slots[slot] != 0 && !bytes.isSame(starts[slots[slot] - 1], starts[slots[slot]], from, end)) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        /** The value as one of the kinds that a vector tile knows: text, whole number, number or boolean. */
        private static @Nullable Object written(Object given) {
            if (given instanceof Double number) {
                return Double.isFinite(number) ? number : null;
            }
            if (given instanceof Long || given instanceof Boolean || given instanceof String) {
                return given;
            }
            if (given instanceof Map || given instanceof List) {
                try {
                    return JSON.writeValueAsString(given);
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
            }
            return given.toString();
        }

        private void encode(Object written) {
            if (written instanceof Double number) {
                value.doubleField(3, number);
            } else if (written instanceof Long number) {
                if (number >= 0) {
                    value.varintField(5, number);
                } else {
                    value.varintField(6, (number << 1) ^ (number >> 63));
                }
            } else if (written instanceof Boolean truth) {
                value.varintField(7, truth ? 1 : 0);
            } else {
                value.textField(1, (String) written);
            }
        }

        int[] starts() {
            return Arrays.copyOf(starts, count + 1);
        }
    }
}
