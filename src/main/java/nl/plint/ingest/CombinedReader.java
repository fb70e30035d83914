package nl.plint.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Several files as one: the rows of the first, then those of the next. A file that lacks a column of another has no value
 * there. All must be in the same CRS.
 */
public final class CombinedReader implements SourceReader {
    private final List<Part> parts;
    private final List<SourceColumn> columns;
    private final SourceCrs crs;
    private final Runnable afterwards;
    private int current;
    private long row;

    /** One of the files. */
    private static final class Part {
        private final String name;
        private final SourceReader reader;
        private final int[] columnAt;
        private long rows;

        Part(String name, SourceReader reader, int[] columnAt) {
            this.name = name;
            this.reader = reader;
            this.columnAt = columnAt;
        }
    }

    private CombinedReader(List<Part> parts, List<SourceColumn> columns, SourceCrs crs, Runnable afterwards) {
        this.parts = parts;
        this.columns = columns;
        this.crs = crs;
        this.afterwards = afterwards;
    }

    /** Opens one of the files. */
    @FunctionalInterface
    public interface Opener {
        SourceReader open(SourceFile file);
    }

    /**
     * Opens all files; when one cannot be opened, none is left open.
     *
     * @param afterwards done when the reader is closed, or could not be made
     * @throws IngestException also when they are not in the same CRS
     */
    public static SourceReader open(List<SourceFile> files, Opener opener, Runnable afterwards) {
        List<SourceReader> readers = new ArrayList<>();
        try {
            for (SourceFile file : files) {
                readers.add(opener.open(file));
            }
            return combine(files, readers, afterwards);
        } catch (RuntimeException e) {
            // Whatever went wrong, none of the files stays open.
            readers.forEach(SourceReader::close);
            afterwards.run();
            throw e;
        }
    }

    private static SourceReader combine(List<SourceFile> files, List<SourceReader> readers, Runnable afterwards) {
        Map<String, SourceColumn> columns = new LinkedHashMap<>();
        List<List<SourceColumn>> distinct = new ArrayList<>();
        SourceCrs crs = SourceCrs.NONE;
        String first = "";
        for (int at = 0; at < readers.size(); at++) {
            SourceReader reader = readers.get(at);
            ColumnNames.requireFew(files.get(at).name(), reader.columns().size());
            distinct.add(ColumnNames.distinct(files.get(at).name(), reader.columns()));
            distinct.get(at).forEach(column -> columns.merge(column.name(), column, CombinedReader::widest));
            if (reader.hasGeometry() && first.isEmpty()) {
                crs = reader.crs();
                first = files.get(at).name();
            } else if (reader.hasGeometry() && !reader.crs().equals(crs)) {
                throw new IngestException(
                        Fault.MALFORMED,
                        files.get(at).name() + " is in another coordinate reference system ("
                                + reader.crs().name() + ") than " + first + " (" + crs.name()
                                + "); files of one version must be in the same");
            }
        }
        ColumnNames.requireFew("the file", columns.size());
        List<String> names = List.copyOf(columns.keySet());
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < readers.size(); at++) {
            Map<String, Integer> own = new HashMap<>();
            distinct.get(at).forEach(column -> own.put(column.name(), own.size()));
            int[] columnAt =
                    names.stream().mapToInt(name -> own.getOrDefault(name, -1)).toArray();
            parts.add(new Part(files.get(at).name(), readers.get(at), columnAt));
        }
        return new CombinedReader(parts, List.copyOf(columns.values()), crs, afterwards);
    }

    private static SourceColumn widest(SourceColumn a, SourceColumn b) {
        boolean coordinate = a.coordinate() && b.coordinate();
        if (a.type() == b.type()) {
            return new SourceColumn(a.name(), a.type(), coordinate);
        }
        if (a.type() == PropertyType.JSON || b.type() == PropertyType.JSON) {
            return new SourceColumn(a.name(), PropertyType.JSON, coordinate);
        }
        boolean numbers = isNumber(a.type()) && isNumber(b.type());
        return new SourceColumn(a.name(), numbers ? PropertyType.NUMBER : PropertyType.STRING, coordinate);
    }

    private static boolean isNumber(PropertyType type) {
        return type == PropertyType.INTEGER || type == PropertyType.NUMBER;
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
    public boolean isTyped() {
        return parts.stream().allMatch(part -> part.reader.isTyped());
    }

    @Override
    public boolean hasGeometry() {
        return parts.stream().anyMatch(part -> part.reader.hasGeometry());
    }

    @Override
    public boolean hasLocalIds() {
        return false;
    }

    @Override
    public List<FileNote> notes() {
        List<FileNote> notes = new ArrayList<>();
        long from = 1;
        for (Part part : parts) {
            notes.addAll(part.reader.notes());
            if (parts.size() > 1) {
                long to = from + part.rows - 1;
                String nl = part.rows == 0 ? "geen rijen" : "rijen " + from + " tot en met " + to;
                String en = part.rows == 0 ? "no rows" : "rows " + from + " to " + to;
                notes.add(new FileNote(
                        IssueCode.FILE_ROWS, new LocalizedText(part.name + ": " + nl, part.name + ": " + en)));
                from = to + 1;
            }
        }
        return notes;
    }

    @Override
    public @Nullable RawFeature next() {
        while (current < parts.size()) {
            Part part = parts.get(current);
            RawFeature raw = part.reader.next();
            if (raw != null) {
                row++;
                part.rows++;
                return combined(raw, part);
            }
            current++;
        }
        return null;
    }

    private RawFeature combined(RawFeature raw, Part part) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int at : part.columnAt) {
            values.add(at < 0 ? null : raw.values().get(at));
        }
        String id = raw.id();
        if (id != null && part.reader.hasLocalIds() && parts.size() > 1) {
            id = (current + 1) + "." + id;
        }
        return new RawFeature(row, id, raw.geometry(), raw.fault(), values);
    }

    @Override
    public long bytesRead() {
        return parts.stream().mapToLong(part -> part.reader.bytesRead()).sum();
    }

    @Override
    public void close() {
        try {
            parts.forEach(part -> part.reader.close());
        } finally {
            afterwards.run();
        }
    }
}
