package nl.plint.ingest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.text.LocalizedText;
import org.locationtech.jts.geom.Geometry;

/** Makes the definition of a layer that no definition knows, from all rows of a file. */
final class GenericLayer {
    private static final Set<PropertyType> FROM_TEXT =
            EnumSet.of(PropertyType.INTEGER, PropertyType.NUMBER, PropertyType.DATE);

    private GenericLayer() {}

    /** Reads the file to its end; the reader is of no use afterwards. */
    static LayerDefinition of(String id, SourceReader reader) {
        List<SourceColumn> columns = reader.columns();
        List<Set<PropertyType>> possible = new ArrayList<>();
        columns.forEach(column -> possible.add(EnumSet.copyOf(FROM_TEXT)));
        boolean[] anyValue = new boolean[columns.size()];
        Set<GeometryKind> kinds = EnumSet.noneOf(GeometryKind.class);
        boolean anyRow = false;
        for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
            anyRow = true;
            Geometry geometry = raw.geometry();
            if (geometry != null && !geometry.isEmpty()) {
                kinds.add(kind(geometry));
            }
            for (int column = 0; column < columns.size() && !reader.isTyped(); column++) {
                Object value = raw.values().get(column);
                if (value instanceof String text) {
                    anyValue[column] = true;
                    possible.get(column).removeIf(type -> !fits(type, text));
                } else if (value instanceof List || value instanceof Map) {
                    // An element that is repeated in one row is no number or date, though each of its texts may be.
                    anyValue[column] = true;
                    possible.get(column).clear();
                }
            }
        }
        List<PropertyDefinition> properties = new ArrayList<>();
        Set<String> names = new java.util.HashSet<>();
        for (int column = 0; column < columns.size(); column++) {
            SourceColumn source = columns.get(column);
            PropertyType type = reader.isTyped() || !anyValue[column]
                    ? source.type()
                    : possible.get(column).stream().findFirst().orElse(source.type());
            boolean own = source.coordinate() || RejectedRows.isOwnColumn(source.name());
            if (!own && names.add(source.name().toLowerCase(Locale.ROOT))) {
                properties.add(PropertyDefinition.of(source.name(), LocalizedText.same(source.name()), type));
            }
        }
        GeometryKind kind = kinds.isEmpty()
                // A file without rows does not tell that the next one has no places either.
                ? reader.hasGeometry() || !anyRow ? GeometryKind.ANY : GeometryKind.NONE
                : kinds.size() == 1 ? kinds.iterator().next() : GeometryKind.ANY;
        return new LayerDefinition(
                id,
                LocalizedText.same(id),
                new LocalizedText(
                        "Laag zonder eigen definitie; eigenschappen zoals in het bestand.",
                        "Layer without a definition of its own; properties as in the file."),
                kind,
                null,
                properties);
    }

    static GeometryKind kind(Geometry geometry) {
        if (geometry.getClass() == org.locationtech.jts.geom.GeometryCollection.class) {
            return GeometryKind.ANY;
        }
        return switch (geometry.getDimension()) {
            case 0 -> GeometryKind.POINT;
            case 1 -> GeometryKind.LINE;
            default -> GeometryKind.POLYGON;
        };
    }

    /** A code with leading zeros, such as 0106, is no number: it would lose them. */
    private static boolean fits(PropertyType type, String text) {
        boolean code = text.matches("0\\d+");
        return switch (type) {
            case INTEGER -> !code && text.matches("[-+]?\\d{1,15}");
            case NUMBER -> !code && Values.number(text, false).isPresent();
            case DATE -> Values.date(text, null).isPresent();
            case STRING, BOOLEAN, JSON -> false;
        };
    }
}
