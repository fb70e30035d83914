package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.ColumnNames;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Streams an answer of the Overpass API in JSON. A first pass finds the tags and keeps where the nodes are, since ways may
 * stand before their nodes; the second yields the elements that have tags.
 */
final class OverpassReader implements SourceReader {
    private static final int MOST_NODES = 10_000_000;
    private static final String TYPE = "osmType";
    private static final String ID = "osmId";

    private final JsonTokens tokens;
    private final OverpassGeometry geometries;
    private final List<SourceColumn> columns;
    private final Map<String, Integer> tagColumns;
    private final boolean anyGeometry;
    private boolean inElements;
    private long row;

    private OverpassReader(
            JsonTokens tokens, NodeCoordinates nodes, Map<String, Integer> tagColumns, boolean anyGeometry) {
        this.tokens = tokens;
        this.geometries = new OverpassGeometry(nodes);
        this.columns = new ArrayList<>();
        this.tagColumns = tagColumns;
        this.anyGeometry = anyGeometry;
        columns.add(new SourceColumn(TYPE, PropertyType.STRING));
        columns.add(new SourceColumn(ID, PropertyType.INTEGER));
        tagColumns.keySet().forEach(tag -> columns.add(new SourceColumn(tag, PropertyType.STRING)));
    }

    static OverpassReader open(Path file, String fileName) {
        NodeCoordinates nodes = new NodeCoordinates();
        Map<String, Integer> tagColumns = new LinkedHashMap<>();
        boolean geometry = false;
        try (OverpassReader first = new OverpassReader(tokens(file, fileName), nodes, tagColumns, false)) {
            for (OverpassElement element = first.nextElement(); element != null; element = first.nextElement()) {
                Coordinate place = element.place();
                if (element.isNode() && place != null) {
                    nodes.put(element.id(), place.x, place.y);
                }
                if (nodes.size() > MOST_NODES) {
                    throw first.tokens.tooLarge("it has more than " + MOST_NODES
                            + " nodes; ask Overpass for 'out geom', which has no need of them");
                }
                if (element.isFeature()) {
                    geometry |= place != null
                            || element.center() != null
                            || element.line() != null
                            || element.isWay()
                            || !element.members().isEmpty();
                    for (String tag : element.tags().keySet()) {
                        if (!tag.equals(TYPE) && !tag.equals(ID)) {
                            tagColumns.putIfAbsent(tag, 2 + tagColumns.size());
                        }
                    }
                    ColumnNames.requireFew(fileName, tagColumns.size());
                }
            }
        }
        return new OverpassReader(tokens(file, fileName), nodes, tagColumns, geometry);
    }

    private static JsonTokens tokens(Path file, String fileName) {
        return new JsonTokens(file, fileName, "Overpass JSON");
    }

    /** The next element of any kind, null after the last. */
    private @Nullable OverpassElement nextElement() {
        if (!inElements) {
            if (tokens.next() != JsonToken.START_OBJECT || !readMembers()) {
                throw tokens.malformed("it has no elements");
            }
            inElements = true;
        }
        JsonToken token = tokens.current() == null ? null : tokens.next();
        if (token == JsonToken.START_OBJECT) {
            tokens.startRow();
            return OverpassElement.read(tokens);
        }
        if (token != null && token != JsonToken.END_ARRAY) {
            throw tokens.malformed("an element was expected");
        }
        if (token != null && (readMembers() || tokens.next() != null)) {
            throw tokens.malformed("more follows than one answer");
        }
        return null;
    }

    /** Reads members up to the end of the object, or up to its array of elements: true when it is there. */
    private boolean readMembers() {
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            if (name.equals("elements") && value == JsonToken.START_ARRAY) {
                return true;
            }
            String remark = name.equals("remark") ? tokens.text() : null;
            if (remark != null && remark.toLowerCase(Locale.ROOT).contains("error")) {
                // Overpass answers with what it had when it ran out of time or memory.
                throw tokens.malformed("Overpass did not finish its answer: " + remark);
            }
            tokens.skip();
        }
        return false;
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return new SourceCrs("OGC:CRS84", null);
    }

    @Override
    public boolean hasGeometry() {
        return anyGeometry;
    }

    @Override
    public @Nullable RawFeature next() {
        for (OverpassElement element = nextElement(); element != null; element = nextElement()) {
            if (element.isFeature()) {
                return feature(element);
            }
        }
        return null;
    }

    private RawFeature feature(OverpassElement element) {
        row++;
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        values[0] = element.type();
        values[1] = element.id();
        element.tags().forEach((tag, value) -> {
            Integer column = tagColumns.get(tag);
            if (column != null) {
                values[column] = value;
            }
        });
        Geometry geometry = null;
        String fault = tokens.fault();
        try {
            geometry = geometries.of(element);
        } catch (IllegalArgumentException e) {
            fault = e.getMessage();
        }
        return new RawFeature(row, element.type() + "/" + element.id(), geometry, fault, Arrays.asList(values));
    }

    @Override
    public long bytesRead() {
        return tokens.bytesRead();
    }

    @Override
    public void close() {
        tokens.close();
    }
}
