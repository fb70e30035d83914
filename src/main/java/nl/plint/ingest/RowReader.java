package nl.plint.ingest;

import java.time.LocalDate;
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
    private final TextForms forms;
    private final IssueLog issues;
    private boolean repaired;

    /** Where a property comes from: a column, a derivation or a constant, and its rule; column -1 for no column. */
    private record Source(
            int column,
            String columnName,
            @Nullable ColumnRule rule,
            @Nullable BoundDerivation derivation,
            ValueTable table) {
        Source(int column, String columnName, ValueTable table) {
            this(column, columnName, null, null, table);
        }

        boolean isInFile() {
            return column >= 0 || derivation != null;
        }

        @Nullable
        Object given(List<@Nullable Object> row) throws UnusableValue {
            if (column >= 0) {
                return row.get(column);
            }
            return derivation != null ? derivation.of(row) : rule == null ? null : rule.constant();
        }
    }

    /**
     * @throws IngestException when the mapping names a property or a unit that does not fit the layer, or none of the
     *     columns of the file
     */
    RowReader(
            LayerDefinition layer,
            @Nullable Mapping mapping,
            List<SourceColumn> columns,
            LocalDate referenceDate,
            IssueLog issues) {
        this.issues = issues;
        this.forms = new TextForms(mapping);
        Set<Integer> used = new HashSet<>();
        List<PropertyDefinition> properties = new ArrayList<>(layer.properties());
        for (PropertyDefinition property : layer.properties()) {
            Source source = mapping == null
                    ? byName(property, columns, ValueTable.NONE)
                    : byRule(property, mapping, columns, referenceDate);
            sources.add(source);
            used.add(source.column());
        }
        ValueTable extras = ValueTable.NONE;
        if (mapping != null) {
            requireProperties(layer, mapping);
            extras = ValueTable.of(mapping, null);
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
                sources.add(new Source(column, columns.get(column).name(), extras));
            }
        }
        ColumnNames.requireFew("the file with what the layer has of its own", properties.size());
        this.schema = new Schema(properties);
    }

    private static Source byName(PropertyDefinition property, List<SourceColumn> columns, ValueTable table) {
        int column = SourceColumn.find(columns, property.name());
        return new Source(
                column, column < 0 ? property.name() : columns.get(column).name(), table);
    }

    private Source byRule(
            PropertyDefinition property, Mapping mapping, List<SourceColumn> columns, LocalDate referenceDate) {
        ColumnRule rule = mapping.columns().get(property.name());
        ValueTable table = ValueTable.of(mapping, rule);
        if (rule == null) {
            return byName(property, columns, table);
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
        if (rule.derive() != null) {
            BoundDerivation derivation = new BoundDerivation(
                    rule.derive(), name -> SourceColumn.find(columns, name), forms, table, referenceDate);
            if (derivation.hasAnyColumn()) {
                return new Source(-1, property.name(), rule, derivation, table);
            }
        }
        for (String name : rule.from()) {
            int column = SourceColumn.find(columns, name);
            if (column >= 0) {
                return new Source(column, columns.get(column).name(), rule, null, table);
            }
        }
        Object everywhere = table.meaningOfEmpty();
        if (everywhere != null) {
            issues.addOfFile(
                    IssueCode.COLUMN_MISSING,
                    Action.KEPT,
                    new LocalizedText(
                            "het bestand heeft geen kolom voor " + property.name() + "; elke rij krijgt " + everywhere,
                            "the file has no column for " + property.name() + "; every row gets " + everywhere));
        }
        return new Source(
                -1, rule.from().isEmpty() ? property.name() : rule.from().get(0), rule, null, table);
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
        if (sources.stream().noneMatch(Source::isInFile)) {
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
            try {
                Object meant = source.table().meaning(source.given(raw.values()));
                values[position] = meant == null ? null : value(property, source.rule(), meant);
            } catch (UnusableValue e) {
                Action action = property.required() ? Action.SKIPPED : Action.FIXED;
                issues.add(
                        e.code(),
                        action,
                        raw.row(),
                        raw.id(),
                        "kolom " + source.columnName() + ": " + e.reason().nl()
                                + (property.required() ? "; de rij is overgeslagen" : "; de waarde is weggelaten"),
                        "column " + source.columnName() + ": " + e.reason().en()
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

    private @Nullable Object value(PropertyDefinition property, @Nullable ColumnRule rule, Object meant)
            throws UnusableValue {
        return switch (property.type()) {
            case STRING -> text(property, meant);
            case NUMBER -> number(property, rule, meant);
            case INTEGER -> whole(number(property, rule, meant), meant);
            case BOOLEAN -> flag(meant);
            case DATE -> forms.date(meant);
            case JSON -> meant;
        };
    }

    private static String text(PropertyDefinition property, Object given) throws UnusableValue {
        String text = Values.text(given);
        if (!property.values().isEmpty() && !property.values().contains(text)) {
            throw new UnusableValue(
                    IssueCode.NOT_IN_DOMAIN,
                    "'" + UnusableValue.shortened(text) + "' is geen van " + property.values(),
                    "'" + UnusableValue.shortened(text) + "' is none of " + property.values());
        }
        return text;
    }

    private double number(PropertyDefinition property, @Nullable ColumnRule rule, Object given) throws UnusableValue {
        double number = forms.number(given);
        Unit from = rule == null ? null : rule.unit();
        if (from != null && property.unit() != null) {
            number = from.convert(number, property.unit());
        }
        if (!Double.isFinite(number)) {
            throw UnusableValue.notANumber(given);
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

    private static Boolean flag(Object given) throws UnusableValue {
        if (given instanceof Boolean flag) {
            return flag;
        }
        return Values.flag(given.toString())
                .orElseThrow(() -> new UnusableValue(
                        IssueCode.NOT_A_BOOLEAN,
                        "'" + UnusableValue.shortened(given) + "' is geen ja of nee",
                        "'" + UnusableValue.shortened(given) + "' is not true or false"));
    }
}
