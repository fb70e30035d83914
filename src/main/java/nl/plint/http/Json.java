package nl.plint.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Plain values to JSON and back. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static byte[] bytes(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The object in a body.
     *
     * @throws ProblemException when it is not a JSON object, with the place of the fault
     */
    static Map<String, @Nullable Object> object(byte[] body) {
        try {
            Map<String, @Nullable Object> map = MAPPER.readValue(body, new TypeReference<>() {});
            if (map != null) {
                return map;
            }
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : ", at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ProblemException(new Problem(
                    400,
                    "invalid-body",
                    "Invalid body",
                    "the body is not a JSON object: " + e.getOriginalMessage() + at));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new ProblemException(new Problem(400, "invalid-body", "Invalid body", "the body is not a JSON object"));
    }

    /** An object inside another that we made ourselves; empty when it is not there. */
    static Map<String, @Nullable Object> nested(Map<String, @Nullable Object> object, String name) {
        if (object.get(name) instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // Jackson makes maps with text keys
            Map<String, @Nullable Object> nested = (Map<String, @Nullable Object>) map;
            return nested;
        }
        return Map.of();
    }

    /** A text in both languages, as an object. */
    static Map<String, String> localized(LocalizedText text) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("nl", text.nl());
        both.put("en", text.en());
        return both;
    }

    static Object parse(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
