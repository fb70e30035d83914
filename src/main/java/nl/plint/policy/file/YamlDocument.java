package nl.plint.policy.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML into nodes that know their lines. */
final class YamlDocument {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String document;
    private final JsonParser parser;

    private YamlDocument(String document, JsonParser parser) {
        this.document = document;
        this.parser = parser;
    }

    /**
     * @param document name for messages, such as the file's name
     * @throws InvalidPolicyException when the text is no YAML, or a key is given twice
     */
    static PolicyNode read(String document, String yaml) {
        try (JsonParser parser = YAML.createParser(yaml)) {
            parser.nextToken();
            return new YamlDocument(document, parser).node("");
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new InvalidPolicyException(
                    document, "", location == null ? 0 : location.getLineNr(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + document, e);
        }
    }

    private PolicyNode node(String path) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return new PolicyNode(document, path, line, value(path));
    }

    private @Nullable Object value(String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private Map<String, PolicyNode> object(String path) throws IOException {
        Map<String, PolicyNode> nodes = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            nodes.put(key, node(PolicyNode.below(path, key)));
        }
        return nodes;
    }

    private List<PolicyNode> array(String path) throws IOException {
        List<PolicyNode> nodes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(node(path + "[" + nodes.size() + "]"));
        }
        return nodes;
    }
}
