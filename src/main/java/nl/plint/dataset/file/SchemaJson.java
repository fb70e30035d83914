package nl.plint.dataset.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Restriction;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A schema as a JSON list of properties, in the words of a layer definition file. */
public final class SchemaJson {
    private static final String UNLESS_OPEN = "unless-open";

    private SchemaJson() {}

    public static String write(Schema schema) {
        return properties(schema.properties()).toString();
    }

    /**
     * Reads what {@link #write} gave.
     *
     * @throws InvalidDefinitionException when it is something else
     */
    public static Schema read(String json) {
        DefinitionNode root = DefinitionNode.ofJson(json, "schema");
        return root.checked(() -> new Schema(properties(root)));
    }

    static ArrayNode properties(List<PropertyDefinition> properties) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (PropertyDefinition property : properties) {
            ObjectNode node = list.addObject();
            node.put("name", property.name());
            node.set("title", text(property.title()));
            node.put("type", property.type().wireName());
            if (property.unit() != null) {
                node.put("unit", property.unit().symbol());
            }
            node.put("required", property.required());
            if (property.minimum() != null) {
                node.put("minimum", property.minimum());
            }
            if (property.maximum() != null) {
                node.put("maximum", property.maximum());
            }
            if (!property.values().isEmpty()) {
                ArrayNode values = node.putArray("values");
                property.values().forEach(values::add);
            }
            if (property.references() != null) {
                node.put("references", property.references());
            }
            switch (property.restriction()) {
                case NONE -> {}
                case UNLESS_OPEN -> node.put("restricted", UNLESS_OPEN);
                case ALWAYS -> node.put("restricted", true);
            }
        }
        return list;
    }

    static List<PropertyDefinition> properties(DefinitionNode list) {
        return list.items().stream().map(SchemaJson::property).toList();
    }

    static ObjectNode text(LocalizedText text) {
        return JsonNodeFactory.instance.objectNode().put("nl", text.nl()).put("en", text.en());
    }

    private static PropertyDefinition property(DefinitionNode node) {
        node.withOnlyKeys(
                "name",
                "title",
                "type",
                "unit",
                "required",
                "minimum",
                "maximum",
                "values",
                "references",
                "restricted");
        PropertyType type = node.get("type").oneOf(PropertyType.values(), PropertyType::wireName);
        Double minimum = limit(node.find("minimum"), type);
        Double maximum = limit(node.find("maximum"), type);
        if (minimum != null && maximum != null && minimum > maximum) {
            throw node.get("minimum").wrong("a number not above the maximum, " + maximum);
        }
        DefinitionNode required = node.find("required");
        DefinitionNode restricted = node.find("restricted");
        return node.checked(() -> new PropertyDefinition(
                node.get("name").text(),
                node.get("title").localizedText(),
                type,
                unit(node.find("unit"), type),
                required != null && required.flag(),
                minimum,
                maximum,
                values(node.find("values"), type),
                references(node.find("references"), type),
                restricted == null ? Restriction.NONE : restriction(restricted)));
    }

    private static Restriction restriction(DefinitionNode node) {
        if (UNLESS_OPEN.equals(node.plain())) {
            return Restriction.UNLESS_OPEN;
        }
        if (node.plain() instanceof Boolean always) {
            return always ? Restriction.ALWAYS : Restriction.NONE;
        }
        throw node.wrong("true, false or '" + UNLESS_OPEN + "'");
    }

    private static @Nullable String references(@Nullable DefinitionNode node, PropertyType type) {
        if (node == null) {
            return null;
        }
        if (type != PropertyType.STRING) {
            throw node.wrong("nothing here: only a property of type string refers to a layer");
        }
        String layer = node.text();
        return node.checked(() -> LayerDefinition.requireId(layer));
    }

    private static @Nullable Double limit(@Nullable DefinitionNode node, PropertyType type) {
        if (node == null) {
            return null;
        }
        requireNumeric(node, type);
        return node.number();
    }

    private static @Nullable Unit unit(@Nullable DefinitionNode node, PropertyType type) {
        if (node == null) {
            return null;
        }
        requireNumeric(node, type);
        String symbol = node.text();
        return node.checked(() -> Unit.ofSymbol(symbol));
    }

    private static List<String> values(@Nullable DefinitionNode node, PropertyType type) {
        if (node == null) {
            return List.of();
        }
        if (type != PropertyType.STRING) {
            throw node.wrong("no values: only a property of type string has a list of them");
        }
        return node.items().stream().map(DefinitionNode::text).toList();
    }

    private static void requireNumeric(DefinitionNode node, PropertyType type) {
        if (type != PropertyType.NUMBER && type != PropertyType.INTEGER) {
            throw node.wrong("nothing here: only a property of type integer or number has it");
        }
    }
}
