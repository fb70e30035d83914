package nl.plint.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.store.PublishedLayer;
import org.jspecify.annotations.Nullable;

/** What the features of a layer are made of, as JSON Schema (OGC API Features part 5, draft). */
final class SchemaDocuments {
    private final Links links;

    SchemaDocuments(Links links) {
        this.links = links;
    }

    /** All that a feature has: its id, its geometry, its properties in order. */
    Map<String, @Nullable Object> schema(Context context, PublishedLayer layer) {
        Map<String, Object> properties = new LinkedHashMap<>();
        String idProperty = layer.definition().idProperty();
        if (idProperty == null) {
            Map<String, Object> id = new LinkedHashMap<>();
            id.put("type", "string");
            id.put("x-ogc-role", "id");
            id.put("readOnly", true);
            properties.put("id", id);
        }
        GeometryKind geometry = layer.definition().geometry();
        if (geometry != GeometryKind.NONE) {
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("format", CollectionDocuments.geometryFormat(geometry));
            place.put("x-ogc-role", "primary-geometry");
            properties.put("geometry", place);
        }
        Locale language = Documents.language(context);
        int sequence = 1;
        for (PropertyDefinition property : layer.current().schema().properties()) {
            Map<String, Object> described = CollectionDocuments.schema(property, language);
            described.put("x-ogc-propertySeq", sequence++);
            if (property.name().equals(idProperty)) {
                described.put("x-ogc-role", "id");
            }
            properties.put(property.name(), described);
        }
        Map<String, @Nullable Object> document = document(context, layer, "schema", properties);
        document.put(
                "required",
                layer.current().schema().properties().stream()
                        .filter(PropertyDefinition::required)
                        .map(PropertyDefinition::name)
                        .toList());
        return document;
    }

    /** The properties that features can be sorted by (part 8, draft). */
    Map<String, @Nullable Object> sortables(Context context, PublishedLayer layer) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Predicate<PropertyDefinition> sortable = SortParameter::isSortable;
        layer.current().schema().properties().stream()
                .filter(sortable)
                .forEach(property -> properties.put(
                        property.name(), CollectionDocuments.schema(property, Documents.language(context))));
        return document(context, layer, "sortables", properties);
    }

    private Map<String, @Nullable Object> document(
            Context context, PublishedLayer layer, String name, Map<String, Object> properties) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put(
                "$id", links.href(context, "/collections/" + layer.definition().id() + "/" + name));
        document.put("type", "object");
        document.put("title", layer.definition().title().in(Documents.language(context)));
        document.put("properties", properties);
        document.put("additionalProperties", false);
        return document;
    }
}
