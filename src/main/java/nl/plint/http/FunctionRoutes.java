package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.filter.FunctionDefinition;
import nl.plint.filter.FunctionRegistry;
import nl.plint.filter.ValueType;
import org.jspecify.annotations.Nullable;

/** OGC API Features, part 3: the functions that filters can call besides those of CQL2 itself. */
final class FunctionRoutes {
    static final String PATH = "/functions";

    private final Links links;

    FunctionRoutes(Links links) {
        this.links = links;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + PATH, this::functions);
    }

    private void functions(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(
                "functions",
                FunctionRegistry.standard().list().stream()
                        .map(FunctionRoutes::described)
                        .toList());
        document.put("links", links.selfAndAlternate(context, PATH, Documents.isHtml(context)));
        Documents.send(context, "Functions", document);
    }

    private static Map<String, Object> described(FunctionDefinition function) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", function.name());
        described.put("description", function.description());
        List<FunctionDefinition.Argument> taken = function.arguments();
        List<Map<String, Object>> arguments = new ArrayList<>();
        if (taken != null) {
            taken.forEach(argument ->
                    arguments.add(Map.of("title", argument.title(), "type", List.of(type(argument.type())))));
        }
        described.put("args", arguments);
        described.put("returns", List.of(type(function.returns())));
        return described;
    }

    /** The name of the standard's schema; the one function that takes a date or a timestamp calls them datetime. */
    private static String type(ValueType type) {
        return switch (type) {
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case GEOMETRY -> "geometry";
            case DATE, TIMESTAMP, INTERVAL, ANY -> "datetime";
            case TEXT, ARRAY -> "string";
        };
    }
}
