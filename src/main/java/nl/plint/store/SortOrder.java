package nl.plint.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Puts the rows of a version in the order of some of its properties; rows that are equal stay in stored order. */
final class SortOrder {
    private SortOrder() {}

    /** What a column is sorted by: numbers in the order of its values, for the rows that have one. */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as one sort, never compared
    private record Ranks(long[] ranks, BitSet unknown, boolean descending) implements Comparator<Integer> {
        @Override
        public int compare(Integer a, Integer b) {
            boolean aUnknown = unknown.get(a);
            boolean bUnknown = unknown.get(b);
            if (aUnknown || bUnknown) {
                return Boolean.compare(aUnknown, bUnknown);
            }
            int order = Long.compare(ranks[a], ranks[b]);
            return descending ? -order : order;
        }
    }

    /**
     * All rows in order.
     *
     * @param columns those of the keys, in the same order
     * @throws IllegalArgumentException for a column of objects, which has no order
     */
    static int[] of(List<SortKey> keys, List<Column> columns, int size) {
        Integer[] rows = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        for (int key = keys.size() - 1; key >= 0; key--) {
            // The sort is stable: what a later key decided stays as it is among equals.
            Arrays.sort(rows, ranks(columns.get(key), size, keys.get(key)));
        }
        return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
    }

    private static Ranks ranks(Column column, int size, SortKey key) {
        long[] ranks = new long[size];
        BitSet unknown = new BitSet();
        if (column instanceof Column.Texts texts) {
            int[] rankOf = rankOf(texts.distinct());
            for (int row = 0; row < size; row++) {
                int position = texts.positions()[row];
                unknown.set(row, position < 0);
                ranks[row] = position < 0 ? 0 : rankOf[position];
            }
        } else if (column instanceof Column.Numbers numbers) {
            for (int row = 0; row < size; row++) {
                double value = numbers.values()[row];
                unknown.set(row, Double.isNaN(value));
                ranks[row] = rank(value);
            }
        } else if (column instanceof Column.Longs longs) {
            ranks = longs.values();
            unknown.or(longs.known());
            unknown.flip(0, size);
        } else if (column instanceof Column.Booleans booleans) {
            for (int row = 0; row < size; row++) {
                unknown.set(row, !booleans.known().get(row));
                ranks[row] = booleans.values().get(row) ? 1 : 0;
            }
        } else {
            throw new IllegalArgumentException("'" + key.property() + "' holds objects, which have no order");
        }
        return new Ranks(ranks, unknown, key.descending());
    }

    private static int[] rankOf(String[] distinct) {
        Integer[] order = IntStream.range(0, distinct.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparing(position -> distinct[position]));
        int[] rankOf = new int[distinct.length];
        for (int rank = 0; rank < order.length; rank++) {
            rankOf[order[rank]] = rank;
        }
        return rankOf;
    }

    /** Whole numbers in the order of the doubles; the two zeros are one. */
    private static long rank(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? ~bits | Long.MIN_VALUE : bits;
    }
}
