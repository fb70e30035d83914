package nl.plint.analysis.parameter;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.parameter.ParameterDefinition.Status;
import nl.plint.dataset.file.DefinitionNode;
import nl.plint.dataset.file.InvalidDefinitionException;
import nl.plint.quantity.Unit;

/** Parameters as a YAML file. Strict: a key that means nothing is refused, so that a misspelling does not pass in silence. */
public final class ParameterFile {
    private ParameterFile() {}

    /**
     * Reads parameters; the stream is left open.
     *
     * @param nameForErrors the file's name, for messages
     * @throws InvalidDefinitionException when a key is unknown, missing or has a value that is not accepted, or a parameter is
     *     defined twice
     * @throws java.io.UncheckedIOException when the stream cannot be read
     */
    public static Parameters read(InputStream yaml, String nameForErrors) {
        DefinitionNode root =
                DefinitionNode.ofYaml(yaml, nameForErrors).withOnlyKeys("id", "edition", "title", "parameters");
        root.get("title").localizedText();
        Map<String, ParameterDefinition> definitions = new LinkedHashMap<>();
        for (DefinitionNode node : root.get("parameters").items()) {
            ParameterDefinition definition = definition(node);
            if (definitions.putIfAbsent(definition.name(), definition) != null) {
                throw node.get("name").wrong("a name that no other parameter has");
            }
        }
        double edition = root.get("edition").number();
        if (edition != Math.rint(edition) || edition < 1 || edition > Integer.MAX_VALUE) {
            throw root.get("edition").wrong("a whole number of 1 or more");
        }
        return new Parameters(root.get("id").text(), (int) edition, definitions, Map.of());
    }

    private static ParameterDefinition definition(DefinitionNode node) {
        node.withOnlyKeys("name", "title", "value", "min", "max", "unit", "source", "status");
        Unit unit =
                node.get("unit").checked(() -> Unit.ofSymbol(node.get("unit").text()));
        return node.checked(() -> new ParameterDefinition(
                node.get("name").text(),
                node.get("title").localizedText(),
                node.get("value").number(),
                node.get("min").number(),
                node.get("max").number(),
                unit,
                node.get("source").text(),
                node.get("status").oneOf(Status.values(), Inputs::wireName)));
    }
}
