package nl.plint.dataset.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Nested values, see {@link nl.plint.dataset.PropertyType#JSON}, as JSON text. Whole numbers are read as {@code Long}. */
public final class ValueJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private ValueJson() {}

    /**
     * @throws IllegalArgumentException when the value has parts that JSON cannot say
     */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a nested value of maps, lists, texts, numbers and booleans", e);
        }
    }

    /**
     * @throws InvalidDefinitionException when the text is not JSON
     */
    public static @Nullable Object read(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new InvalidDefinitionException("nested value", "", e);
        }
    }
}
