package nl.plint.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.PropertyType;
import org.jspecify.annotations.Nullable;

/** The values of one property for all rows of a snapshot, packed by type. */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package, and nobody in it changes or compares one
sealed interface Column {
    @Nullable
    Object value(int row);

    /** The value of a number, not-a-number where unknown or where it is none. */
    default double number(int row) {
        return value(row) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Collects the values of a column, row after row. */
    interface Builder {
        void add(@Nullable Object value);

        Column build();
    }

    static Builder builder(PropertyType type) {
        return switch (type) {
            case NUMBER -> new NumberBuilder();
            case INTEGER -> new LongBuilder(PropertyType.INTEGER);
            case DATE -> new LongBuilder(PropertyType.DATE);
            case BOOLEAN -> new BooleanBuilder();
            case STRING -> new TextBuilder();
            case JSON -> new ObjectBuilder();
        };
    }

    /** Numbers, NaN where unknown. */
    record Numbers(double[] values) implements Column {
        @Override
        public @Nullable Object value(int row) {
            double value = values[row];
            return Double.isNaN(value) ? null : value;
        }

        @Override
        public double number(int row) {
            return values[row];
        }
    }

    /** Whole numbers, or dates as days since 1970-01-01. */
    record Longs(long[] values, BitSet known, boolean dates) implements Column {
        @Override
        public @Nullable Object value(int row) {
            if (!known.get(row)) {
                return null;
            }
            return dates ? LocalDate.ofEpochDay(values[row]) : (Object) values[row];
        }

        @Override
        public double number(int row) {
            return dates || !known.get(row) ? Double.NaN : values[row];
        }
    }

    record Booleans(BitSet values, BitSet known) implements Column {
        @Override
        public @Nullable Object value(int row) {
            return known.get(row) ? values.get(row) : null;
        }
    }

    /** Texts as positions in a list of the distinct ones; -1 where unknown. */
    record Texts(int[] positions, String[] distinct) implements Column {
        @Override
        public @Nullable Object value(int row) {
            return positions[row] < 0 ? null : distinct[positions[row]];
        }
    }

    record Objects(@Nullable Object[] values) implements Column {
        @Override
        public @Nullable Object value(int row) {
            return values[row];
        }
    }

    final class NumberBuilder implements Builder {
        private double[] values = new double[64];
        private int size;

        @Override
        public void add(@Nullable Object value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value == null ? Double.NaN : ((Number) value).doubleValue();
        }

        @Override
        public Column build() {
            return new Numbers(Arrays.copyOf(values, size));
        }
    }

    final class LongBuilder implements Builder {
        private final PropertyType type;
        private final BitSet known = new BitSet();
        private long[] values = new long[64];
        private int size;

        LongBuilder(PropertyType type) {
            this.type = type;
        }

        @Override
        public void add(@Nullable Object value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            if (value != null) {
                known.set(size);
                values[size] = value instanceof LocalDate date ? date.toEpochDay() : ((Number) value).longValue();
            }
            size++;
        }

        @Override
        public Column build() {
            return new Longs(Arrays.copyOf(values, size), known, type == PropertyType.DATE);
        }
    }

    final class BooleanBuilder implements Builder {
        private final BitSet values = new BitSet();
        private final BitSet known = new BitSet();
        private int size;

        @Override
        public void add(@Nullable Object value) {
            if (value != null) {
                known.set(size);
                values.set(size, (Boolean) value);
            }
            size++;
        }

        @Override
        public Column build() {
            return new Booleans(values, known);
        }
    }

    final class TextBuilder implements Builder {
        private final Map<String, Integer> positionOf = new HashMap<>();
        private final List<String> distinct = new ArrayList<>();
        private int[] positions = new int[64];
        private int size;

        @Override
        public void add(@Nullable Object value) {
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, size * 2);
            }
            if (value == null) {
                positions[size++] = -1;
                return;
            }
            Integer position = positionOf.get(value);
            if (position == null) {
                position = distinct.size();
                distinct.add((String) value);
                positionOf.put((String) value, position);
            }
            positions[size++] = position;
        }

        @Override
        public Column build() {
            return new Texts(Arrays.copyOf(positions, size), distinct.toArray(String[]::new));
        }
    }

    final class ObjectBuilder implements Builder {
        private final List<@Nullable Object> values = new ArrayList<>();

        @Override
        public void add(@Nullable Object value) {
            values.add(value);
        }

        @Override
        public Column build() {
            return new Objects(values.toArray());
        }
    }
}
