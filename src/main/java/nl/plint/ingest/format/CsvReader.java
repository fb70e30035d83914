package nl.plint.ingest.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Mapping.GeometryColumns;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.Values;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Streams the rows of a table. All values are texts; an empty one is no value. */
final class CsvReader implements SourceReader {
    private static final List<String> X_NAMES = List.of("x", "x_rd", "xcoord", "x_coord", "x_coordinaat", "easting");
    private static final List<String> Y_NAMES = List.of("y", "y_rd", "ycoord", "y_coord", "y_coordinaat", "northing");
    private static final List<String> LONGITUDE_NAMES = List.of("lon", "lng", "long", "longitude", "lengtegraad");
    private static final List<String> LATITUDE_NAMES = List.of("lat", "latitude", "breedtegraad");
    private static final List<String> WKT_NAMES = List.of("wkt", "geometry", "geom", "geometrie");

    private static final int MOST_DEPTH = 32;

    /** Of one row: a polygon of a million corners takes some 25 million. */
    private static final int MOST_CHARACTERS = 40_000_000;

    private static final int MOST_FIELDS = 1_000_000;

    private final String fileName;
    private final Charset charset;
    private final CountingStream stream;
    private final de.siegmar.fastcsv.reader.CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private final int idAt;
    private final @Nullable Integer xAt;
    private final @Nullable Integer yAt;
    private final @Nullable Integer wktAt;
    private final @Nullable String crs;

    private final GeometryFactory factory = new GeometryFactory();
    private final WKTReader wkt = new WKTReader(factory);
    private long row;

    private CsvReader(Path file, Options options) throws IOException {
        fileName = options.fileName();
        charset = TextEncoding.of(file);
        char delimiter = delimiter(file, charset);
        InputStream buffered = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        stream = new CountingStream(buffered);
        csv = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(delimiter)
                // Some publishers write a space behind a quoted value, also at the end of the line.
                .trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MOST_CHARACTERS)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_FIELDS)
                                .maxFieldSize(MOST_CHARACTERS)
                                .maxRecordSize(MOST_CHARACTERS)
                                .build(),
                        new InputStreamReader(stream, charset));
        records = csv.iterator();
        header = readHeader();
        idAt = header.indexOf(ID_COLUMN);
        GeometryColumns given = options.geometry();
        if (given == null) {
            Integer longitude = find(LONGITUDE_NAMES);
            Integer latitude = find(LATITUDE_NAMES);
            boolean degrees = longitude != null && latitude != null;
            xAt = degrees ? longitude : find(X_NAMES);
            yAt = degrees ? latitude : find(Y_NAMES);
            wktAt = xAt == null || yAt == null ? find(WKT_NAMES) : null;
            crs = degrees ? "OGC:CRS84" : null;
        } else {
            xAt = given.x() == null ? null : require(given.x());
            yAt = given.y() == null ? null : require(given.y());
            wktAt = given.wkt() == null ? null : require(given.wkt());
            crs = given.crs();
        }
    }

    static CsvReader open(Path file, Options options) {
        try {
            return new CsvReader(file, options);
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + options.fileName() + ": " + e.getMessage(), e);
        }
    }

    private List<String> readHeader() {
        CsvRecord first = nextRecord();
        if (first == null) {
            throw new IngestException(Fault.MALFORMED, fileName + " is empty; a header line was expected");
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : first.getFields()) {
            String name = field.replace("\uFEFF", "").strip();
            if (name.isEmpty() || !seen.add(name)) {
                throw new IngestException(
                        Fault.MALFORMED,
                        fileName + ", line 1: column " + (names.size() + 1)
                                + (name.isEmpty() ? " has no name" : " has the name '" + name + "' of another column"));
            }
            names.add(name);
        }
        // Any text may be named so, and may have a comma in it.
        boolean text = fileName.toLowerCase(Locale.ROOT).endsWith(".txt");
        if (text && (names.size() == 1 || !hasNextRecord())) {
            throw new IngestException(
                    Fault.MALFORMED,
                    fileName + " is text but no table: a header with a comma, semicolon, tab or bar between its columns"
                            + " was expected, and rows");
        }
        return names;
    }

    private @Nullable Integer find(List<String> names) {
        for (int at = 0; at < header.size(); at++) {
            if (names.contains(header.get(at).toLowerCase(Locale.ROOT))) {
                return at;
            }
        }
        return null;
    }

    private int require(String name) {
        int at = header.indexOf(name);
        if (at < 0) {
            throw new IngestException(
                    Fault.MALFORMED, fileName + " has no column '" + name + "' for its coordinates; it has " + header);
        }
        return at;
    }

    @Override
    public List<SourceColumn> columns() {
        return IntStream.range(0, header.size())
                .mapToObj(at -> new SourceColumn(header.get(at), PropertyType.STRING, isCoordinate(at)))
                .toList();
    }

    @Override
    public SourceCrs crs() {
        return new SourceCrs(crs, null);
    }

    @Override
    public List<FileNote> notes() {
        return charset.equals(TextEncoding.WINDOWS_1252) ? List.of(TextEncoding.GUESSED) : List.of();
    }

    @Override
    public boolean hasGeometry() {
        return wktAt != null || (xAt != null && yAt != null);
    }

    @Override
    public long bytesRead() {
        return stream.count();
    }

    @Override
    public @Nullable RawFeature next() {
        CsvRecord next = nextRecord();
        while (next != null && next.getFieldCount() == 1 && next.getField(0).isBlank()) {
            next = nextRecord();
        }
        if (next == null) {
            return null;
        }
        row++;
        List<@Nullable Object> values = new ArrayList<>(header.size());
        for (int at = 0; at < header.size(); at++) {
            String value = at < next.getFieldCount() ? next.getField(at) : "";
            // A NUL is no text to any database; the mark shows that something stood there.
            String text = value.replace('\0', '\uFFFD').strip();
            values.add(text.isEmpty() ? null : text);
        }
        if (next.getFieldCount() != header.size()) {
            return new RawFeature(
                    row,
                    null,
                    null,
                    "the row has " + next.getFieldCount() + " values where the header has " + header.size(),
                    values);
        }
        try {
            return new RawFeature(row, id(values), geometry(values), null, values);
        } catch (IllegalArgumentException e) {
            return new RawFeature(row, id(values), null, e.getMessage(), values);
        }
    }

    private @Nullable String id(List<@Nullable Object> values) {
        return idAt < 0 ? null : (String) values.get(idAt);
    }

    /** Whether a column is part of the feature already: of its place, or its id. */
    private boolean isCoordinate(int at) {
        return at == idAt || Objects.equals(at, xAt) || Objects.equals(at, yAt) || Objects.equals(at, wktAt);
    }

    @Override
    public boolean isTyped() {
        return false;
    }

    private @Nullable Geometry geometry(List<@Nullable Object> values) {
        if (wktAt != null) {
            Object text = values.get(wktAt);
            if (text == null) {
                return null;
            }
            requireShallow((String) text);
            try {
                return wkt.read((String) text);
            } catch (ParseException e) {
                throw new IllegalArgumentException("well-known text cannot be read: " + e.getMessage());
            }
        }
        if (xAt == null || yAt == null) {
            return null;
        }
        Object x = values.get(xAt);
        Object y = values.get(yAt);
        if (x == null || y == null) {
            return null;
        }
        return factory.createPoint(new CoordinateXY(
                Values.coordinate((String) x).orElseThrow(() -> notANumber(x)),
                Values.coordinate((String) y).orElseThrow(() -> notANumber(y))));
    }

    /** The parser calls itself for each collection in a collection. */
    private static void requireShallow(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > MOST_DEPTH) {
                throw new IllegalArgumentException(
                        "well-known text cannot be read: it is nested more than " + MOST_DEPTH + " deep");
            }
        }
    }

    private static IllegalArgumentException notANumber(Object text) {
        return new IllegalArgumentException("'" + text + "' is not a coordinate");
    }

    private @Nullable CsvRecord nextRecord() {
        return hasNextRecord() ? records.next() : null;
    }

    /** Reads it already: whether it can be read shows here. */
    private boolean hasNextRecord() {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw new IngestException(Fault.UNREADABLE, fileName + " cannot be read after row " + row, e);
        }
    }

    /** The library tells what it holds against a row, but for its limits in its own terms. */
    private IngestException unreadable(CsvParseException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("max")) {
            return new IngestException(
                    Fault.TOO_LARGE,
                    fileName + " cannot be read after row " + row + ": a row takes more than " + MOST_CHARACTERS
                            + " characters or " + MOST_FIELDS + " values; is a quote opened and never closed?",
                    e);
        }
        return new IngestException(Fault.MALFORMED, fileName + " cannot be read after row " + row + ": " + reason, e);
    }

    /** The delimiter that the first line has most of, outside quotes. */
    private static char delimiter(Path file, Charset charset) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(1 << 16);
        }
        String line = new String(start, charset).lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {';', ',', '\t', '|'}) {
            long count = line.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot close " + fileName, e);
        }
    }
}
