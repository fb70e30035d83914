package nl.plint.ingest.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.ingest.Values;
import org.jspecify.annotations.Nullable;

/**
 * Streams the rows of a dBASE table, the deleted ones too, so that they stay in step with the shapes beside it.
 *
 * <p>What is null is as GDAL has it: blanks, a number of asterisks, a date of zeros, a boolean that is a question mark. A
 * value that is not of its type is given as the text it is, for others to report: a row is never lost for a value.
 */
final class DbfTable implements AutoCloseable {
    private static final int HEADER_BYTES = 32;
    private static final int FIELD_BYTES = 32;
    private static final byte END_OF_FIELDS = 0x0d;
    private static final int MOST_WHOLE_DIGITS = 18;

    private final InputStream in;
    private final Charset charset;
    private final List<Field> fields = new ArrayList<>();
    private final List<SourceColumn> columns = new ArrayList<>();
    private final byte[] record;
    private long rowsLeft;

    /** The header of a table does not fit its rows, or breaks off. */
    static final class DamagedTableException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedTableException(String message) {
            super(message);
        }
    }

    /** A row of the table. */
    record Row(boolean deleted, List<@Nullable Object> values) {}

    /**
     * A column as the file has it.
     *
     * @param offset where its bytes are in a record
     */
    private record Field(char kind, int offset, int length, PropertyType type) {}

    private DbfTable(InputStream in, String cpg) throws IOException {
        this.in = in;
        ByteBuffer header = ByteBuffer.wrap(read(HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        rowsLeft = Integer.toUnsignedLong(header.getInt(4));
        int headerBytes = Short.toUnsignedInt(header.getShort(8));
        record = new byte[Short.toUnsignedInt(header.getShort(10))];
        charset = DbfCharset.of(cpg, Byte.toUnsignedInt(header.get(29)));
        readFields(read(Math.max(0, headerBytes - HEADER_BYTES)));
    }

    /** @param cpg the text of the {@code .cpg}, empty where there is none */
    static DbfTable open(Path file, String cpg) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new DbfTable(in, cpg);
        } catch (EOFException e) {
            in.close();
            throw new DamagedTableException("its .dbf breaks off in the header");
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private byte[] read(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private void readFields(byte[] bytes) throws DamagedTableException {
        int offset = 1; // behind the mark of deletion
        for (int at = 0; at + FIELD_BYTES <= bytes.length && bytes[at] != END_OF_FIELDS; at += FIELD_BYTES) {
            char kind = (char) Character.toUpperCase(bytes[at + 11]);
            int length = Byte.toUnsignedInt(bytes[at + 16]);
            int decimals = Byte.toUnsignedInt(bytes[at + 17]);
            if (kind == 'C') {
                length += decimals << 8; // texts of more than 255 bytes have the rest of their length here
            }
            if (offset + length > record.length) {
                throw new DamagedTableException("the columns of its .dbf are wider than the rows");
            }
            Field field = new Field(kind, offset, length, type(kind, length, decimals));
            fields.add(field);
            columns.add(new SourceColumn(text(bytes, at, 11), field.type()));
            offset += length;
        }
    }

    private static PropertyType type(char kind, int length, int decimals) {
        return switch (kind) {
            case 'L' -> PropertyType.BOOLEAN;
            case 'D' -> PropertyType.DATE;
            case 'N', 'F' -> decimals == 0 && length <= MOST_WHOLE_DIGITS ? PropertyType.INTEGER : PropertyType.NUMBER;
            case 'I' -> length == Integer.BYTES ? PropertyType.INTEGER : PropertyType.STRING;
            case 'B', 'O' -> length == Double.BYTES ? PropertyType.NUMBER : PropertyType.STRING;
            default -> PropertyType.STRING;
        };
    }

    List<SourceColumn> columns() {
        return columns;
    }

    /** A row without values. */
    List<@Nullable Object> nulls() {
        return new ArrayList<>(Collections.nCopies(columns.size(), null));
    }

    /** The next row, null after the last that is whole. */
    @Nullable
    Row next() throws IOException {
        if (rowsLeft == 0 || record.length == 0 || in.readNBytes(record, 0, record.length) < record.length) {
            rowsLeft = 0;
            return null;
        }
        rowsLeft--;
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (Field field : fields) {
            values.add(value(field));
        }
        return new Row(record[0] == '*', values);
    }

    private @Nullable Object value(Field field) {
        ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        if (field.kind() == 'I' && field.type() == PropertyType.INTEGER) {
            return (long) bytes.getInt(field.offset());
        }
        if ((field.kind() == 'B' || field.kind() == 'O') && field.type() == PropertyType.NUMBER) {
            return bytes.getDouble(field.offset());
        }
        String text = text(record, field.offset(), field.length());
        // A memo is a number of a block in a file that shapefiles do not have.
        if (text.isEmpty() || field.kind() == 'M') {
            return null;
        }
        return switch (field.type()) {
            case INTEGER, NUMBER -> text.startsWith("*") ? null : number(text, field.type());
            case DATE -> text.startsWith("00000000") ? null : date(text);
            case BOOLEAN -> text.equals("?") ? null : flag(text);
            default -> text;
        };
    }

    /** Up to the first zero byte, without blanks around it. */
    private String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, charset).strip();
    }

    private static Object number(String text, PropertyType type) {
        if (type == PropertyType.INTEGER && text.matches("[-+]?\\d{1," + MOST_WHOLE_DIGITS + "}")) {
            return Long.parseLong(text);
        }
        Optional<Double> number = Values.number(text, false);
        return number.isPresent() ? number.get() : text;
    }

    private static Object date(String text) {
        try {
            return LocalDate.parse(text.replaceAll("[-/]", ""), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static Object flag(String text) {
        return switch (text) {
            case "T", "t", "Y", "y" -> true;
            case "F", "f", "N", "n" -> false;
            default -> text;
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
