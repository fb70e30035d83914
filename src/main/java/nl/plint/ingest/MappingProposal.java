package nl.plint.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.Inspection.Column;
import nl.plint.ingest.Mapping.ColumnRule;
import nl.plint.quantity.Unit;

/**
 * Which layer an unknown file looks like, and a mapping for it, for a person to look over and save.
 *
 * <p>A column is proposed for a property when its name is the property's, or is one that a known mapping reads for it, or
 * shares its words; and only when its values fit: a number for a number, a date for a date, and texts of which at
 * least half are in the domain where there is one, or look like codes for it. The mapping has the unit that the name of a column
 * ends in, a value table for codes, and the texts that seem to mean that there is no value.
 *
 * @param layer the layer that most of the columns fit
 * @param columns the column proposed for each property, in the order of the layer
 * @param yaml the mapping as a document
 */
public record MappingProposal(LayerDefinition layer, Map<String, String> columns, String yaml) {

    /**
     * The layer that most columns fit; empty when none fits two columns that are a third of its properties, or a third of
     * the file, and half of those that a feature must have: without them hardly a row could be stored.
     */
    public static Optional<MappingProposal> of(
            Inspection file, List<LayerDefinition> layers, Collection<Mapping> known, String id) {
        long columns =
                file.columns().stream().filter(column -> !column.coordinate()).count();
        return layers.stream()
                .map(layer -> Map.entry(layer, match(file, layer, known)))
                .filter(entry ->
                        hasHalfOfRequired(entry.getKey(), entry.getValue().keySet()))
                .filter(entry -> entry.getValue().size() >= 2
                        && entry.getValue().size() * 3L
                                >= Math.min(columns, entry.getKey().properties().size()))
                .max(Comparator.comparingInt((Map.Entry<LayerDefinition, Map<String, Column>> entry) ->
                                entry.getValue().size())
                        .thenComparing(entry -> entry.getKey().id(), Comparator.reverseOrder()))
                .map(entry -> proposal(file, entry.getKey(), entry.getValue(), known, id));
    }

    private static boolean hasHalfOfRequired(LayerDefinition layer, Set<String> matched) {
        List<String> required = layer.properties().stream()
                .filter(PropertyDefinition::required)
                .map(PropertyDefinition::name)
                .toList();
        return required.stream().filter(matched::contains).count() * 2 >= required.size();
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
                CodeGuess codes = codes(layer, property, known);
                for (Column column : file.columns()) {
                    if (!column.coordinate()
                            && !used.contains(column.name())
                            && isNamed(column.name(), property.name(), aliases, closeness)
                            && fits(column, property, codes)) {
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
                rule.from().forEach(name -> aliases.add(ColumnWords.letters(name)));
            }
        }
        return aliases;
    }

    /** 0: the same name; 1: a name that a known mapping reads; 2: all words of the one are among those of the other. */
    private static boolean isNamed(String column, String property, Set<String> aliases, int closeness) {
        return switch (closeness) {
            case 0 -> ColumnWords.letters(property).equals(ColumnWords.letters(column));
            case 1 -> aliases.contains(ColumnWords.letters(column));
            default -> ColumnWords.of(property).isAkinTo(ColumnWords.of(column));
        };
    }

    /** What the value tables of the known mappings of the layer say. */
    private static CodeGuess codes(LayerDefinition layer, PropertyDefinition property, Collection<Mapping> known) {
        return new CodeGuess(
                property,
                known.stream()
                        .filter(mapping -> mapping.layer().equals(layer.id()))
                        .sorted(Comparator.comparing(Mapping::id))
                        .map(mapping -> mapping.columns().get(property.name()))
                        .filter(rule -> rule != null && rule.derive() == null)
                        .map(ColumnRule::values)
                        .toList());
    }

    private static boolean fits(Column column, PropertyDefinition property, CodeGuess codes) {
        Set<String> values = column.realValues();
        if (values.isEmpty()) {
            return true;
        }
        if (!measuresTheSame(column, property)) {
            return false;
        }
        return switch (property.type()) {
            case NUMBER -> column.type() == PropertyType.NUMBER || column.type() == PropertyType.INTEGER;
            case INTEGER ->
                column.type() == PropertyType.INTEGER
                        || (column.type() == PropertyType.NUMBER
                                && values.stream().allMatch(value -> value.matches("[-+]?[\\d.]+(\\.0*)?")));
            case DATE -> column.type() == PropertyType.DATE;
            case BOOLEAN ->
                values.size() <= 2
                        || values.stream()
                                                .filter(value ->
                                                        Values.flag(value).isPresent())
                                                .count()
                                        * 2
                                >= values.size();
            case STRING -> property.values().isEmpty() || codes.countUnderstood(values) * 2 >= values.size();
            case JSON -> column.type() == PropertyType.JSON;
        };
    }

    private static boolean measuresTheSame(Column column, PropertyDefinition property) {
        Optional<Unit> unit = ColumnWords.of(column.name()).findUnit();
        if (unit.isEmpty()) {
            return true;
        }
        return property.unit() == null
                ? property.type() != PropertyType.BOOLEAN
                : isConvertible(unit.get(), property.unit());
    }

    private static boolean isConvertible(Unit from, Unit to) {
        try {
            return Double.isFinite(from.convert(1, to));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static MappingProposal proposal(
            Inspection file, LayerDefinition layer, Map<String, Column> matches, Collection<Mapping> known, String id) {
        boolean dutch = file.columns().stream().anyMatch(Column::dutchNumbers);
        boolean dutchDates = matches.values().stream()
                .filter(column -> column.type() == PropertyType.DATE)
                .flatMap(column -> column.realValues().stream())
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
        Map<String, String> geometry = geometry(file);
        if (!geometry.isEmpty()) {
            document.put("geometry", geometry);
        }
        Map<String, Object> rules = new LinkedHashMap<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        for (PropertyDefinition property : layer.properties()) {
            Column column = matches.get(property.name());
            if (column != null) {
                rules.put(property.name(), rule(property, column, codes(layer, property, known)));
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

    /** Where the coordinates are, empty when they are in no column. */
    private static Map<String, String> geometry(Inspection file) {
        List<String> places = file.columns().stream()
                .filter(Column::coordinate)
                .map(Column::name)
                .filter(name -> !name.equals(SourceReader.ID_COLUMN))
                .toList();
        if (places.size() != 2) {
            return places.size() == 1 ? Map.of("wkt", places.get(0)) : Map.of();
        }
        boolean yFirst = places.get(0).matches("(?i)(y|lat|breedte|north).*");
        boolean degrees = places.stream().anyMatch(name -> name.matches("(?i)(lat|breedte).*"));
        Map<String, String> geometry = new LinkedHashMap<>();
        geometry.put(degrees ? "lon" : "x", places.get(yFirst ? 1 : 0));
        geometry.put(degrees ? "lat" : "y", places.get(yFirst ? 0 : 1));
        return geometry;
    }

    private static Map<String, Object> rule(PropertyDefinition property, Column column, CodeGuess codes) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("from", column.name());
        Unit unit = property.unit();
        if (unit != null && property.type() == PropertyType.NUMBER) {
            Unit named = ColumnWords.of(column.name())
                    .findUnit()
                    .filter(guess -> isConvertible(guess, unit))
                    .orElse(unit);
            rule.put("unit", named.symbol());
        }
        // A column with many values is no column of codes.
        Map<String, Object> values = column.many() ? Map.of() : codes.table(column.realValues());
        if (!values.isEmpty()) {
            rule.put("values", values);
        }
        List<String> empty = column.noData().stream()
                .filter(text -> !property.values().contains(text))
                .toList();
        if (!empty.isEmpty()) {
            rule.put("empty", empty);
        }
        return rule;
    }
}
