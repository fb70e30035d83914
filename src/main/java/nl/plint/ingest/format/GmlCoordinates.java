package nl.plint.ingest.format;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import nl.plint.ingest.format.XmlCursor.Content;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;

/**
 * Reads lists of coordinates: {@code pos} and {@code posList} of GML 3, {@code coordinates} of GML 2 with its own signs for
 * decimals and separators. Works on the text piece by piece, so that a list of millions of numbers is never one string.
 */
final class GmlCoordinates {
    private static final int MOST_NUMBERS = 15_000_000;
    private static final int MOST_DIGITS = 400;

    private double[] numbers = new double[64];
    private int count;
    private final char[] token = new char[MOST_DIGITS];
    private int length;
    private final char decimal;
    private final String separators;

    private GmlCoordinates(char decimal, String separators) {
        this.decimal = decimal;
        this.separators = separators;
    }

    /** The positions of a {@code pos} or {@code posList} element that was just begun, x and y as written. */
    static Coordinate[] positions(XmlCursor cursor, int inheritedDimension) throws XMLStreamException {
        String dimension = cursor.attribute("srsDimension");
        if (dimension == null) {
            dimension = cursor.attribute("dimension");
        }
        String given = cursor.attribute("count");
        boolean single = cursor.name().equals("pos");
        GmlCoordinates list = new GmlCoordinates('.', "");
        list.readAll(cursor);
        int size = dimension == null ? inheritedDimension : whole(dimension);
        if (size == 0 && single) {
            size = list.count;
        } else if (size == 0) {
            size = given == null ? 2 : list.count / Math.max(1, whole(given));
        }
        cursor.countCoordinates(list.count / Math.max(1, size));
        return list.grouped(size);
    }

    /** The positions of a {@code coordinates} element of GML 2. */
    static Coordinate[] tuples(XmlCursor cursor) throws XMLStreamException {
        String decimal = cursor.attribute("decimal");
        String between = cursor.rawAttribute("cs");
        String separators = between == null ? "," : between;
        String tuples = cursor.rawAttribute("ts");
        GmlCoordinates list = new GmlCoordinates(
                decimal == null ? '.' : decimal.charAt(0), tuples == null ? separators : separators + tuples);
        // How many numbers there are in a tuple shows in the first one: up to the first space outside separators.
        StringBuilder first = new StringBuilder();
        int depth = cursor.depth();
        Content content = cursor.nextContent(depth);
        while (content != Content.END) {
            if (content == Content.TEXT) {
                if (first.length() < 2 * MOST_DIGITS) {
                    first.append(
                            cursor.textCharacters(),
                            cursor.textStart(),
                            Math.min(cursor.textLength(), 4 * MOST_DIGITS));
                }
                list.take(cursor);
            }
            content = cursor.nextContent(depth);
        }
        list.finishToken();
        String tuple =
                first.toString().strip().split(tuples == null ? "\\s+" : java.util.regex.Pattern.quote(tuples))[0];
        int size = tuple.split(java.util.regex.Pattern.quote(separators)).length;
        cursor.countCoordinates(list.count / Math.max(1, size));
        return list.grouped(size);
    }

    private static int whole(String text) {
        if (!text.matches("\\d{1,8}")) {
            throw new IllegalArgumentException("'" + text + "' is not a number of dimensions or positions");
        }
        return Integer.parseInt(text);
    }

    private void readAll(XmlCursor cursor) throws XMLStreamException {
        int depth = cursor.depth();
        for (Content content = cursor.nextContent(depth); content != Content.END; content = cursor.nextContent(depth)) {
            if (content == Content.TEXT) {
                take(cursor);
            }
        }
        finishToken();
    }

    private void take(XmlCursor cursor) {
        char[] text = cursor.textCharacters();
        int end = cursor.textStart() + cursor.textLength();
        for (int at = cursor.textStart(); at < end; at++) {
            char c = text[at];
            if (c <= ' ' || separators.indexOf(c) >= 0) {
                finishToken();
            } else if (length < MOST_DIGITS) {
                token[length++] = c == decimal ? '.' : c;
            } else {
                throw new IllegalArgumentException("a coordinate has more than " + MOST_DIGITS + " digits");
            }
        }
    }

    private void finishToken() {
        if (length == 0) {
            return;
        }
        double number;
        try {
            number = NumberInput.parseDouble(token, 0, length, true);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + new String(token, 0, Math.min(length, 40)) + "' is not a coordinate", e);
        }
        if (count == MOST_NUMBERS) {
            throw new IllegalArgumentException("a list has more than " + MOST_NUMBERS + " coordinates");
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number;
        length = 0;
    }

    private Coordinate[] grouped(int size) {
        if (count == 0) {
            return new Coordinate[0];
        }
        if (size < 2 || size > 4 || count % size != 0) {
            throw new IllegalArgumentException(
                    count + " numbers do not make positions of " + size + " dimensions; is srsDimension right?");
        }
        Coordinate[] positions = new Coordinate[count / size];
        for (int at = 0; at < positions.length; at++) {
            positions[at] = new CoordinateXY(numbers[at * size], numbers[at * size + 1]);
        }
        return positions;
    }
}
