package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Streams GeoJSON. A first pass finds the properties and their types, and checks that the file is whole; the second yields
 * the features. One feature at a time is in memory.
 */
final class GeoJsonReader implements SourceReader {
    private static final int MOST_NESTING = 100;
    private static final ObjectMapper JSON = new ObjectMapper(factory());

    private final String fileName;
    private final CountingStream stream;
    private final JsonParser parser;
    private List<SourceColumn> columns = List.of();
    private @Nullable String crs;
    private boolean anyGeometry;
    private boolean inFeatures;
    private long row;

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_NESTING)
                        .build())
                .build();
    }

    private GeoJsonReader(Path file, String fileName) throws IOException {
        this.fileName = fileName;
        this.stream = new CountingStream(Files.newInputStream(file));
        this.parser = JSON.getFactory().createParser(stream);
    }

    static GeoJsonReader open(Path file, String fileName) {
        try {
            Columns columns = new Columns();
            boolean geometry = false;
            String crs;
            try (GeoJsonReader first = new GeoJsonReader(file, fileName)) {
                for (Map<String, @Nullable Object> feature = first.nextObject();
                        feature != null;
                        feature = first.nextObject()) {
                    properties(feature).forEach(columns::saw);
                    geometry |= feature.get("geometry") != null;
                }
                crs = first.crs;
            }
            GeoJsonReader reader = new GeoJsonReader(file, fileName);
            reader.columns = columns.list();
            reader.anyGeometry = geometry;
            reader.crs = crs;
            return reader;
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + fileName + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return crs == null ? new SourceCrs("OGC:CRS84", null, true) : new SourceCrs(crs, null, false);
    }

    @Override
    public boolean hasGeometry() {
        return anyGeometry;
    }

    @Override
    public long bytesRead() {
        return stream.count();
    }

    @Override
    public @Nullable RawFeature next() {
        Map<String, @Nullable Object> feature = nextObject();
        if (feature == null) {
            return null;
        }
        row++;
        Map<String, @Nullable Object> properties = properties(feature);
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (SourceColumn column : columns) {
            values.add(properties.get(column.name()));
        }
        Object id = feature.get("id");
        Geometry geometry = null;
        String fault = null;
        if (feature.get("geometry") instanceof Map<?, ?> object) {
            try {
                geometry = GeoJsonGeometry.read(object);
            } catch (IllegalArgumentException e) {
                fault = e.getMessage();
            }
        }
        return new RawFeature(row, id == null ? null : id.toString(), geometry, fault, values);
    }

    @SuppressWarnings("unchecked") // Jackson makes maps with text keys
    private static Map<String, @Nullable Object> properties(Map<String, @Nullable Object> feature) {
        return feature.get("properties") instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** The next feature as a map, from wherever it stands: in a collection, alone, or on a line of its own. */
    private @Nullable Map<String, @Nullable Object> nextObject() {
        try {
            while (true) {
                if (inFeatures) {
                    JsonToken token = parser.nextToken();
                    if (token == JsonToken.START_OBJECT) {
                        return readMap();
                    }
                    if (token != JsonToken.END_ARRAY) {
                        throw malformed("a feature was expected");
                    }
                    inFeatures = false;
                    readMembers(new LinkedHashMap<>());
                    continue;
                }
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return null;
                }
                if (token != JsonToken.START_OBJECT) {
                    throw malformed("a FeatureCollection or a Feature was expected");
                }
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                if (!readMembers(members)) {
                    if ("Feature".equals(members.get("type"))) {
                        return members;
                    }
                    throw malformed("it is not GeoJSON: the object is neither a FeatureCollection nor a Feature");
                }
            }
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + fileName + ": " + e.getMessage(), e);
        }
    }

    /** Reads members up to the end of the object, or up to its array of features: true when it is there. */
    private boolean readMembers(Map<String, @Nullable Object> members) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("features") && value == JsonToken.START_ARRAY) {
                inFeatures = true;
                return true;
            }
            Object read = JSON.readValue(parser, Object.class);
            if (name.equals("crs") && read instanceof Map<?, ?> object) {
                crs = crsName(object);
            } else {
                members.put(name, read);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw malformed("the file breaks off");
        }
        return false;
    }

    private static @Nullable String crsName(Map<?, ?> crs) {
        return crs.get("properties") instanceof Map<?, ?> properties && properties.get("name") instanceof String name
                ? name
                : null;
    }

    @SuppressWarnings("unchecked") // an object becomes a map with text keys
    private Map<String, @Nullable Object> readMap() throws IOException {
        return (Map<String, @Nullable Object>) JSON.readValue(parser, Object.class);
    }

    private IngestException malformed(String problem) {
        JsonLocation at = parser.currentLocation();
        return new IngestException(
                Fault.MALFORMED,
                fileName + " is not whole GeoJSON: " + problem + ", at line " + at.getLineNr() + ", column "
                        + at.getColumnNr());
    }

    @Override
    public void close() {
        try {
            parser.close();
            stream.close();
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot close " + fileName, e);
        }
    }
}
