package nl.plint.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import nl.plint.geo.AxisOrder;
import nl.plint.geo.Crs;
import nl.plint.ingest.ColumnNames;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.format.GmlFeatures.Found;
import nl.plint.ingest.format.GmlFeatures.Place;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Streams the features of one type from a GML document. A first pass finds the types, their columns and the CRS; the second
 * yields the features.
 *
 * <p>Of a feature with several geometries the first of the highest dimension is its place; the others are kept as well-known
 * text in columns of their own.
 */
final class GmlReader implements SourceReader {
    private static final int MOST_TYPES = 1_000;
    private static final int MOST_POINTS_AS_TEXT = 100_000;
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*encoding=[\"']([\\w.-]+)[\"']");

    private final String fileName;
    private final boolean guessedEncoding;
    private final CountingStream stream;
    private final GmlFeatures features;
    private final @Nullable String type;
    private final TypeSummary summary;
    private final List<SourceColumn> columns;
    private final boolean swapped;
    private long row;

    /** What the first pass found of one type of feature. */
    private static final class TypeSummary {
        private final Columns columns = new Columns();
        private final Set<String> names = new HashSet<>();
        private final Set<String> otherPlaces = new LinkedHashSet<>();
        private boolean places;
        private @Nullable String srsName;

        void add(String fileName, Found found) {
            found.values().forEach((name, value) -> {
                columns.saw(name, value);
                names.add(name);
            });
            if (names.size() > ColumnNames.MOST) {
                throw new IngestException(
                        Fault.TOO_LARGE,
                        fileName + ": features of one type have more than " + ColumnNames.MOST
                                + " different properties");
            }
            places |= !found.places().isEmpty();
            for (Place place : found.places()) {
                srsName = srsName == null ? place.srsName() : srsName;
                if (found.places().size() > 1 && !place.standard()) {
                    otherPlaces.add(place.path());
                }
            }
        }
    }

    private GmlReader(Path file, String fileName, @Nullable String encoding, @Nullable String type, TypeSummary summary)
            throws IOException, XMLStreamException {
        this.fileName = fileName;
        this.guessedEncoding = encoding != null;
        this.type = type;
        this.summary = summary;
        this.swapped = summary.srsName != null && isLatitudeFirst(summary.srsName);
        for (String path : summary.otherPlaces) {
            summary.columns.saw(path, null);
        }
        this.columns = summary.columns.list();
        this.stream = new CountingStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        this.features = new GmlFeatures(new XmlCursor(stream, encoding), () -> true, type == null);
    }

    static GmlReader open(Path file, Options options) {
        String fileName = options.fileName();
        try {
            String encoding = trueEncoding(file);
            // Geometries are read until one tells the CRS: it may stand deep inside.
            Map<String, TypeSummary> types = new LinkedHashMap<>();
            boolean collection = pass(
                    file,
                    fileName,
                    encoding,
                    () -> types.values().stream().allMatch(summary -> summary.srsName == null),
                    false,
                    types);
            if (types.isEmpty() && collection) {
                return new GmlReader(file, fileName, encoding, "", new TypeSummary());
            }
            if (types.isEmpty()) {
                return new GmlReader(file, fileName, encoding, null, scanRoot(file, fileName, encoding));
            }
            String type = choose(types.keySet(), options);
            return new GmlReader(file, fileName, encoding, type, Objects.requireNonNull(types.get(type)));
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + fileName + ": " + e.getMessage(), e);
        } catch (XMLStreamException e) {
            throw malformed(fileName, e);
        }
    }

    /** Windows-1252 where a document is or should be UTF-8 but is not; null when it can be believed. */
    private static @Nullable String trueEncoding(Path file) throws IOException {
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(200);
        }
        Matcher declared = DECLARED.matcher(TextEncoding.start(start));
        boolean utf8 = !declared.find() || declared.group(1).equalsIgnoreCase("UTF-8");
        return utf8 && TextEncoding.of(file).equals(TextEncoding.WINDOWS_1252)
                ? TextEncoding.WINDOWS_1252.name()
                : null;
    }

    /** A document without any container of features is one feature itself, when it has a geometry. */
    private static TypeSummary scanRoot(Path file, String fileName, @Nullable String encoding) throws IOException {
        Map<String, TypeSummary> types = new LinkedHashMap<>();
        pass(file, fileName, encoding, () -> true, true, types);
        return types.values().stream()
                .filter(summary -> summary.places)
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        Fault.MALFORMED,
                        fileName + " is XML without features: no element ends in 'member', and it has no geometry"));
    }

    /** Whether the document is a collection. */
    private static boolean pass(
            Path file,
            String fileName,
            @Nullable String encoding,
            BooleanSupplier wantsGeometry,
            boolean rootIsFeature,
            Map<String, TypeSummary> types)
            throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            GmlFeatures features = new GmlFeatures(new XmlCursor(in, encoding), wantsGeometry, rootIsFeature);
            for (Found found = features.next(); found != null; found = features.next()) {
                types.computeIfAbsent(found.type(), type -> new TypeSummary()).add(fileName, found);
                if (types.size() > MOST_TYPES) {
                    throw new IngestException(
                            Fault.TOO_LARGE, fileName + " has more than " + MOST_TYPES + " types of feature");
                }
            }
            return features.rootIsCollection();
        } catch (XMLStreamException e) {
            throw malformed(fileName, e);
        }
    }

    private static String choose(Set<String> types, Options options) {
        String wanted = options.sourceLayer();
        if (wanted != null) {
            return types.stream()
                    .filter(wanted::equals)
                    .findFirst()
                    .orElseThrow(() -> new IngestException(
                            Fault.AMBIGUOUS_LAYER,
                            options.fileName() + " has no features of type '" + wanted + "'; it has " + types));
        }
        if (types.size() > 1) {
            throw new IngestException(
                    Fault.AMBIGUOUS_LAYER,
                    options.fileName() + " has several types of feature; choose one as the source layer: " + types);
        }
        return types.iterator().next();
    }

    private static IngestException malformed(String fileName, XMLStreamException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        // The JDK puts the place before the message, which is told already.
        String reason = String.valueOf(e.getMessage())
                .replaceFirst("(?s)^ParseError.*Message: ", "")
                .lines()
                .findFirst()
                .orElse("");
        boolean tooLarge = e instanceof XmlCursor.TooLargeException;
        return new IngestException(
                tooLarge ? Fault.TOO_LARGE : Fault.MALFORMED,
                fileName + (tooLarge ? " is more than can be taken in" : " is not whole XML")
                        + (line > 0 ? ", line " + line : "") + ": " + reason,
                e);
    }

    /**
     * URNs and URIs of the EPSG follow its order of axes, as OGC prescribes; the short form, and that of GML 2, were always
     * used with x first.
     */
    private static boolean isLatitudeFirst(String srsName) {
        String lower = srsName.toLowerCase(java.util.Locale.ROOT);
        boolean byAuthority = lower.startsWith("urn:") || lower.contains("/def/crs/");
        return byAuthority && Crs.parse(srsName).map(Crs::latitudeFirst).orElse(false);
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return summary.srsName == null ? SourceCrs.NONE : new SourceCrs(summary.srsName, null);
    }

    @Override
    public List<FileNote> notes() {
        return guessedEncoding ? List.of(TextEncoding.GUESSED) : List.of();
    }

    @Override
    public boolean isTyped() {
        return false;
    }

    @Override
    public boolean hasGeometry() {
        return summary.places;
    }

    @Override
    public long bytesRead() {
        return stream.count();
    }

    @Override
    public @Nullable RawFeature next() {
        try {
            Found found = features.next();
            while (found != null && type != null && !found.type().equals(type)) {
                found = features.next();
            }
            return found == null ? null : raw(found);
        } catch (XMLStreamException e) {
            throw malformed(fileName, e);
        }
    }

    private RawFeature raw(Found found) {
        row++;
        int chosen = chooseMain(found.places());
        Map<String, @Nullable Object> values = new LinkedHashMap<>(found.values());
        String fault = null;
        for (int at = 0; at < found.places().size(); at++) {
            Place place = found.places().get(at);
            Geometry other = place.geometry();
            if (at != chosen && other != null && !other.isEmpty()) {
                values.put(place.path(), text(other));
            } else if (place.fault() != null && chosen < 0) {
                fault = place.fault();
            } else if (place.fault() != null) {
                values.put(place.path(), place.fault());
            }
        }
        Geometry geometry = null;
        if (chosen >= 0) {
            geometry = found.places().get(chosen).geometry();
            fault = strangeCrs(found.places().get(chosen).srsName());
        }
        if (geometry != null && swapped) {
            geometry = AxisOrder.swapped(geometry);
        }
        List<@Nullable Object> ordered = new ArrayList<>(columns.size());
        for (SourceColumn column : columns) {
            ordered.add(values.get(column.name()));
        }
        return new RawFeature(row, id(found), fault == null ? geometry : null, fault, ordered);
    }

    private static String text(Geometry geometry) {
        return geometry.getNumPoints() <= MOST_POINTS_AS_TEXT
                ? geometry.toText()
                : geometry.getGeometryType() + " of " + geometry.getNumPoints() + " points";
    }

    /** Where the first geometry of the highest dimension stands; -1 when none could be read. */
    private static int chooseMain(List<Place> places) {
        int best = -1;
        int highest = -2;
        for (int at = 0; at < places.size(); at++) {
            Geometry geometry = places.get(at).geometry();
            int dimension = geometry == null ? -2 : geometry.isEmpty() ? -1 : geometry.getDimension();
            if (dimension > highest) {
                best = at;
                highest = dimension;
            }
        }
        return best;
    }

    private @Nullable String strangeCrs(@Nullable String srsName) {
        if (srsName == null || summary.srsName == null || srsName.equals(summary.srsName)) {
            return null;
        }
        boolean same = Crs.parse(srsName).isPresent()
                && Crs.parse(srsName).equals(Crs.parse(summary.srsName))
                && isLatitudeFirst(srsName) == swapped;
        return same ? null : "the geometry is in " + srsName + ", others of the file are in " + summary.srsName;
    }

    /** The id of the element; else that of the register: in BAG an object has one for each of its occurrences in time. */
    private static @Nullable String id(Found found) {
        if (found.id() != null) {
            return found.id();
        }
        Object registered = found.values().get("identificatie");
        Object occurrence = found.values().get("voorkomen.voorkomenidentificatie");
        if (registered instanceof String id) {
            return occurrence instanceof String number ? id + "." + number : id;
        }
        return found.values().get("geometrie.id") instanceof String id ? id : null;
    }

    @Override
    public void close() {
        try {
            features.close();
            stream.close();
        } catch (IOException | XMLStreamException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot close " + fileName, e);
        }
    }
}
