package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;

/** One element of an Overpass answer as it stands in the file. */
final class OverpassElement {
    /** A member of a relation that has its coordinates with it. */
    record Member(String role, List<@Nullable Coordinate> line) {}

    private String type = "";
    private long id;
    private @Nullable Coordinate place;
    private @Nullable Coordinate center;
    private @Nullable List<@Nullable Coordinate> line;
    private long[] nodes = {};
    private final List<Member> members = new ArrayList<>();
    private boolean allMembersHaveLines = true;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private OverpassElement() {}

    /** Reads the object that starts here. */
    static OverpassElement read(JsonTokens tokens) {
        OverpassElement element = new OverpassElement();
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            switch (name) {
                case "type" -> element.type = String.valueOf(tokens.text());
                case "id" -> element.id = id(tokens);
                case "lat" -> latitude = ordinate(tokens);
                case "lon" -> longitude = ordinate(tokens);
                case "center" -> element.center = position(tokens);
                case "geometry" -> element.line = value == JsonToken.START_ARRAY ? line(tokens) : null;
                case "nodes" -> element.nodes = value == JsonToken.START_ARRAY ? ids(tokens) : element.nodes;
                case "members" -> element.readMembers(tokens);
                case "tags" -> element.readTags(tokens);
                default -> {}
            }
            // Past what is nested where it should not be.
            tokens.skip();
        }
        element.place = coordinate(longitude, latitude);
        return element;
    }

    private static long id(JsonTokens tokens) {
        Long id = tokens.wholeNumber();
        if (id == null) {
            throw tokens.malformed("the id of an element is not a whole number");
        }
        return id;
    }

    private static double ordinate(JsonTokens tokens) {
        return tokens.isNumber() ? tokens.number() : Double.NaN;
    }

    private static @Nullable Coordinate coordinate(double longitude, double latitude) {
        return Double.isFinite(longitude) && Double.isFinite(latitude) ? new CoordinateXY(longitude, latitude) : null;
    }

    /** An object with a latitude and a longitude: null when it is null, or has not both. */
    private static @Nullable Coordinate position(JsonTokens tokens) {
        if (tokens.current() != JsonToken.START_OBJECT) {
            tokens.skip();
            return null;
        }
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            if (name.equals("lat")) {
                latitude = ordinate(tokens);
            } else if (name.equals("lon")) {
                longitude = ordinate(tokens);
            }
            tokens.skip();
        }
        return coordinate(longitude, latitude);
    }

    private static List<@Nullable Coordinate> line(JsonTokens tokens) {
        List<@Nullable Coordinate> line = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
            tokens.countCoordinate();
            line.add(position(tokens));
        }
        return line;
    }

    private static long[] ids(JsonTokens tokens) {
        long[] ids = new long[16];
        int size = 0;
        while (tokens.next() != JsonToken.END_ARRAY) {
            tokens.countCoordinate();
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = id(tokens);
        }
        return Arrays.copyOf(ids, size);
    }

    private void readMembers(JsonTokens tokens) {
        if (tokens.current() != JsonToken.START_ARRAY) {
            tokens.skip();
            return;
        }
        while (tokens.next() != JsonToken.END_ARRAY) {
            readMember(tokens);
        }
    }

    private void readMember(JsonTokens tokens) {
        if (tokens.current() != JsonToken.START_OBJECT) {
            throw tokens.malformed("a member of a relation was expected");
        }
        tokens.countCoordinate();
        String ofType = "";
        String role = "";
        List<@Nullable Coordinate> memberLine = null;
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            if (name.equals("type")) {
                ofType = String.valueOf(tokens.text());
            } else if (name.equals("role")) {
                role = String.valueOf(tokens.text());
            } else if (name.equals("geometry") && value == JsonToken.START_ARRAY) {
                memberLine = line(tokens);
            }
            tokens.skip();
        }
        if (memberLine != null) {
            members.add(new Member(role, memberLine));
        } else if (ofType.equals("way")) {
            allMembersHaveLines = false;
        }
    }

    private void readTags(JsonTokens tokens) {
        if (tokens.current() != JsonToken.START_OBJECT) {
            tokens.skip();
            return;
        }
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            Object value = tokens.value();
            if (value != null) {
                tags.put(name, value.toString());
            }
        }
    }

    boolean isNode() {
        return type.equals("node");
    }

    boolean isWay() {
        return type.equals("way");
    }

    /** Whether it is a thing: what has no tags only gives a shape to something else, and other types are no places. */
    boolean isFeature() {
        return !tags.isEmpty() && (isNode() || isWay() || type.equals("relation"));
    }

    String type() {
        return type;
    }

    long id() {
        return id;
    }

    /** Where a node is, null when the file does not tell. */
    @Nullable
    Coordinate place() {
        return place;
    }

    /** The middle of a way or relation, null when the file does not tell. */
    @Nullable
    Coordinate center() {
        return center;
    }

    /** The corners of a way, null where the answer leaves one out; null when they are in the nodes. */
    @Nullable
    List<@Nullable Coordinate> line() {
        return line;
    }

    /** The ids of the nodes of a way. */
    long[] nodes() {
        return nodes.clone();
    }

    /** The members of a relation that have coordinates with them. */
    List<Member> members() {
        return members;
    }

    /** Whether no way is a member without its coordinates. */
    boolean allMembersHaveLines() {
        return allMembersHaveLines;
    }

    Map<String, String> tags() {
        return tags;
    }
}
