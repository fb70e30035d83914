package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one JSON file, within limits, so that no file can fill the memory: on nesting, on the length of names,
 * numbers and texts, and on what one row holds. Every problem is an {@link IngestException} with the line it is at.
 *
 * <p>U+0000 in a text becomes U+FFFD, since databases cut a text there. A number that is not finite is not given out: it is
 * null, and a fault of the row.
 */
final class JsonTokens implements AutoCloseable {
    private static final int MOST_NESTING = 100;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_TEXT = 20_000_000;
    private static final int MOST_COORDINATES = 5_000_000;
    private static final int MOST_VALUES = 1_000_000;
    private static final long MOST_CHARACTERS = 50_000_000;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Some programs write NaN for a value that is not known: that is a fault of the row, not of the file.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Interned names would stay in memory for good.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final String fileName;
    private final String format;
    private final CountingStream stream;
    private final JsonParser parser;
    private int coordinates;
    private int values;
    private long characters;
    private @Nullable String fault;

    /**
     * @param format the name of the format, for messages
     * @throws IngestException when the file cannot be read
     */
    JsonTokens(Path file, String fileName, String format) {
        this.fileName = fileName;
        this.format = format;
        try {
            boolean sequence;
            try (InputStream in = Files.newInputStream(file)) {
                sequence = JsonStart.isTextSequence(in.readNBytes(64));
            }
            this.stream = new CountingStream(Files.newInputStream(file));
            this.parser = JSON.createParser(sequence ? new TextSequenceStream(stream) : stream);
        } catch (CharConversionException e) {
            throw new IngestException(
                    Fault.MALFORMED, fileName + " is not whole " + format + ": " + e.getMessage() + ", at line 1", e);
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + fileName + ": " + e.getMessage(), e);
        }
    }

    /** Goes to the next token; null at the end of the file, which is never inside an object or a list. */
    @Nullable
    JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** The token that it stands at. */
    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    /** Goes past the object or list that starts here; past nothing at any other token. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** The name of the member that it stands at. */
    String name() {
        try {
            return clean(parser.currentName());
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** A single value as the file writes it, without the quotes; null for an object, a list or null. */
    @Nullable
    String text() {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            return null;
        }
        try {
            return clean(parser.getText());
        } catch (IOException e) {
            throw problem(e);
        }
    }

    boolean isNumber() {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
    }

    /** The number that it stands at; may be infinite or no number at all. */
    double number() {
        try {
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** The whole number that it stands at, null when it is something else. */
    @Nullable
    Long wholeNumber() {
        try {
            boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            return whole ? Long.valueOf(parser.getLongValue()) : null;
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** The value that starts here, of maps, lists, texts, numbers and booleans. */
    @Nullable
    Object value() {
        if (++values > MOST_VALUES) {
            throw tooLarge("one row holds more than " + MOST_VALUES + " values");
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw malformed("the file breaks off");
        }
        try {
            return switch (token) {
                case VALUE_STRING -> counted(clean(parser.getText()));
                case VALUE_NUMBER_INT -> parser.getNumberValue();
                case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case START_OBJECT -> map();
                case START_ARRAY -> list();
                default -> null;
            };
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (next() == JsonToken.FIELD_NAME) {
            String name = counted(name());
            next();
            map.put(name, value());
        }
        return map;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    private String counted(String text) {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw tooLarge("one row holds more than " + MOST_CHARACTERS + " characters");
        }
        return text;
    }

    private @Nullable Double finite(double number) throws IOException {
        if (Double.isFinite(number)) {
            return number;
        }
        fault = parser.getText() + " is not a number that can be kept";
        return null;
    }

    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** Starts to count anew what one row holds. */
    void startRow() {
        coordinates = 0;
        values = 0;
        characters = 0;
        fault = null;
    }

    /** Counts one coordinate of the row, before it is kept. */
    void countCoordinate() {
        if (++coordinates > MOST_COORDINATES) {
            throw tooLarge("one row holds more than " + MOST_COORDINATES + " coordinates");
        }
    }

    /** What was wrong with a value of the row, null for nothing. */
    @Nullable
    String fault() {
        return fault;
    }

    IngestException malformed(String problem) {
        return new IngestException(
                Fault.MALFORMED, fileName + " is not whole " + format + ": " + problem + ", at " + place());
    }

    IngestException tooLarge(String problem) {
        return new IngestException(
                Fault.TOO_LARGE, fileName + " is more than can be taken in: " + problem + ", at " + place());
    }

    private IngestException problem(IOException e) {
        if (e instanceof JsonProcessingException json) {
            // A limit is told with the name of the class of the library that sets it.
            return malformed(json.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
        }
        return e instanceof CharConversionException
                ? malformed(String.valueOf(e.getMessage()))
                : new IngestException(Fault.UNREADABLE, "cannot read " + fileName + ": " + e.getMessage(), e);
    }

    private String place() {
        JsonLocation at = parser.currentLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    long bytesRead() {
        return stream.count();
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
