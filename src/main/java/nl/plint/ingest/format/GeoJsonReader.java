package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.plint.geo.AxisOrder;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Streams GeoJSON and JSON-FG. A first pass finds the columns and the reference system, and checks that the file is whole;
 * the second yields the features. One feature at a time is in memory.
 *
 * <p>A file has one reference system: the one that most of its rows are in. A row in another is a fault, unless it has its
 * geometry in the system of the file as well.
 */
final class GeoJsonReader implements SourceReader, GeoJsonWalk.Visitor {
    private final JsonTokens tokens;
    private final GeoJsonWalk walk;
    private final GeoJsonSurvey survey;
    private final List<SourceColumn> columns;
    private final Map<String, Integer> propertyColumns = new HashMap<>();
    private final Map<String, Integer> memberColumns = new HashMap<>();
    private final JsonCrs fileCrs;
    private final String fileCrsKey;
    private final GeoJsonGeometry geometry = new GeoJsonGeometry();
    private final GeoJsonGeometry place = new GeoJsonGeometry();
    private int collectionsStarted;
    private GeoJsonSurvey.@Nullable Collection collection;
    private long row;

    private @Nullable Object[] values = new @Nullable Object[0];
    private @Nullable String id;
    private @Nullable JsonCrs crs;
    private @Nullable JsonCrs coordRefSys;

    private GeoJsonReader(JsonTokens tokens, GeoJsonSurvey survey) {
        this.tokens = tokens;
        this.walk = new GeoJsonWalk(tokens);
        this.survey = survey;
        this.columns = new ArrayList<>(survey.propertyColumns());
        columns.forEach(column -> propertyColumns.put(column.name(), propertyColumns.size()));
        for (SourceColumn column : survey.memberColumns()) {
            memberColumns.put(column.name(), columns.size());
            columns.add(column);
        }
        this.fileCrs = survey.crs();
        this.fileCrsKey = fileCrs.key();
    }

    static GeoJsonReader open(Path file, String fileName) {
        GeoJsonSurvey survey;
        try (JsonTokens tokens = new JsonTokens(file, fileName, "GeoJSON")) {
            survey = GeoJsonSurvey.of(tokens);
        }
        return new GeoJsonReader(new JsonTokens(file, fileName, "GeoJSON"), survey);
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return new SourceCrs(fileCrs.name(), null);
    }

    @Override
    public boolean hasGeometry() {
        return survey.hasGeometry();
    }

    @Override
    public long bytesRead() {
        return tokens.bytesRead();
    }

    @Override
    public void start() {
        values = new @Nullable Object[columns.size()];
        id = null;
        crs = null;
        coordRefSys = null;
        geometry.clear();
        place.clear();
    }

    @Override
    public void member(String name, @Nullable String type) {
        switch (name) {
            case "id" -> {
                id = tokens.text();
                tokens.skip();
            }
            case "bbox" -> tokens.skip();
            case "geometry" -> geometry.read(tokens);
            case "properties" -> readProperties();
            case "crs" -> crs = JsonCrs.ofMember(tokens.value());
            case "coordRefSys" -> coordRefSys = JsonCrs.ofCoordRefSys(tokens.value());
            default -> {
                if (name.equals("place") && survey.isJsonFg()) {
                    place.read(tokens);
                } else if (GeoJsonGeometry.isSubstance(name)
                        && (type == null ? survey.hasTypeBehindSubstance() : GeoJsonGeometry.isType(type))) {
                    geometry.readSubstance(name, tokens);
                } else {
                    readValue(memberColumns.get(name), name.equals("time"));
                }
            }
        }
    }

    private void readProperties() {
        if (tokens.current() != JsonToken.START_OBJECT) {
            tokens.skip();
            return;
        }
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            readValue(propertyColumns.get(name), false);
        }
    }

    private void readValue(@Nullable Integer column, boolean time) {
        if (column == null) {
            tokens.skip();
        } else {
            Object value = tokens.value();
            values[column] = time ? JsonFgMembers.time(value) : value;
        }
    }

    @Override
    public void startFeatures() {
        collection = survey.collections().get(collectionsStarted++);
    }

    @Override
    public void memberBehindFeatures(String name) {
        // The first pass kept what it says.
        tokens.skip();
    }

    @Override
    public void endCollection() {
        collection = null;
    }

    @Override
    public @Nullable RawFeature next() {
        if (!walk.next(this)) {
            return null;
        }
        row++;
        if (GeoJsonGeometry.isType(walk.type())) {
            geometry.finish(walk.type());
            values = new @Nullable Object[columns.size()];
        }
        Integer featureType = memberColumns.get("featureType");
        if (featureType != null && collection != null && values[featureType] == null) {
            values[featureType] = collection.featureType();
        }
        return placed();
    }

    /** The row with its place or else its geometry, if that is in the reference system of the file. */
    private RawFeature placed() {
        JsonCrs placeCrs = JsonCrs.ofCoordRefSys(place.coordRefSys());
        if (placeCrs == null) {
            placeCrs = coordRefSys == null && collection != null ? collection.coordRefSys() : coordRefSys;
        }
        JsonCrs geometryCrs = crs == null && collection != null ? collection.crs() : crs;
        String fault = tokens.fault();
        Geometry chosen = null;
        if (place.fault() != null) {
            fault = place.fault();
        } else if (place.geometry() != null && isOfFile(placeCrs)) {
            chosen = placeCrs != null && placeCrs.swapped() ? AxisOrder.swapped(place.geometry()) : place.geometry();
        } else if (geometry.fault() != null) {
            fault = geometry.fault();
        } else if (geometry.geometry() != null && isOfFile(geometryCrs)) {
            chosen = geometry.geometry();
        } else if (place.geometry() != null) {
            fault = otherCrs(placeCrs);
        } else if (geometry.geometry() != null) {
            fault = otherCrs(geometryCrs);
        }
        return new RawFeature(row, id, chosen, fault, Arrays.asList(values));
    }

    private boolean isOfFile(@Nullable JsonCrs stated) {
        JsonCrs system = stated == null ? JsonCrs.DEFAULT : stated;
        return system.equals(fileCrs) || system.key().equals(fileCrsKey);
    }

    private String otherCrs(@Nullable JsonCrs stated) {
        return "its coordinates are in " + (stated == null ? JsonCrs.DEFAULT : stated).name()
                + ", and most of the file is in " + fileCrs.name() + "; give the two as separate files";
    }

    @Override
    public void close() {
        tokens.close();
    }
}
