package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The {@code coordinates} of a geometry, read without knowing its type, which may stand behind them: the positions in one
 * flat array, and for each level of lists where each list ends. Heights are dropped; a ring that is open is closed.
 */
final class GeoJsonCoordinates {
    /** The level of positions in a MultiPolygon, which has most: polygons, rings, positions in the outermost list. */
    private static final int DEEPEST = 4;

    private static final int KEPT_ORDINATES = 1 << 16;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private double[] ordinates = new double[16];
    private int positions;
    /** At which level the positions are, the outermost list being 1; 0 while there are none. */
    private int positionLevel;
    /** Of each list of a level, how many children there are up to its end, over all lists of that level. */
    private final int[][] ends = new int[DEEPEST + 1][4];

    private final int[] lists = new int[DEEPEST + 1];
    private @Nullable String fault;

    /** Reads the value that the tokens stand at, to its end, also when it is faulty. */
    void read(JsonTokens tokens) {
        positions = 0;
        positionLevel = 0;
        Arrays.fill(lists, 0);
        fault = null;
        if (ordinates.length > KEPT_ORDINATES) {
            ordinates = new double[16];
        }
        if (tokens.current() != JsonToken.START_ARRAY) {
            fault = "coordinates are not a list but " + shown(tokens.current(), tokens);
            tokens.skip();
            return;
        }
        int level = 1;
        int numbers = 0;
        double x = 0;
        double y = 0;
        while (level > 0) {
            JsonToken token = tokens.next();
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                if (numbers == 0) {
                    x = tokens.number();
                } else if (numbers == 1) {
                    y = tokens.number();
                }
                numbers++;
            } else if (token == JsonToken.START_ARRAY) {
                if (numbers > 0) {
                    faulty("a position is not two numbers: it holds a list");
                }
                level++;
                numbers = 0;
            } else if (token == JsonToken.END_ARRAY) {
                if (numbers == 0) {
                    endList(level);
                } else {
                    tokens.countCoordinate();
                    endPosition(level, numbers, x, y);
                }
                level--;
                numbers = 0;
            } else {
                faulty("a position is not two numbers: it holds " + shown(token, tokens));
                tokens.skip();
                numbers++;
            }
        }
    }

    private static String shown(@Nullable JsonToken token, JsonTokens tokens) {
        String text = tokens.text();
        if (text == null) {
            return token == JsonToken.VALUE_NULL ? "null" : "an object";
        }
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    }

    private void faulty(String problem) {
        if (fault == null) {
            fault = problem;
        }
    }

    private void endPosition(int level, int numbers, double x, double y) {
        if (numbers < 2) {
            faulty("a position is not two numbers: it holds one");
        } else if (!Double.isFinite(x) || !Double.isFinite(y)) {
            faulty("a position holds a number that is not finite");
        } else if (positionLevel != 0 && positionLevel != level) {
            faulty("positions are nested in different ways");
        }
        positionLevel = level;
        if (fault == null) {
            if (2 * positions == ordinates.length) {
                ordinates = Arrays.copyOf(ordinates, 2 * ordinates.length);
            }
            ordinates[2 * positions] = x;
            ordinates[2 * positions + 1] = y;
            positions++;
        }
    }

    private void endList(int level) {
        if (level > DEEPEST) {
            faulty("lists are nested too deep");
        }
        if (fault != null) {
            return;
        }
        if (lists[level] == ends[level].length) {
            ends[level] = Arrays.copyOf(ends[level], 2 * lists[level]);
        }
        boolean ofPositions = level + 1 == positionLevel;
        ends[level][lists[level]++] = ofPositions ? positions : level == DEEPEST ? 0 : lists[level + 1];
    }

    /** What kept it from being read, null for nothing. */
    @Nullable
    String fault() {
        return fault;
    }

    /**
     * The geometry of a type that has coordinates.
     *
     * @throws IllegalArgumentException when they are not those of the type; the message says what is wrong
     */
    Geometry geometry(String type) {
        switch (type) {
            case "Point" -> {
                if (positions == 0 && lists[1] == 1 && lists[2] == 0) {
                    return FACTORY.createPoint();
                }
                requireLevel(1, type);
                return FACTORY.createPoint(coordinates(0, positions)[0]);
            }
            case "MultiPoint" -> {
                requireLevel(2, type);
                return FACTORY.createMultiPointFromCoords(coordinates(0, positions));
            }
            case "LineString" -> {
                requireLevel(2, type);
                return FACTORY.createLineString(coordinates(0, positions));
            }
            case "MultiLineString" -> {
                requireLevel(3, type);
                LineString[] lines = new LineString[lists[2]];
                for (int line = 0; line < lines.length; line++) {
                    lines[line] = FACTORY.createLineString(coordinates(start(2, line), end(2, line)));
                }
                return FACTORY.createMultiLineString(lines);
            }
            case "Polygon" -> {
                requireLevel(3, type);
                return polygon(2, 0, lists[2]);
            }
            case "MultiPolygon" -> {
                requireLevel(4, type);
                Polygon[] polygons = new Polygon[lists[2]];
                for (int polygon = 0; polygon < polygons.length; polygon++) {
                    polygons[polygon] = polygon(3, start(2, polygon), end(2, polygon));
                }
                return FACTORY.createMultiPolygon(polygons);
            }
            default -> throw new IllegalArgumentException("a " + type + " has no coordinates");
        }
    }

    private void requireLevel(int level, String type) {
        boolean deeper = false;
        for (int of = level; of <= DEEPEST; of++) {
            deeper |= lists[of] > 0;
        }
        if (deeper || (positionLevel != 0 && positionLevel != level)) {
            throw new IllegalArgumentException("the positions are not nested as those of a " + type);
        }
    }

    private int start(int level, int list) {
        return list == 0 ? 0 : ends[level][list - 1];
    }

    /** A list of lists of nothing was closed before it was known where positions are: it then ends at 0, which is right. */
    private int end(int level, int list) {
        return ends[level][list];
    }

    private Polygon polygon(int level, int first, int end) {
        if (first == end) {
            return FACTORY.createPolygon();
        }
        LinearRing[] rings = new LinearRing[end - first];
        for (int ring = first; ring < end; ring++) {
            rings[ring - first] = ring(start(level, ring), end(level, ring));
        }
        return FACTORY.createPolygon(rings[0], Arrays.copyOfRange(rings, 1, rings.length));
    }

    private LinearRing ring(int first, int end) {
        Coordinate[] given = coordinates(first, end);
        if (given.length == 0) {
            return FACTORY.createLinearRing();
        }
        boolean closed = given[0].equals2D(given[given.length - 1]);
        int size = closed ? given.length : given.length + 1;
        // A ring of too few points cannot be made in JTS: its last point is repeated, and the repair will drop it.
        Coordinate[] ring = Arrays.copyOf(given, Math.max(4, size));
        for (int at = given.length; at < ring.length; at++) {
            ring[at] = ring[0].copy();
        }
        return FACTORY.createLinearRing(ring);
    }

    private Coordinate[] coordinates(int first, int end) {
        Coordinate[] coordinates = new Coordinate[end - first];
        for (int at = first; at < end; at++) {
            coordinates[at - first] = new CoordinateXY(ordinates[2 * at], ordinates[2 * at + 1]);
        }
        return coordinates;
    }
}
