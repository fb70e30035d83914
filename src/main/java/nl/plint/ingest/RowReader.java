package nl.plint.ingest;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Issue.Action;
import nl.plint.ingest.Mapping.ColumnRule;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of a row into those of a layer: columns to properties, texts to types, units, domains and limits.
 * Columns that no property takes are kept as extra properties under their own names.
 *
 * <p>A value that cannot be used is left out and reported; where the property is required, the row is skipped.
 */
final class RowReader {
    private final Schema schema;
    private final List<Source> sources = new ArrayList<>();
    private final boolean dutchNumbers;
    private final @Nullable DateTimeFormatter datePattern;
    private final IssueLog issues;
    private boolean repaired;

    /** Where a property comes from: a column with its rule, or a constant; column -1 for nowhere. */
    private record Source(int column, String columnName, @Nullable ColumnRule rule) {}

    /** A value that cannot be used: why, in both languages. */
    private static final class UnusableValue extends Exception {
        private static final long serialVersionUID = 1L;
        private final IssueCode code;
        private final transient LocalizedText reason;

        UnusableValue(IssueCode code, String nl, String en) {
            super(en);
            this.code = code;
            this.reason = new LocalizedText(nl, en);
        }
    }

    /**
     * @throws IngestException when the mapping names a property or a unit that does not fit the layer, or none of the
     *     columns of the file
     */
    RowReader(LayerDefinition layer, @Nullable Mapping mapping, List<SourceColumn> columns, IssueLog issues) {
        this.issues = issues;
        this.dutchNumbers = mapping != null && mapping.dutchNumbers();
        this.datePattern = mapping == null || mapping.datePattern() == null
                ? null
                // Strict, or 31 February would silently become the 28th; a strict year is written u.
                : DateTimeFormatter.ofPattern(mapping.datePattern().replace('y', 'u'), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT);
        Set<Integer> used = new HashSet<>();
        List<PropertyDefinition> properties = new ArrayList<>(layer.properties());
        for (PropertyDefinition property : layer.properties()) {
            Source source = mapping == null ? byName(property, columns) : byRule(property, mapping, columns);
            sources.add(source);
            used.add(source.column());
        }
        if (mapping != null) {
            requireProperties(layer, mapping);
        }
        Set<String> names = new HashSet<>();
        properties.forEach(property -> names.add(property.name().toLowerCase(Locale.ROOT)));
        for (int column = 0; column < columns.size(); column++) {
            boolean extra = !used.contains(column)
                    && !columns.get(column).coordinate()
                    && !RejectedRows.isOwnColumn(columns.get(column).name());
            if (extra) {
                String name = columns.get(column).name();
                while (!names.add(name.toLowerCase(Locale.ROOT))) {
                    name += "_";
                }
                properties.add(PropertyDefinition.of(
                        name, LocalizedText.same(name), columns.get(column).type()));
                sources.add(new Source(column, columns.get(column).name(), null));
            }
        }
        ColumnNames.requireFew("the file with what the layer has of its own", properties.size());
        this.schema = new Schema(properties);
    }

    private static Source byName(PropertyDefinition property, List<SourceColumn> columns) {
        for (int column = 0; column < columns.size(); column++) {
            if (columns.get(column).name().equalsIgnoreCase(property.name())) {
                return new Source(column, columns.get(column).name(), null);
            }
        }
        return new Source(-1, property.name(), null);
    }

    private static Source byRule(PropertyDefinition property, Mapping mapping, List<SourceColumn> columns) {
        ColumnRule rule = mapping.columns().get(property.name());
        if (rule == null) {
            return byName(property, columns);
        }
        if (rule.unit() != null && property.unit() != null) {
            try {
                rule.unit().convert(1, property.unit());
            } catch (IllegalArgumentException e) {
                throw new IngestException(
                        Fault.INVALID_MAPPING,
                        "mapping " + mapping.id() + ", property " + property.name() + ": " + e.getMessage());
            }
        }
        for (String name : rule.from()) {
            for (int column = 0; column < columns.size(); column++) {
                if (columns.get(column).name().equalsIgnoreCase(name)) {
                    return new Source(column, columns.get(column).name(), rule);
                }
            }
        }
        return new Source(
                -1, rule.from().isEmpty() ? property.name() : rule.from().get(0), rule);
    }

    private void requireProperties(LayerDefinition layer, Mapping mapping) {
        Schema known = new Schema(layer.properties());
        for (String name : mapping.columns().keySet()) {
            if (known.findPosition(name).isEmpty()) {
                throw new IngestException(
                        Fault.INVALID_MAPPING,
                        "mapping " + mapping.id() + " names property '" + name + "', which layer " + layer.id()
                                + " does not have");
            }
        }
        if (sources.stream().noneMatch(source -> source.column() >= 0)) {
            throw new IngestException(
                    Fault.INVALID_MAPPING,
                    "none of the columns that mapping " + mapping.id() + " reads is in the file");
        }
    }

    /** The properties of the layer, then the extra ones of the file. */
    Schema schema() {
        return schema;
    }

    /** The values of a row in the order of the schema; empty when the row is skipped. */
    Optional<@Nullable Object[]> read(RawFeature raw) {
        @Nullable Object[] values = new @Nullable Object[schema.size()];
        for (int position = 0; position < values.length; position++) {
            PropertyDefinition property = schema.get(position);
            Source source = sources.get(position);
            Object given = source.column() >= 0
                    ? raw.values().get(source.column())
                    : source.rule() == null ? null : source.rule().constant();
            try {
                values[position] = given == null ? null : value(property, source.rule(), given);
            } catch (UnusableValue e) {
                Action action = property.required() ? Action.SKIPPED : Action.FIXED;
                issues.add(
                        e.code,
                        action,
                        raw.row(),
                        raw.id(),
                        "kolom " + source.columnName() + ": " + e.reason.nl()
                                + (property.required() ? "; de rij is overgeslagen" : "; de waarde is weggelaten"),
                        "column " + source.columnName() + ": " + e.reason.en()
                                + (property.required() ? "; the row was skipped" : "; the value was left out"));
                if (property.required()) {
                    return Optional.empty();
                }
                repaired = true;
            }
            if (values[position] == null && property.required()) {
                issues.add(
                        IssueCode.REQUIRED_MISSING,
                        Action.SKIPPED,
                        raw.row(),
                        raw.id(),
                        "kolom " + source.columnName() + " is verplicht en leeg; de rij is overgeslagen",
                        "column " + source.columnName() + " is required and empty; the row was skipped");
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Whether a value of the last row was left out; asking forgets it. */
    boolean takeRepaired() {
        boolean was = repaired;
        repaired = false;
        return was;
    }

    private @Nullable Object value(PropertyDefinition property, @Nullable ColumnRule rule, Object given)
            throws UnusableValue {
        Object meant = given;
        if (rule != null && !rule.values().isEmpty()) {
            Object translated = rule.values().get(given.toString());
            if (translated == null) {
                throw new UnusableValue(
                        IssueCode.NOT_IN_DOMAIN,
                        "'" + given + "' staat niet in de waardetabel "
                                + rule.values().keySet(),
                        "'" + given + "' is not in the value table "
                                + rule.values().keySet());
            }
            meant = translated;
        }
        return switch (property.type()) {
            case STRING -> text(property, meant);
            case NUMBER -> number(property, rule, meant);
            case INTEGER -> whole(number(property, rule, meant), meant);
            case BOOLEAN -> flag(meant);
            case DATE -> date(meant);
            case JSON -> meant;
        };
    }

    private static String text(PropertyDefinition property, Object given) throws UnusableValue {
        String text = given instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : given.toString();
        if (!property.values().isEmpty() && !property.values().contains(text)) {
            throw new UnusableValue(
                    IssueCode.NOT_IN_DOMAIN,
                    "'" + shortened(text) + "' is geen van " + property.values(),
                    "'" + shortened(text) + "' is none of " + property.values());
        }
        return text;
    }

    private double number(PropertyDefinition property, @Nullable ColumnRule rule, Object given) throws UnusableValue {
        double number;
        if (given instanceof Number typed) {
            number = typed.doubleValue();
        } else if (given instanceof String text) {
            number = Values.number(text.strip(), dutchNumbers).orElseThrow(() -> notANumber(text));
        } else {
            throw notANumber(given);
        }
        Unit from = rule == null ? null : rule.unit();
        if (from != null && property.unit() != null) {
            number = from.convert(number, property.unit());
        }
        if (!Double.isFinite(number)) {
            throw notANumber(given);
        }
        if (property.minimum() != null && number < property.minimum()) {
            throw new UnusableValue(
                    IssueCode.BELOW_MINIMUM,
                    number + " is kleiner dan " + property.minimum(),
                    number + " is below " + property.minimum());
        }
        if (property.maximum() != null && number > property.maximum()) {
            throw new UnusableValue(
                    IssueCode.ABOVE_MAXIMUM,
                    number + " is groter dan " + property.maximum(),
                    number + " is above " + property.maximum());
        }
        return number;
    }

    private static long whole(double number, Object given) throws UnusableValue {
        if (number != Math.rint(number) || Math.abs(number) > 9e15) {
            throw new UnusableValue(
                    IssueCode.NOT_A_NUMBER,
                    "'" + given + "' is geen geheel getal",
                    "'" + given + "' is not a whole number");
        }
        return given instanceof Long exact ? exact : (long) number;
    }

    private static UnusableValue notANumber(Object given) {
        String shown = shortened(given.toString());
        return new UnusableValue(
                IssueCode.NOT_A_NUMBER, "'" + shown + "' is geen getal", "'" + shown + "' is not a number");
    }

    private static Boolean flag(Object given) throws UnusableValue {
        if (given instanceof Boolean flag) {
            return flag;
        }
        return Values.flag(given.toString())
                .orElseThrow(() -> new UnusableValue(
                        IssueCode.NOT_A_BOOLEAN,
                        "'" + shortened(given.toString()) + "' is geen ja of nee",
                        "'" + shortened(given.toString()) + "' is not true or false"));
    }

    private LocalDate date(Object given) throws UnusableValue {
        if (given instanceof LocalDate date) {
            return date;
        }
        return Values.date(given.toString().strip(), datePattern)
                .orElseThrow(() -> new UnusableValue(
                        IssueCode.NOT_A_DATE,
                        "'" + shortened(given.toString()) + "' is geen datum",
                        "'" + shortened(given.toString()) + "' is not a date"));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
