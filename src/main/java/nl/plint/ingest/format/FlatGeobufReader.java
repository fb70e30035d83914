package nl.plint.ingest.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.Values;
import nl.plint.ingest.format.FlatGeobufGeometry.UnusableGeometryException;
import org.jspecify.annotations.Nullable;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.Geometry;

/**
 * Streams the features of a FlatGeobuf file, one in memory at a time. No size in the file is trusted: each is held against
 * the bytes that are left.
 *
 * <p>FlatGeobuf has one type for dates and moments; where a column has it, a first pass finds out whether all are dates.
 */
final class FlatGeobufReader implements SourceReader {
    private static final long MOST_HEADER_BYTES = 16L << 20;
    private static final long MOST_FEATURE_BYTES = 100L << 20;
    private static final int LEAST_TABLE_BYTES = 8;

    /** A date, or midnight at no stated place, as which GDAL writes dates. */
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T00:00:00(?:\\.0+)?)?");

    private final String fileName;
    private final InputStream in;
    private final long bytesTotal;
    private final FlatGeobufHeader header;
    private final List<SourceColumn> columns = new ArrayList<>();
    private byte[] buffer = new byte[1 << 12];
    private long position;
    private long row;

    private FlatGeobufReader(Path file, String fileName) throws IOException {
        this.fileName = fileName;
        bytesTotal = Files.size(file);
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            header = readHeader();
            columns.addAll(header.columns());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static FlatGeobufReader open(Path file, String fileName) {
        try {
            FlatGeobufReader reader = new FlatGeobufReader(file, fileName);
            if (reader.header.columnTypes().contains(ColumnType.DateTime)) {
                reader.close();
                Set<Integer> dates;
                try (FlatGeobufReader first = new FlatGeobufReader(file, fileName)) {
                    dates = first.findDates();
                }
                reader = new FlatGeobufReader(file, fileName);
                for (int column : dates) {
                    reader.columns.set(
                            column, new SourceColumn(reader.columns.get(column).name(), PropertyType.DATE));
                }
            }
            return reader;
        } catch (EOFException e) {
            throw new IngestException(Fault.MALFORMED, fileName + " breaks off in its header", e);
        } catch (IOException e) {
            throw unreadable(fileName, e);
        }
    }

    private static IngestException unreadable(String fileName, IOException cause) {
        return new IngestException(Fault.UNREADABLE, "cannot read " + fileName + ": " + cause.getMessage(), cause);
    }

    private FlatGeobufHeader readHeader() throws IOException {
        if (!FlatGeobufHeader.hasMagic(read(FlatGeobufHeader.MAGIC_BYTES).array())) {
            throw new IngestException(Fault.MALFORMED, fileName + " does not begin as FlatGeobuf version 3 does");
        }
        try {
            FlatGeobufHeader found = FlatGeobufHeader.read(readSized(MOST_HEADER_BYTES));
            long index = found.indexBytes(bytesTotal - position);
            in.skipNBytes(index);
            position += index;
            return found;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IngestException(
                    Fault.MALFORMED, fileName + " has a damaged FlatGeobuf header: " + e.getMessage(), e);
        }
    }

    /** Bytes that the file says the number of, first. */
    private ByteBuffer readSized(long most) throws IOException {
        long size = Integer.toUnsignedLong(read(Integer.BYTES).getInt());
        if (size < LEAST_TABLE_BYTES || size > most || size > bytesTotal - position) {
            throw new IllegalArgumentException("a part of " + size + " bytes cannot be: at most " + most
                    + " are read, and the file has " + (bytesTotal - position) + " left");
        }
        return read((int) size);
    }

    /** The next bytes, valid until the next call. */
    private ByteBuffer read(int size) throws IOException {
        if (buffer.length < size) {
            buffer = new byte[size];
        }
        int read = in.readNBytes(buffer, 0, size);
        position += read;
        if (read < size) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(buffer, 0, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The columns of dates and moments in which every value is a date, and there is one. */
    private Set<Integer> findDates() {
        Set<Integer> dates = new TreeSet<>();
        Set<Integer> moments = new TreeSet<>();
        for (Feature feature = nextFeature(); feature != null; feature = nextFeature()) {
            List<@Nullable Object> values = values(feature);
            for (int column = 0; column < values.size(); column++) {
                if (header.columnTypes().get(column) == ColumnType.DateTime
                        && values.get(column) instanceof String text) {
                    (date(text) instanceof LocalDate ? dates : moments).add(column);
                }
            }
        }
        dates.removeAll(moments);
        return dates;
    }

    /** The date that a text is, or the text. */
    private static Object date(String text) {
        Matcher matcher = DATE.matcher(text);
        Optional<LocalDate> date = matcher.matches() ? Values.date(matcher.group(1), null) : Optional.empty();
        return date.isPresent() ? date.get() : text;
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return header.crs();
    }

    @Override
    public boolean hasGeometry() {
        return true;
    }

    @Override
    public long bytesRead() {
        return position;
    }

    @Override
    public @Nullable RawFeature next() {
        Feature feature = nextFeature();
        if (feature == null) {
            return null;
        }
        List<@Nullable Object> values = values(feature);
        for (int column = 0; column < values.size(); column++) {
            if (columns.get(column).type() == PropertyType.DATE && values.get(column) instanceof String text) {
                values.set(column, date(text));
            }
        }
        try {
            Geometry geometry = feature.geometry();
            return new RawFeature(
                    row,
                    null,
                    geometry == null
                            ? null
                            : FlatGeobufGeometry.read(
                                    geometry,
                                    header.geometryType(),
                                    feature.getByteBuffer().limit()),
                    null,
                    values);
        } catch (UnusableGeometryException e) {
            return new RawFeature(row, null, null, e.getMessage(), values);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    /** The next feature, null after the last, which is where the count in the header or the file ends. */
    private @Nullable Feature nextFeature() {
        if (position == bytesTotal && (header.featureCount() == 0 || row == header.featureCount())) {
            return null;
        }
        if (header.featureCount() != 0 && row == header.featureCount()) {
            throw new IngestException(
                    Fault.MALFORMED,
                    fileName + " says that it has " + row + " features, but goes on for " + (bytesTotal - position)
                            + " bytes after row " + row);
        }
        row++;
        try {
            Feature feature = Feature.getRootAsFeature(readSized(MOST_FEATURE_BYTES));
            if (feature.columnsLength() != 0) {
                throw new IllegalArgumentException("it has columns of its own, which cannot be read");
            }
            return feature;
        } catch (EOFException e) {
            throw new IngestException(Fault.MALFORMED, fileName + " breaks off at row " + row, e);
        } catch (IOException e) {
            throw unreadable(fileName, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private List<@Nullable Object> values(Feature feature) {
        try {
            return FlatGeobufValues.read(feature.propertiesAsByteBuffer(), header.columnTypes());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private IngestException damaged(RuntimeException cause) {
        String reason = cause.getMessage() == null ? "an offset points outside it" : cause.getMessage();
        return new IngestException(Fault.MALFORMED, fileName + " is damaged at row " + row + ": " + reason, cause);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot close " + fileName, e);
        }
    }
}
