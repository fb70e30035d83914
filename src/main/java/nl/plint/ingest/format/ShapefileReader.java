package nl.plint.ingest.format;

import com.linuxense.javadbf.DBFDataType;
import com.linuxense.javadbf.DBFException;
import com.linuxense.javadbf.DBFField;
import com.linuxense.javadbf.DBFReader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** Streams a {@code .shp} and the {@code .dbf} beside it, row for row. */
final class ShapefileReader implements SourceReader {
    private static final int FILE_CODE = 9994;
    private static final int HEADER_BYTES = 100;
    private static final int MOST_RECORD_BYTES = 256 << 20;

    private final String fileName;
    private final CountingStream counter;
    private final DataInputStream shapes;
    private final @Nullable DBFReader table;
    private final List<SourceColumn> columns = new ArrayList<>();
    private final SourceCrs crs;
    private long row;

    private ShapefileReader(Path shp, String fileName) throws IOException {
        this.fileName = fileName;
        Path dbf = beside(shp, ".dbf");
        counter = new CountingStream(new BufferedInputStream(Files.newInputStream(shp), 1 << 16));
        shapes = new DataInputStream(counter);
        if (shapes.readInt() != FILE_CODE) {
            throw new IngestException(Fault.MALFORMED, fileName + " does not begin as a shapefile does");
        }
        shapes.readFully(new byte[HEADER_BYTES - Integer.BYTES]);
        table = Files.exists(dbf)
                ? new DBFReader(new BufferedInputStream(Files.newInputStream(dbf)), charset(shp), false)
                : null;
        for (int at = 0; table != null && at < table.getFieldCount(); at++) {
            DBFField field = table.getField(at);
            columns.add(new SourceColumn(field.getName(), type(field)));
        }
        Path prj = beside(shp, ".prj");
        crs = Files.exists(prj) ? crs(Files.readString(prj, StandardCharsets.ISO_8859_1)) : SourceCrs.NONE;
    }

    static ShapefileReader open(Path file, Options options) {
        String name = options.fileName();
        try {
            return new ShapefileReader(file, name);
        } catch (EOFException | DBFException e) {
            throw new IngestException(Fault.MALFORMED, name + " breaks off in its header", e);
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    /** The file with another extension, in lower or upper case. */
    private static Path beside(Path shp, String extension) {
        String name = shp.getFileName().toString();
        String base = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        Path lower = shp.resolveSibling(base + extension);
        return Files.exists(lower) ? lower : shp.resolveSibling(base + extension.toUpperCase(Locale.ROOT));
    }

    /** What the {@code .cpg} says, else the language byte of the {@code .dbf}, else Windows-1252. */
    private static Charset charset(Path shp) throws IOException {
        Charset fallback = Charset.forName("windows-1252");
        Path cpg = beside(shp, ".cpg");
        if (!Files.exists(cpg)) {
            return fallback;
        }
        String name = Files.readString(cpg, StandardCharsets.ISO_8859_1).strip();
        try {
            return Charset.forName(name.matches("\\d+") ? "windows-" + name : name.replace("ANSI ", "windows-"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return name.equals("65001") ? StandardCharsets.UTF_8 : fallback;
        }
    }

    private static PropertyType type(DBFField field) {
        DBFDataType type = field.getType();
        return switch (type) {
            case LOGICAL -> PropertyType.BOOLEAN;
            case DATE -> PropertyType.DATE;
            case NUMERIC ->
                field.getDecimalCount() == 0 && field.getLength() < 19 ? PropertyType.INTEGER : PropertyType.NUMBER;
            case FLOATING_POINT, DOUBLE, LONG, AUTOINCREMENT, CURRENCY -> PropertyType.NUMBER;
            default -> PropertyType.STRING;
        };
    }

    /** RD New, WGS 84 and ETRS89 are known by their names, as ESRI writes no EPSG codes; the rest is left to others. */
    private static SourceCrs crs(String prj) {
        String upper = prj.toUpperCase(Locale.ROOT);
        if (upper.startsWith("PROJCS[\"RD_NEW") || upper.startsWith("PROJCS[\"AMERSFOORT / RD NEW")) {
            return new SourceCrs("EPSG:28992", null, false);
        }
        if (upper.startsWith("GEOGCS[\"GCS_WGS_1984") || upper.startsWith("GEOGCS[\"GCS_ETRS_1989")) {
            return new SourceCrs("OGC:CRS84", null, false);
        }
        return prj.isBlank() ? SourceCrs.NONE : new SourceCrs(null, prj, false);
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return crs;
    }

    @Override
    public boolean hasGeometry() {
        return true;
    }

    @Override
    public long bytesRead() {
        return counter.count();
    }

    @Override
    public @Nullable RawFeature next() {
        try {
            int first = shapes.read();
            if (first < 0) {
                return null;
            }
            shapes.readFully(new byte[3]);
            int bytes = shapes.readInt() * 2;
            if (bytes < 4 || bytes > MOST_RECORD_BYTES) {
                throw broken(null);
            }
            row++;
            ByteBuffer record = ByteBuffer.wrap(shapes.readNBytes(bytes));
            if (record.remaining() < bytes) {
                throw broken(null);
            }
            Geometry geometry = null;
            String fault = null;
            try {
                geometry = ShapeGeometry.read(record);
            } catch (IllegalArgumentException | BufferUnderflowException e) {
                fault = "the shape cannot be read: " + e.getMessage();
            }
            return new RawFeature(row, null, geometry, fault, values());
        } catch (IOException | DBFException e) {
            throw broken(e);
        }
    }

    private IngestException broken(@Nullable Exception cause) {
        String message = fileName + " breaks off or is damaged after row " + row;
        return cause == null
                ? new IngestException(Fault.MALFORMED, message)
                : new IngestException(Fault.MALFORMED, message, cause);
    }

    private List<@Nullable Object> values() {
        Object[] record = table == null ? new Object[0] : table.nextRecord();
        if (record == null) {
            throw broken(null);
        }
        List<@Nullable Object> values = new ArrayList<>(record.length);
        for (int at = 0; at < record.length; at++) {
            values.add(value(record[at], columns.get(at).type()));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value, PropertyType type) {
        if (value instanceof Number number) {
            return type == PropertyType.INTEGER ? (Object) number.longValue() : (Object) number.doubleValue();
        }
        if (value instanceof Date date) {
            return date.toInstant().atZone(ZoneId.systemDefault()).toLocalDate();
        }
        if (value instanceof String text) {
            return text.isBlank() ? null : text.strip();
        }
        return value;
    }

    @Override
    public void close() {
        try {
            shapes.close();
            if (table != null) {
                table.close();
            }
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot close " + fileName, e);
        }
    }
}
