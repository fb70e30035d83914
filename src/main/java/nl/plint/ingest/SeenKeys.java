package nl.plint.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Remembers which keys it saw, in 16 bytes for each instead of the key itself: two independent 64-bit hashes, so that among
 * a billion keys two would be taken for the same once in 10^20 times.
 */
final class SeenKeys {
    private long[] table = new long[2 * 1024];
    private int size;

    /** Makes the hashes of one key, piece by piece. */
    static final class Hasher {
        private long first = 0x9E3779B97F4A7C15L;
        private long second = 0xC2B2AE3D27D4EB4FL;

        Hasher add(long value) {
            first = Long.rotateLeft(first ^ value, 27) * 0x9E3779B185EBCA87L;
            second = Long.rotateLeft(second + value * 0x9FB21C651E98DF25L, 31) * 0xC2B2AE3D27D4EB4FL;
            return this;
        }

        Hasher add(double value) {
            return add(Double.doubleToLongBits(value));
        }

        Hasher add(CharSequence text) {
            add(text.length());
            long packed = 0;
            for (int at = 0; at < text.length(); at++) {
                packed = packed << 16 | text.charAt(at);
                if ((at & 3) == 3) {
                    add(packed);
                    packed = 0;
                }
            }
            return add(packed);
        }

        /** A value of a property; a missing one differs from all others. */
        Hasher addValue(@Nullable Object value) {
            if (value == null) {
                return add(0x6E756C6CL);
            }
            if (value instanceof Double number) {
                return add((double) number);
            }
            return value instanceof Long whole ? add((long) whole) : add(value.toString());
        }

        /** The finalizer of MurmurHash3 (A. Appleby, public domain): every bit in changes about half of those out. */
        private static long mix(long value) {
            long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
            mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
            return mixed ^ (mixed >>> 33);
        }
    }

    /** Whether the key is new; it is not the next time. */
    boolean add(Hasher key) {
        long first = Hasher.mix(key.first);
        // Both zero marks a free place.
        long second = Hasher.mix(key.second) | (first == 0 ? 1 : 0);
        if (size * 4L >= table.length) {
            grow();
        }
        if (!insert(table, first, second)) {
            return false;
        }
        size++;
        return true;
    }

    private static boolean insert(long[] table, long first, long second) {
        int places = table.length / 2;
        int place = (int) (first >>> 1) & (places - 1);
        while (table[2 * place] != 0 || table[2 * place + 1] != 0) {
            if (table[2 * place] == first && table[2 * place + 1] == second) {
                return false;
            }
            place = (place + 1) & (places - 1);
        }
        table[2 * place] = first;
        table[2 * place + 1] = second;
        return true;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (int at = 0; at < table.length; at += 2) {
            if (table[at] != 0 || table[at + 1] != 0) {
                insert(larger, table[at], table[at + 1]);
            }
        }
        table = larger;
    }
}
