package nl.plint.dataset.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A place in a definition file: what stands there, and how to name it in an error. */
public final class DefinitionNode {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String source;
    private final String path;
    private final JsonNode node;

    private DefinitionNode(String source, String path, JsonNode node) {
        this.source = source;
        this.path = path;
        this.node = node;
    }

    public static DefinitionNode ofYaml(InputStream yaml, String source) {
        try {
            return new DefinitionNode(source, "", YAML.readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new InvalidDefinitionException(source, "", e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + source, e);
        }
    }

    static DefinitionNode ofJson(String json, String source) {
        try {
            return new DefinitionNode(source, "", JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new InvalidDefinitionException(source, "", e);
        }
    }

    /** Requires a map that has no other keys than these. */
    public DefinitionNode withOnlyKeys(String... accepted) {
        if (!node.isObject()) {
            throw wrong("a map with the keys " + Arrays.toString(accepted));
        }
        List<String> known = List.of(accepted);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new InvalidDefinitionException(
                        source, child(name), "unknown key '" + name + "', accepted are " + known);
            }
        }
        return this;
    }

    public DefinitionNode get(String key) {
        DefinitionNode found = find(key);
        if (found == null) {
            throw new InvalidDefinitionException(source, child(key), "this key is missing");
        }
        return found;
    }

    /** The value of a key, null when the key is absent or has no value. */
    public @Nullable DefinitionNode find(String key) {
        JsonNode found = node.get(key);
        return found == null || found.isNull() ? null : new DefinitionNode(source, child(key), found);
    }

    public List<DefinitionNode> items() {
        if (!node.isArray()) {
            throw wrong("a list");
        }
        List<DefinitionNode> items = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            items.add(new DefinitionNode(source, path + "[" + index + "]", node.get(index)));
        }
        return items;
    }

    public String text() {
        if (!node.isTextual()) {
            throw wrong("a text (put quotes around it)");
        }
        return node.textValue();
    }

    public double number() {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong("a number");
        }
        return node.doubleValue();
    }

    /** A text or flag as it is; null for anything else. */
    @Nullable
    Object plain() {
        return node.isTextual() ? (Object) node.textValue() : node.isBoolean() ? (Object) node.booleanValue() : null;
    }

    public boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    /** A map of whatever JSON there is, as plain values. */
    Map<String, @Nullable Object> plainMap() {
        if (!node.isObject()) {
            throw wrong("a map");
        }
        return JSON.convertValue(node, new TypeReference<Map<String, @Nullable Object>>() {});
    }

    public LocalizedText localizedText() {
        withOnlyKeys("nl", "en");
        String nl = get("nl").text();
        String en = get("en").text();
        return checked(() -> new LocalizedText(nl, en));
    }

    public <T extends Enum<T>> T oneOf(T[] values, Function<T, String> wireName) {
        String text = text();
        for (T value : values) {
            if (wireName.apply(value).equals(text)) {
                return value;
            }
        }
        throw wrong("one of " + Arrays.stream(values).map(wireName).toList());
    }

    /** Runs a constructor that checks its arguments, and names this place when it refuses them. */
    public <T> T checked(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (InvalidDefinitionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidDefinitionException(source, path, e);
        }
    }

    public InvalidDefinitionException wrong(String accepted) {
        String found = node.isMissingNode() ? "nothing" : node.toString();
        return new InvalidDefinitionException(source, path, "was " + found + ", accepted is " + accepted);
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
