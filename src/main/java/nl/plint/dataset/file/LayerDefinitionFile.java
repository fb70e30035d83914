package nl.plint.dataset.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import nl.plint.dataset.DataTheme;
import nl.plint.dataset.Discovery;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import nl.plint.dataset.UpdateFrequency;

/** Layer definitions as YAML files, and as JSON with the same keys. */
public final class LayerDefinitionFile {
    private LayerDefinitionFile() {}

    /**
     * Reads a definition from YAML; the stream is left open.
     *
     * @param nameForErrors the file's name, for messages
     * @throws InvalidDefinitionException when a key is unknown, missing or has a value that is not accepted
     * @throws java.io.UncheckedIOException when the stream cannot be read
     */
    public static LayerDefinition read(InputStream yaml, String nameForErrors) {
        return definition(DefinitionNode.ofYaml(yaml, nameForErrors));
    }

    /**
     * Reads a definition from JSON with the keys of the YAML form.
     *
     * @throws InvalidDefinitionException as {@link #read}
     */
    public static LayerDefinition readJson(String json) {
        return definition(DefinitionNode.ofJson(json, "layer definition"));
    }

    /** Writes a definition as JSON that {@link #readJson} reads back as an equal one. */
    public static String write(LayerDefinition layer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", layer.id());
        node.set("title", SchemaJson.text(layer.title()));
        node.set("description", SchemaJson.text(layer.description()));
        node.put("geometry", layer.geometry().wireName());
        if (layer.idProperty() != null) {
            node.put("idProperty", layer.idProperty());
        }
        Discovery discovery = layer.discovery();
        if (!discovery.keywords().isEmpty()) {
            ArrayNode keywords = node.putArray("keywords");
            discovery.keywords().forEach(keyword -> keywords.add(SchemaJson.text(keyword)));
        }
        if (!discovery.themes().isEmpty()) {
            ArrayNode themes = node.putArray("themes");
            discovery.themes().forEach(theme -> themes.add(theme.name()));
        }
        if (discovery.updateFrequency() != UpdateFrequency.UNKNOWN) {
            node.put("updateFrequency", discovery.updateFrequency().wireName());
        }
        node.set("properties", SchemaJson.properties(layer.properties()));
        return node.toString();
    }

    private static LayerDefinition definition(DefinitionNode root) {
        root.withOnlyKeys(
                "id",
                "title",
                "description",
                "keywords",
                "themes",
                "updateFrequency",
                "geometry",
                "idProperty",
                "properties");
        DefinitionNode idProperty = root.find("idProperty");
        DefinitionNode list = root.get("properties");
        List<PropertyDefinition> properties = SchemaJson.properties(list);
        Schema distinct = list.checked(() -> new Schema(properties));
        return root.checked(() -> new LayerDefinition(
                root.get("id").text(),
                root.get("title").localizedText(),
                root.get("description").localizedText(),
                root.get("geometry").oneOf(GeometryKind.values(), GeometryKind::wireName),
                idProperty == null ? null : idProperty.text(),
                distinct.properties(),
                discovery(root)));
    }

    private static Discovery discovery(DefinitionNode root) {
        DefinitionNode keywords = root.find("keywords");
        DefinitionNode themes = root.find("themes");
        DefinitionNode frequency = root.find("updateFrequency");
        return new Discovery(
                keywords == null
                        ? List.of()
                        : keywords.items().stream()
                                .map(DefinitionNode::localizedText)
                                .toList(),
                themes == null
                        ? List.of()
                        : themes.items().stream()
                                .map(theme -> theme.oneOf(DataTheme.values(), DataTheme::name))
                                .toList(),
                frequency == null
                        ? UpdateFrequency.UNKNOWN
                        : frequency.oneOf(UpdateFrequency.values(), UpdateFrequency::wireName));
    }
}
