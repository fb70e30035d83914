package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.ingest.ColumnNames;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.Nullable;

/**
 * What a first pass over a GeoJSON file finds: its columns, the reference system that most of its rows are in, and whether
 * it is JSON-FG. Also checks that the file is whole. Geometries are passed by.
 */
final class GeoJsonSurvey implements GeoJsonWalk.Visitor {
    /**
     * What a collection says for all of its features.
     *
     * @param crs of {@code geometry}, null for none
     * @param coordRefSys of {@code place}, null for none
     * @param featureType null for none
     */
    record Collection(@Nullable JsonCrs crs, @Nullable JsonCrs coordRefSys, @Nullable Object featureType) {}

    /** The kinds of values that were met in one column. */
    private static final class Kinds {
        private final Set<Kind> met = EnumSet.noneOf(Kind.class);
    }

    private enum Kind {
        NULL,
        TEXT,
        WHOLE,
        NUMBER,
        BOOLEAN,
        NESTED;

        /** A value of the kind, as {@link Columns} judges by values. */
        @Nullable
        Object example() {
            return switch (this) {
                case NULL -> null;
                case TEXT -> "";
                case WHOLE -> 0L;
                case NUMBER -> 0.5;
                case BOOLEAN -> true;
                case NESTED -> List.of();
            };
        }
    }

    private final JsonTokens tokens;
    private final Map<String, Kinds> properties = new LinkedHashMap<>();
    private final Map<String, Kinds> members = new LinkedHashMap<>();
    private final Map<String, JsonCrs> systems = new LinkedHashMap<>();
    private final Map<String, Long> rowsOfSystem = new LinkedHashMap<>();
    private final List<Collection> collections = new ArrayList<>();
    private boolean jsonFg;
    private boolean typeBehindSubstance;
    private boolean anyGeometry;

    // The collection that is being read: rows in it whose reference system it may still name.
    private boolean inCollection;
    private @Nullable JsonCrs collectionCrs;
    private @Nullable JsonCrs collectionCoordRefSys;
    private @Nullable Object collectionFeatureType;
    private long geometriesLeft;
    private long placesLeft;

    // The object that is being read.
    private final List<Kinds> metColumns = new ArrayList<>();
    private final List<Kind> metKinds = new ArrayList<>();
    private @Nullable JsonCrs crs;
    private @Nullable JsonCrs coordRefSys;
    private @Nullable Object featureType;
    private boolean geometry;
    private boolean place;
    private @Nullable JsonCrs placeCrs;
    private boolean substanceBeforeType;

    private GeoJsonSurvey(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /** Reads all tokens. */
    static GeoJsonSurvey of(JsonTokens tokens) {
        GeoJsonSurvey survey = new GeoJsonSurvey(tokens);
        GeoJsonWalk walk = new GeoJsonWalk(tokens);
        while (walk.next(survey)) {
            survey.endFeature(walk.type());
        }
        return survey;
    }

    @Override
    public void start() {
        metColumns.clear();
        metKinds.clear();
        crs = null;
        coordRefSys = null;
        featureType = null;
        geometry = false;
        place = false;
        placeCrs = null;
        substanceBeforeType = false;
    }

    @Override
    public void member(String name, @Nullable String type) {
        switch (name) {
            case "id", "bbox" -> tokens.skip();
            case "geometry" -> {
                geometry = tokens.current() == JsonToken.START_OBJECT;
                tokens.skip();
            }
            case "properties" -> readProperties();
            case "crs" -> crs = JsonCrs.ofMember(tokens.value());
            case "coordRefSys" -> {
                jsonFg = true;
                coordRefSys = JsonCrs.ofCoordRefSys(tokens.value());
            }
            case "place" -> {
                meet(members, name, kind());
                readPlace();
            }
            case "conformsTo" -> {
                meet(members, name, kind());
                jsonFg |= JsonFgMembers.isNamedIn(tokens.value());
            }
            case "time" -> meet(members, name, kindOf(JsonFgMembers.time(tokens.value())));
            case "featureType" -> {
                meet(members, name, kind());
                featureType = tokens.value();
            }
            default -> {
                if (GeoJsonGeometry.isSubstance(name)) {
                    geometry |= GeoJsonGeometry.isType(type);
                    substanceBeforeType |= type == null;
                }
                meet(members, name, kind());
                tokens.skip();
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
            meet(properties, name, kind());
            tokens.skip();
        }
    }

    private void readPlace() {
        if (tokens.current() != JsonToken.START_OBJECT) {
            tokens.skip();
            return;
        }
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            if (name.equals("type")) {
                String type = tokens.text();
                jsonFg |= GeoJsonGeometry.isType(type);
                place = GeoJsonGeometry.isSupported(type);
                tokens.skip();
            } else if (name.equals("coordRefSys")) {
                jsonFg = true;
                placeCrs = JsonCrs.ofCoordRefSys(tokens.value());
            } else {
                tokens.skip();
            }
        }
    }

    private Kind kind() {
        JsonToken token = tokens.current();
        if (token == null) {
            return Kind.NULL;
        }
        return switch (token) {
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT -> tokens.wholeNumber() == null ? Kind.NUMBER : Kind.WHOLE;
            case VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case START_OBJECT, START_ARRAY -> Kind.NESTED;
            default -> Kind.NULL;
        };
    }

    private static Kind kindOf(@Nullable Object value) {
        if (value == null) {
            return Kind.NULL;
        }
        return switch (Columns.typeOf(value)) {
            case STRING, DATE -> Kind.TEXT;
            case INTEGER -> Kind.WHOLE;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case JSON -> Kind.NESTED;
        };
    }

    private void meet(Map<String, Kinds> columns, String name, Kind kind) {
        if (columns.size() >= ColumnNames.MOST && !columns.containsKey(name)) {
            throw tokens.tooLarge("its features have more than " + ColumnNames.MOST + " different properties");
        }
        metColumns.add(columns.computeIfAbsent(name, key -> new Kinds()));
        metKinds.add(kind);
    }

    @Override
    public void startFeatures() {
        inCollection = true;
        collectionCrs = crs;
        collectionCoordRefSys = coordRefSys;
        collectionFeatureType = featureType;
        geometriesLeft = 0;
        placesLeft = 0;
    }

    @Override
    public void memberBehindFeatures(String name) {
        switch (name) {
            case "crs" -> collectionCrs = JsonCrs.ofMember(tokens.value());
            case "coordRefSys" -> {
                jsonFg = true;
                collectionCoordRefSys = JsonCrs.ofCoordRefSys(tokens.value());
            }
            case "featureType" -> collectionFeatureType = tokens.value();
            case "conformsTo" -> jsonFg |= JsonFgMembers.isNamedIn(tokens.value());
            default -> tokens.skip();
        }
    }

    @Override
    public void endCollection() {
        inCollection = false;
        Collection collection = new Collection(collectionCrs, collectionCoordRefSys, collectionFeatureType);
        boolean asTheLast = !collections.isEmpty()
                && collections.get(collections.size() - 1).equals(collection);
        // A file of many equal collections, one a line, is not to keep each of them.
        collections.add(asTheLast ? collections.get(collections.size() - 1) : collection);
        if (collectionFeatureType != null) {
            meet(members, "featureType", kindOf(collectionFeatureType));
            commit();
        }
        count(collectionCoordRefSys, placesLeft);
        count(collectionCrs, geometriesLeft);
    }

    private void endFeature(@Nullable String type) {
        boolean bare = GeoJsonGeometry.isType(type);
        if (bare) {
            typeBehindSubstance |= substanceBeforeType;
            geometry |= substanceBeforeType;
        } else {
            commit();
        }
        anyGeometry |= geometry || place;
        if (place) {
            JsonCrs own = placeCrs == null ? coordRefSys : placeCrs;
            if (own == null && inCollection) {
                placesLeft++;
            } else {
                count(own, 1);
            }
        } else if (geometry) {
            if (crs == null && inCollection) {
                geometriesLeft++;
            } else {
                count(crs, 1);
            }
        }
    }

    private void commit() {
        for (int at = 0; at < metColumns.size(); at++) {
            metColumns.get(at).met.add(metKinds.get(at));
        }
        metColumns.clear();
        metKinds.clear();
    }

    private void count(@Nullable JsonCrs stated, long rows) {
        if (stated == null && rows == 0) {
            return;
        }
        JsonCrs system = stated == null ? JsonCrs.DEFAULT : stated;
        String key = system.key();
        systems.putIfAbsent(key, system);
        rowsOfSystem.merge(key, rows, Long::sum);
    }

    /** The reference system that most of the rows are in, the first of those where several are. */
    JsonCrs crs() {
        JsonCrs most = JsonCrs.DEFAULT;
        long rows = -1;
        for (Map.Entry<String, JsonCrs> system : systems.entrySet()) {
            long of = rowsOfSystem.getOrDefault(system.getKey(), 0L);
            if (of > rows) {
                rows = of;
                most = system.getValue();
            }
        }
        return most;
    }

    /** In the order of the file. */
    List<Collection> collections() {
        return collections;
    }

    boolean isJsonFg() {
        return jsonFg;
    }

    /** Whether there are bare geometries whose type stands behind their coordinates. */
    boolean hasTypeBehindSubstance() {
        return typeBehindSubstance;
    }

    boolean hasGeometry() {
        return anyGeometry;
    }

    /** Columns made of properties. */
    List<SourceColumn> propertyColumns() {
        Columns columns = new Columns();
        properties.forEach((name, kinds) -> kinds.met.forEach(kind -> columns.saw(name, kind.example())));
        return columns.list();
    }

    /** Columns made of other members of features, that have a value somewhere and not the name of a property. */
    List<SourceColumn> memberColumns() {
        Columns columns = new Columns();
        members.forEach((name, kinds) -> {
            boolean taken =
                    properties.containsKey(name) && !properties.get(name).met.isEmpty();
            boolean anyValue = kinds.met.stream().anyMatch(kind -> kind != Kind.NULL);
            if (anyValue && !taken && !(jsonFg && JsonFgMembers.isAboutTheDocument(name))) {
                kinds.met.forEach(kind -> columns.saw(name, kind.example()));
            }
        });
        return columns.list();
    }
}
