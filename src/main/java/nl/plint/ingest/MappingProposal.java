package nl.plint.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.Inspection.Column;
import nl.plint.ingest.Mapping.ColumnRule;

/**
 * Which layer an unknown file looks like, and a mapping for it, for a person to look over and save.
 *
 * <p>A column is proposed for a property when its name is the property's, or is one that a known mapping reads for it, or
 * shares its words; and only when its values fit: a number for a number, a date for a date, and texts of which at
 * least half are in the domain where there is one.
 *
 * @param layer the layer that most of the columns fit
 * @param columns the column proposed for each property, in the order of the layer
 * @param yaml the mapping as a document
 */
public record MappingProposal(LayerDefinition layer, Map<String, String> columns, String yaml) {

    /**
     * The layer that most columns fit; empty when none fits two columns that are a third of its properties, or a third of
     * the file.
     */
    public static Optional<MappingProposal> of(
            Inspection file, List<LayerDefinition> layers, Collection<Mapping> known, String id) {
        long columns =
                file.columns().stream().filter(column -> !column.coordinate()).count();
        return layers.stream()
                .map(layer -> Map.entry(layer, match(file, layer, known)))
                .filter(entry -> entry.getValue().size() >= 2
                        && entry.getValue().size() * 3L
                                >= Math.min(columns, entry.getKey().properties().size()))
                .max(Comparator.comparingInt((Map.Entry<LayerDefinition, Map<String, Column>> entry) ->
                                entry.getValue().size())
                        .thenComparing(entry -> entry.getKey().id(), Comparator.reverseOrder()))
                .map(entry -> proposal(file, entry.getKey(), entry.getValue(), id));
    }

    private static Map<String, Column> match(Inspection file, LayerDefinition layer, Collection<Mapping> known) {
        Map<String, Column> matches = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (int closeness = 0; closeness < 3; closeness++) {
            for (PropertyDefinition property : layer.properties()) {
                if (matches.containsKey(property.name())) {
                    continue;
                }
                Set<String> aliases = aliases(layer, property, known);
                for (Column column : file.columns()) {
                    if (!column.coordinate()
                            && !used.contains(column.name())
                            && isNamed(column.name(), property.name(), aliases, closeness)
                            && fits(column, property)) {
                        matches.put(property.name(), column);
                        used.add(column.name());
                        break;
                    }
                }
            }
        }
        return matches;
    }

    private static Set<String> aliases(LayerDefinition layer, PropertyDefinition property, Collection<Mapping> known) {
        Set<String> aliases = new HashSet<>();
        for (Mapping mapping : known) {
            ColumnRule rule = mapping.columns().get(property.name());
            if (mapping.layer().equals(layer.id()) && rule != null) {
                rule.from().forEach(name -> aliases.add(letters(name)));
            }
        }
        return aliases;
    }

    /** 0: the same name; 1: a name that a known mapping reads; 2: all words of the one are among those of the other. */
    private static boolean isNamed(String column, String property, Set<String> aliases, int closeness) {
        return switch (closeness) {
            case 0 -> letters(property).equals(letters(column));
            case 1 -> aliases.contains(letters(column));
            default -> {
                Set<String> ours = words(property);
                Set<String> theirs = words(column);
                yield ours.containsAll(theirs) || theirs.containsAll(ours);
            }
        };
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The words of a name in camelCase or with anything but letters between. */
    private static Set<String> words(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Set.copyOf(Arrays.asList(spaced.split("[^a-z0-9]+")));
    }

    private static boolean fits(Column column, PropertyDefinition property) {
        if (column.known() == 0) {
            return true;
        }
        return switch (property.type()) {
            case NUMBER -> column.type() == PropertyType.NUMBER || column.type() == PropertyType.INTEGER;
            case INTEGER ->
                column.type() == PropertyType.INTEGER
                        || (column.type() == PropertyType.NUMBER
                                && column.values().stream().allMatch(value -> value.matches("[-+]?[\\d.]+(\\.0*)?")));
            case DATE -> column.type() == PropertyType.DATE;
            case BOOLEAN ->
                column.type() == PropertyType.BOOLEAN || column.values().size() <= 2;
            case STRING ->
                property.values().isEmpty()
                        || column.values().stream()
                                                .filter(property.values()::contains)
                                                .count()
                                        * 2
                                >= column.values().size();
            case JSON -> column.type() == PropertyType.JSON;
        };
    }

    private static MappingProposal proposal(
            Inspection file, LayerDefinition layer, Map<String, Column> matches, String id) {
        boolean dutch = file.columns().stream().anyMatch(Column::dutchNumbers);
        boolean dutchDates = matches.values().stream()
                .filter(column -> column.type() == PropertyType.DATE)
                .flatMap(column -> column.values().stream())
                .anyMatch(value -> value.matches("\\d{1,2}-\\d{1,2}-\\d{4}"));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("layer", layer.id());
        Map<String, String> title = new LinkedHashMap<>();
        title.put("nl", id);
        title.put("en", id);
        document.put("title", title);
        document.put("numbers", dutch ? "dutch" : "plain");
        if (dutchDates) {
            document.put("dates", "dd-MM-yyyy");
        }
        List<Column> places = file.columns().stream().filter(Column::coordinate).toList();
        if (places.size() == 2) {
            Map<String, String> geometry = new LinkedHashMap<>();
            geometry.put("x", places.get(0).name());
            geometry.put("y", places.get(1).name());
            document.put("geometry", geometry);
        } else if (places.size() == 1) {
            document.put("geometry", Map.of("wkt", places.get(0).name()));
        }
        Map<String, Object> rules = new LinkedHashMap<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        for (PropertyDefinition property : layer.properties()) {
            Column column = matches.get(property.name());
            if (column != null) {
                rules.put(property.name(), rule(property, column));
                chosen.put(property.name(), column.name());
            }
        }
        document.put("columns", rules);
        try {
            String yaml = new YAMLMapper()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .writeValueAsString(document);
            return new MappingProposal(layer, chosen, yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> rule(PropertyDefinition property, Column column) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("from", column.name());
        if (property.unit() != null && property.type() == PropertyType.NUMBER) {
            rule.put("unit", property.unit().symbol());
        }
        boolean unclear = property.type() == PropertyType.BOOLEAN
                && column.values().stream().anyMatch(value -> Values.flag(value).isEmpty());
        if (unclear) {
            Map<String, Object> values = new LinkedHashMap<>();
            boolean first = true;
            for (String value : column.values()) {
                values.put(value, first);
                first = false;
            }
            rule.put("values", values);
        }
        return rule;
    }
}
