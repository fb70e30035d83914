package nl.plint.dataset.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Execution;
import nl.plint.dataset.Provenance;
import org.jspecify.annotations.Nullable;

/** Provenance as a JSON object. */
public final class ProvenanceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProvenanceJson() {}

    public static String write(Provenance provenance) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("source", SchemaJson.text(provenance.source()));
        node.put("licence", provenance.licence());
        node.put("attribution", provenance.attribution());
        node.put("fileName", provenance.fileName());
        node.put("fileSha256", provenance.fileSha256());
        node.put("mapping", provenance.mapping());
        node.put("synthetic", provenance.synthetic());
        node.put("software", provenance.software());
        Execution execution = provenance.execution();
        if (execution != null) {
            node.set("execution", JSON.valueToTree(execution.toMap()));
        }
        return node.toString();
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws InvalidDefinitionException when it is something else
     */
    public static Provenance read(String json) {
        DefinitionNode root = DefinitionNode.ofJson(json, "provenance");
        root.withOnlyKeys(
                "source",
                "licence",
                "attribution",
                "fileName",
                "fileSha256",
                "mapping",
                "synthetic",
                "software",
                "execution");
        return new Provenance(
                root.get("source").localizedText(),
                root.get("licence").text(),
                optional(root.find("attribution")),
                root.get("fileName").text(),
                root.get("fileSha256").text(),
                optional(root.find("mapping")),
                root.get("synthetic").flag(),
                root.get("software").text(),
                execution(root.find("execution")));
    }

    private static @Nullable Execution execution(@Nullable DefinitionNode node) {
        if (node == null) {
            return null;
        }
        node.withOnlyKeys("process", "output", "parameters", "versions", "notes", "audience");
        return new Execution(
                node.get("process").text(),
                node.get("output").text(),
                node.get("parameters").plainMap(),
                node.get("versions").items().stream().map(DefinitionNode::text).toList(),
                node.get("notes").items().stream()
                        .map(DefinitionNode::localizedText)
                        .toList(),
                audience(node.find("audience")));
    }

    /** Answers that were kept before they said for whom they are, came from what everybody may see. */
    private static Audience audience(@Nullable DefinitionNode node) {
        return node == null ? Audience.PUBLIC : node.checked(() -> Audience.parse(node.text()));
    }

    private static @Nullable String optional(@Nullable DefinitionNode node) {
        return node == null ? null : node.text();
    }
}
