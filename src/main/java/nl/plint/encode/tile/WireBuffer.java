package nl.plint.encode.tile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the wire format of Protocol Buffers; grows as needed, and can be emptied and used again. */
final class WireBuffer {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private byte[] bytes;
    private int size;

    WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Leaves out what was written after so many bytes. */
    void shorten(int bytesLeft) {
        size = bytesLeft;
    }

    /** A hash of some of the bytes. */
    int hash(int from, int end) {
        int hash = 1;
        for (int at = from; at < end; at++) {
            hash = 31 * hash + bytes[at];
        }
        return hash;
    }

    /** Whether two ranges hold the same bytes. */
    boolean isSame(int from, int end, int otherFrom, int otherEnd) {
        return Arrays.equals(bytes, from, end, bytes, otherFrom, otherEnd);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A number without a field before it: part of a packed field. */
    void varint(long value) {
        if (size + 10 > bytes.length) {
            grow(10);
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** How many bytes {@link #varint} takes for a number, 0 or more. */
    static int varintSize(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    /** How many bytes {@link #bufferField} takes, for fields up to 15. */
    static int bufferFieldSize(WireBuffer content) {
        return 1 + varintSize(content.size) + content.size;
    }

    void varintField(int field, long value) {
        varint(((long) field << 3) | VARINT);
        varint(value);
    }

    void doubleField(int field, double value) {
        varint(((long) field << 3) | FIXED64);
        long bits = Double.doubleToRawLongBits(value);
        grow(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (bits >>> shift);
        }
    }

    void textField(int field, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        lengthField(field, text.length);
        raw(text, 0, text.length);
    }

    void bufferField(int field, WireBuffer content) {
        lengthField(field, content.size);
        raw(content.bytes, 0, content.size);
    }

    /** The head of a field whose content of so many bytes comes next. */
    void lengthField(int field, int length) {
        varint(((long) field << 3) | LENGTH_DELIMITED);
        varint(length);
    }

    void raw(byte[] source, int from, int length) {
        grow(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void raw(WireBuffer other) {
        raw(other.bytes, 0, other.size);
    }

    private void grow(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
