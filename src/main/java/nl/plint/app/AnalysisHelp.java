package nl.plint.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.OutputDescription;
import nl.plint.dataset.PropertyDefinition;

/** Tells on the command line what analyses there are, and what each takes and gives, from their descriptions. */
final class AnalysisHelp {
    private AnalysisHelp() {}

    static void list(AnalysisCatalog analyses, PrintWriter out) {
        out.println();
        out.println("Analyses (plint analyze PROCESS --help tells what one takes and gives):");
        for (Analysis<?> analysis : analyses.analyses()) {
            AnalysisDescription description = analysis.description();
            out.println(
                    "  " + description.id() + ": " + description.description().en());
        }
        out.flush();
    }

    static void describe(AnalysisDescription description, PrintWriter out) {
        out.println();
        out.println(description.title().en() + " (" + description.id() + ")");
        out.println("  " + description.description().en());
        out.println();
        out.println("Inputs:");
        for (InputDescription input : description.inputs()) {
            out.println("  " + input.name() + " (" + kind(input.schema()) + ")");
            out.println("      " + input.description().en());
        }
        out.println();
        out.println("Outputs:");
        for (OutputDescription output : description.outputs()) {
            out.println("  " + output.name() + ": " + output.description().en());
            if (output instanceof OutputDescription.Features features
                    && !features.properties().isEmpty()) {
                out.println("      "
                        + String.join(
                                ", ",
                                features.properties().stream()
                                        .map(PropertyDefinition::name)
                                        .toList()));
            }
        }
        out.flush();
    }

    private static String kind(Map<String, Object> schema) {
        List<String> parts = new ArrayList<>();
        if (schema.get("enum") instanceof List<?> values) {
            parts.add("one of " + values);
        } else if (schema.get("type") instanceof String type) {
            parts.add(type);
        } else if (schema.get("oneOf") instanceof List<?> forms) {
            for (Object form : forms) {
                if (form instanceof Map<?, ?> map) {
                    @SuppressWarnings("unchecked") // a JSON Schema
                    Map<String, Object> nested = (Map<String, Object>) map;
                    parts.add((parts.isEmpty() ? "" : "or ") + kind(nested));
                }
            }
        }
        if (schema.containsKey("minimum") || schema.containsKey("maximum")) {
            parts.add((schema.containsKey("minimum") ? "from " + schema.get("minimum") : "")
                    + (schema.containsKey("maximum") ? " to " + schema.get("maximum") : ""));
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            parts.add("of " + properties.keySet());
        }
        if (schema.containsKey("default")) {
            parts.add("default " + schema.get("default"));
        }
        return String.join(", ", parts);
    }
}
