package nl.plint.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.plint.dataset.PropertyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of a column may stand for: what a known mapping says of them, a text of the property's domain that they are
 * but for case and signs, or the only one that begins like them ({@code W} for {@code WIT}).
 */
final class CodeGuess {
    private static final int SAME_STEM = 4;

    private final PropertyDefinition property;
    private final Map<String, Object> known = new LinkedHashMap<>();

    /**
     * @param tables value tables of known mappings for this property
     */
    CodeGuess(PropertyDefinition property, List<Map<String, Object>> tables) {
        this.property = property;
        tables.forEach(table -> table.forEach((text, meaning) -> known.putIfAbsent(ValueTable.key(text), meaning)));
    }

    /** How many of the values lead to the property's domain, as they are or by a guess. */
    long countUnderstood(Set<String> values) {
        return values.stream().filter(value -> inDomain(value).isPresent()).count();
    }

    /** A value table; empty when the values need none, or none can be guessed. */
    Map<String, Object> table(Set<String> values) {
        return switch (property.type()) {
            case BOOLEAN ->
                values.stream().allMatch(value -> Values.flag(value).isPresent()) ? Map.of() : flags(values);
            case STRING -> property.values().containsAll(values) ? Map.of() : domain(values);
            default -> Map.of();
        };
    }

    private Map<String, Object> domain(Set<String> values) {
        Map<String, Object> table = new LinkedHashMap<>();
        if (!property.values().isEmpty()) {
            values.forEach(value -> inDomain(value).ifPresent(meaning -> table.put(value, meaning)));
        }
        return table;
    }

    private Optional<String> inDomain(String value) {
        List<String> domain = property.values();
        if (domain.contains(value)) {
            return Optional.of(value);
        }
        Object told = known.get(ValueTable.key(value));
        if (told instanceof String text && domain.contains(text)) {
            return Optional.of(text);
        }
        String letters = ColumnWords.letters(value);
        List<String> same = domain.stream()
                .filter(text -> ColumnWords.letters(text).equals(letters))
                .toList();
        if (same.isEmpty() && letters.matches("[a-z].*")) {
            same = domain.stream()
                    .filter(text -> ColumnWords.letters(text).startsWith(letters)
                            || letters.startsWith(ColumnWords.letters(text)))
                    .toList();
        }
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    /** True for what is called like the property; where nothing is, for what is met first. */
    private Map<String, Object> flags(Set<String> values) {
        Map<String, Object> table = new LinkedHashMap<>();
        boolean named = values.stream().anyMatch(this::isNamedAsProperty);
        String first = null;
        for (String value : values) {
            first = first == null ? value : first;
            Boolean told = told(value);
            table.put(value, told != null ? told : named ? isNamedAsProperty(value) : value.equals(first));
        }
        return table;
    }

    private @Nullable Boolean told(String value) {
        Object meaning = known.get(ValueTable.key(value));
        return meaning instanceof Boolean flag ? flag : Values.flag(value).orElse(null);
    }

    private boolean isNamedAsProperty(String value) {
        String letters = ColumnWords.letters(value);
        return List.of(property.name(), property.title().nl(), property.title().en()).stream()
                .map(ColumnWords::letters)
                .anyMatch(name -> letters.length() >= SAME_STEM
                        && name.length() >= SAME_STEM
                        && letters.startsWith(name.substring(0, SAME_STEM)));
    }
}
