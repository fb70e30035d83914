package nl.plint.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * What is in a file, found by reading all of it and storing nothing.
 *
 * @param crs what the file says of its CRS, null when it says nothing
 * @param geometryTypes how many features have each type of geometry; {@code none} for those without
 * @param bounds of all coordinates as the file has them, null when there are none
 */
public record Inspection(
        String fileName,
        String format,
        long rows,
        @Nullable String crs,
        TreeMap<String, Long> geometryTypes,
        @Nullable Envelope bounds,
        List<Column> columns) {
    private static final int DISTINCT_KEPT = 30;

    /**
     * A column and its values.
     *
     * @param type the narrowest type that all its values have
     * @param dutchNumbers whether its numbers are written as {@code 1.234,5}
     * @param known how many rows have a value
     * @param values the distinct values met first, as text, at most thirty
     * @param many whether there are more
     * @param noData those of its texts that seem to mean that there is no value; the type is that of the others
     */
    public record Column(
            String name,
            PropertyType type,
            boolean dutchNumbers,
            boolean coordinate,
            long known,
            Set<String> values,
            boolean many,
            Set<String> noData) {

        /** The values met first without those that seem to mean that there is none. */
        Set<String> realValues() {
            Set<String> real = new LinkedHashSet<>(values);
            real.removeAll(noData);
            return real;
        }
    }

    /**
     * Reads a file to its end.
     *
     * @throws IngestException when it cannot be read
     */
    public static Inspection of(Path file, SourceFormat format, SourceFormat.Options options) {
        try (SourceReader reader = format.open(file, options)) {
            List<Gathered> gathered =
                    reader.columns().stream().map(Gathered::new).toList();
            TreeMap<String, Long> types = new TreeMap<>();
            Envelope bounds = new Envelope();
            long rows = 0;
            for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
                rows++;
                Geometry geometry = raw.geometry();
                types.merge(geometry == null ? "none" : geometry.getGeometryType(), 1L, Long::sum);
                if (geometry != null) {
                    bounds.expandToInclude(geometry.getEnvelopeInternal());
                }
                for (int column = 0; column < gathered.size(); column++) {
                    gathered.get(column).add(raw.values().get(column), reader.isTyped());
                }
            }
            SourceReader.SourceCrs crs = reader.crs();
            return new Inspection(
                    options.fileName(),
                    format.name(),
                    rows,
                    crs.name() == null ? crs.wellKnownText() : crs.name(),
                    types,
                    bounds.isNull() ? null : bounds,
                    gathered.stream().map(Gathered::column).toList());
        }
    }

    /** The values of one column as they come by. */
    private static final class Gathered {
        private final SourceColumn source;
        private final Set<String> distinct = new LinkedHashSet<>();
        private final NoDataTexts noData = new NoDataTexts();
        private boolean many;
        private boolean anyReal;
        private boolean plainNumbers = true;
        private boolean dutchNumbers = true;
        private boolean whole = true;
        private boolean dates = true;
        private boolean flags = true;
        private boolean typed;
        private long known;

        Gathered(SourceColumn source) {
            this.source = source;
        }

        void add(@Nullable Object value, boolean isTyped) {
            typed = isTyped && source.type() != PropertyType.STRING;
            if (value == null) {
                return;
            }
            known++;
            String text = Values.text(value);
            if (distinct.size() < DISTINCT_KEPT) {
                distinct.add(text);
            } else {
                many |= !distinct.contains(text);
            }
            boolean real = !noData.add(text);
            anyReal |= real;
            if (!typed && real) {
                boolean code = text.matches("0\\d.*");
                plainNumbers &= !code && Values.number(text, false).isPresent();
                dutchNumbers &= !code && Values.number(text, true).isPresent();
                whole &= text.matches("[-+]?\\d{1,15}");
                dates &= Values.date(text, null).isPresent() || text.matches("\\d{1,2}-\\d{1,2}-\\d{4}");
                flags &= !text.matches("[01]") && Values.flag(text).isPresent();
            }
        }

        Column column() {
            return new Column(
                    source.name(),
                    type(),
                    !typed && !plainNumbers && dutchNumbers,
                    source.coordinate(),
                    known,
                    distinct,
                    many,
                    noData.found());
        }

        private PropertyType type() {
            if (typed || !anyReal) {
                return source.type();
            }
            if (flags) {
                return PropertyType.BOOLEAN;
            }
            if (whole && plainNumbers) {
                return PropertyType.INTEGER;
            }
            if (plainNumbers || dutchNumbers) {
                return PropertyType.NUMBER;
            }
            return dates ? PropertyType.DATE : PropertyType.STRING;
        }
    }

    /** For people: some lines of text. */
    public String summary() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s: %s, %d rows%n", fileName, format, rows));
        text.append("  CRS      ")
                .append(crs == null ? "not stated" : shortened(crs, 80))
                .append('\n');
        text.append("  geometry ").append(geometryTypes).append('\n');
        if (bounds != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "  bounds   %.6g, %.6g to %.6g, %.6g%n",
                    bounds.getMinX(),
                    bounds.getMinY(),
                    bounds.getMaxX(),
                    bounds.getMaxY()));
        }
        text.append("  columns\n");
        for (Column column : columns) {
            List<String> shown = new ArrayList<>(column.values())
                    .subList(0, Math.min(5, column.values().size()));
            text.append(String.format(
                    Locale.ROOT,
                    "    %-24s %-8s %3.0f%% known  %s%s%n",
                    column.name(),
                    column.coordinate() ? "place" : column.type().wireName(),
                    rows == 0 ? 0.0 : 100.0 * column.known() / rows,
                    shortened(String.join(" | ", shown), 70),
                    column.many() || column.values().size() > shown.size() ? " ..." : ""));
        }
        return text.toString();
    }

    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }
}
