package nl.plint.ingest.format;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;

/** Streams a {@code .shp} and the {@code .dbf} beside it, row for row. */
final class ShapefileReader implements SourceReader {
    private static final int FILE_CODE = 9994;
    private static final int HEADER_BYTES = 100;
    private static final int MOST_RECORD_BYTES = 100 << 20;
    private static final int MOST_TEXT_BYTES = 1 << 16;

    private final String fileName;
    private final CountingStream counter;
    private final DataInputStream shapes;
    private final @Nullable DbfTable table;
    private final SourceCrs crs;
    private long row;

    private ShapefileReader(Path shp, String fileName) throws IOException {
        this.fileName = fileName;
        counter = new CountingStream(new BufferedInputStream(Files.newInputStream(shp), 1 << 16));
        shapes = new DataInputStream(counter);
        DbfTable opened = null;
        try {
            if (shapes.readInt() != FILE_CODE) {
                throw new IngestException(Fault.MALFORMED, fileName + " does not begin as a shapefile does");
            }
            shapes.readFully(new byte[HEADER_BYTES - Integer.BYTES]);
            Path dbf = beside(shp, ".dbf");
            opened = Files.exists(dbf) ? DbfTable.open(dbf, text(beside(shp, ".cpg"))) : null;
            crs = crs(text(beside(shp, ".prj")));
        } catch (IOException | RuntimeException e) {
            shapes.close();
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
        table = opened;
    }

    /** The text of a small file, empty when it is not there. */
    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_TEXT_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    static ShapefileReader open(Path file, Options options) {
        String name = options.fileName();
        try {
            return new ShapefileReader(file, name);
        } catch (EOFException e) {
            throw new IngestException(Fault.MALFORMED, name + " breaks off in its header", e);
        } catch (DbfTable.DamagedTableException e) {
            throw new IngestException(Fault.MALFORMED, name + ": " + e.getMessage(), e);
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

    /** RD New, WGS 84 and ETRS89 are known by their names, as ESRI writes no EPSG codes; the rest is left to others. */
    private static SourceCrs crs(String prj) {
        String upper = prj.toUpperCase(Locale.ROOT);
        if (upper.startsWith("PROJCS[\"RD_NEW") || upper.startsWith("PROJCS[\"AMERSFOORT / RD NEW")) {
            return new SourceCrs("EPSG:28992", null);
        }
        if (upper.startsWith("GEOGCS[\"GCS_WGS_1984") || upper.startsWith("GEOGCS[\"GCS_ETRS_1989")) {
            return new SourceCrs("OGC:CRS84", null);
        }
        return prj.isBlank() ? SourceCrs.NONE : new SourceCrs(null, prj);
    }

    @Override
    public List<SourceColumn> columns() {
        return table == null ? List.of() : table.columns();
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
            while (true) {
                ByteBuffer shape = nextShape();
                if (shape == null) {
                    return null;
                }
                row++;
                if (table == null) {
                    return feature(shape, List.of(), null);
                }
                DbfTable.Row values = table.next();
                if (values == null) {
                    // GDAL keeps such a row, without a word; it has lost its values.
                    return feature(shape, table.nulls(), "the .dbf breaks off before this row");
                }
                // What is deleted in the table is deleted from the map, as GDAL has it.
                if (!values.deleted()) {
                    return feature(shape, values.values(), null);
                }
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private @Nullable ByteBuffer nextShape() throws IOException {
        int first = shapes.read();
        if (first < 0) {
            return null;
        }
        shapes.readFully(new byte[3]);
        int bytes = shapes.readInt() * 2;
        if (bytes < 4 || bytes > MOST_RECORD_BYTES) {
            throw broken(null);
        }
        ByteBuffer shape = ByteBuffer.wrap(shapes.readNBytes(bytes));
        if (shape.remaining() < bytes) {
            throw broken(null);
        }
        return shape;
    }

    private RawFeature feature(ByteBuffer shape, List<@Nullable Object> values, @Nullable String tableFault) {
        try {
            return new RawFeature(row, null, ShapeGeometry.read(shape), tableFault, values);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return new RawFeature(row, null, null, "the shape cannot be read: " + e.getMessage(), values);
        }
    }

    private IngestException broken(@Nullable Exception cause) {
        String message = fileName + " breaks off or is damaged after row " + row;
        return cause == null
                ? new IngestException(Fault.MALFORMED, message)
                : new IngestException(Fault.MALFORMED, message, cause);
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
