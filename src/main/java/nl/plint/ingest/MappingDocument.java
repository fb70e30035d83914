package nl.plint.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import nl.plint.ingest.IngestException.Fault;
import org.jspecify.annotations.Nullable;

/** The YAML of one mapping, read key by key; what does not fit is refused with file, key and what is accepted. */
final class MappingDocument {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String fileName;

    MappingDocument(String fileName) {
        this.fileName = fileName;
    }

    JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw invalid("", "is not YAML: " + e.getOriginalMessage());
        }
    }

    /** A map with none but these keys. */
    JsonNode requireMap(JsonNode node, String path, List<String> keys) {
        if (!node.isObject()) {
            throw invalid(path, "must be a map with keys out of " + keys);
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw invalid(under(path, key), "is not known here; known are " + keys);
            }
        });
        return node;
    }

    /** The text of a key that must be there. */
    String text(JsonNode node, String path, String key) {
        String text = optional(node, path, key);
        if (text == null || text.isBlank()) {
            throw invalid(under(path, key), text == null ? "is missing" : "must not be blank");
        }
        return text;
    }

    /** The text of a key, null when it is not there. */
    @Nullable
    String optional(JsonNode node, String path, String key) {
        if (!node.hasNonNull(key)) {
            return null;
        }
        if (!node.get(key).isTextual()) {
            throw invalid(under(path, key), "must be a text");
        }
        return node.get(key).textValue();
    }

    /** One text or a list of them, none of them blank. */
    List<String> names(JsonNode node, String path) {
        List<String> names = new ArrayList<>();
        if (node.isTextual()) {
            names.add(node.textValue());
        } else if (node.isArray()) {
            node.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
        }
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw invalid(path, "must be a column name or a list of them");
        }
        return names;
    }

    /** A list of texts or numbers, as texts. */
    List<String> texts(JsonNode node, String path) {
        if (!node.isArray() || node.isEmpty()) {
            throw invalid(path, "must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node) {
            if (!text.isTextual() && !text.isNumber()) {
                throw invalid(path, "must be a list of texts, has " + text);
            }
            texts.add(text.asText());
        }
        return texts;
    }

    static String under(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    IngestException invalid(String path, @Nullable String problem) {
        return new IngestException(
                Fault.INVALID_MAPPING, "mapping " + fileName + (path.isEmpty() ? "" : ", key " + path) + " " + problem);
    }
}
