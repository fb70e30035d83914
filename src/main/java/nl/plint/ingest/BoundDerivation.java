package nl.plint.ingest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A derivation tied to the columns of one file, with the numbers and dates of its mapping. */
final class BoundDerivation {
    private final TextForms forms;
    private final ValueTable table;
    private final LocalDate referenceDate;
    private final ToIntFunction<String> columnOf;
    private final Operand root;
    private boolean anyColumn;

    /** Works on the values of a row. */
    @FunctionalInterface
    private interface Operand {
        @Nullable
        Object of(List<@Nullable Object> row) throws UnusableValue;
    }

    /**
     * @param table which texts of its columns mean that there is no value
     * @param columnOf the position of a column, below 0 where the file lacks it
     */
    BoundDerivation(
            Derivation derivation,
            ToIntFunction<String> columnOf,
            TextForms forms,
            ValueTable table,
            LocalDate referenceDate) {
        this.forms = forms;
        this.table = table;
        this.referenceDate = referenceDate;
        this.columnOf = columnOf;
        this.root = bind(derivation);
    }

    /** Whether the file has any of its columns; where it has none, nothing can be derived. */
    boolean hasAnyColumn() {
        return anyColumn;
    }

    @Nullable
    Object of(List<@Nullable Object> row) throws UnusableValue {
        return root.of(row);
    }

    private Operand bind(Derivation derivation) {
        if (derivation instanceof Derivation.Column column) {
            int at = columnOf.applyAsInt(column.name());
            anyColumn |= at >= 0;
            return row -> at < 0 ? null : table.known(row.get(at));
        } else if (derivation instanceof Derivation.Text text) {
            return row -> text.text();
        } else if (derivation instanceof Derivation.Separator separator) {
            return row -> separator.text();
        } else if (derivation instanceof Derivation.ReferenceDate) {
            return row -> referenceDate;
        } else if (derivation instanceof Derivation.Between between) {
            return between(between.unit(), bind(between.first()), bind(between.last()));
        } else if (derivation instanceof Derivation.Concat concat) {
            return concat(concat.parts());
        } else if (derivation instanceof Derivation.Ratio ratio) {
            return ratio(bind(ratio.part()), bind(ratio.whole()));
        } else if (derivation instanceof Derivation.Sum sum) {
            return sum(sum.terms().stream().map(this::bind).toList());
        } else if (derivation instanceof Derivation.FirstOf first) {
            return firstOf(first.candidates().stream().map(this::bind).toList());
        } else if (derivation instanceof Derivation.Extract extract) {
            Operand from = bind(extract.from());
            return row -> {
                Object given = from.of(row);
                return given == null ? null : extract.rule().of(Values.text(given));
            };
        } else if (derivation instanceof Derivation.Contains contains) {
            return contains(bind(contains.in()), ValueTable.key(contains.text()));
        }
        throw new IllegalStateException("unknown derivation " + derivation);
    }

    private Operand between(ChronoUnit unit, Operand first, Operand last) {
        return row -> {
            Object from = first.of(row);
            Object to = last.of(row);
            if (from == null || to == null) {
                return null;
            }
            LocalDate start = forms.date(from);
            LocalDate end = forms.date(to);
            if (start.isAfter(end)) {
                throw new UnusableValue(
                        IssueCode.BELOW_MINIMUM, start + " ligt na " + end, start + " lies after " + end);
            }
            return unit.between(start, end);
        };
    }

    private Operand concat(List<Derivation> parts) {
        List<Operand> operands = parts.stream().map(this::bind).toList();
        return row -> {
            StringBuilder text = new StringBuilder();
            String separator = "";
            boolean anyValue = false;
            for (int at = 0; at < operands.size(); at++) {
                Object given = operands.get(at).of(row);
                String part = given == null ? "" : Values.text(given);
                if (parts.get(at) instanceof Derivation.Separator) {
                    separator = part;
                } else if (!part.isBlank()) {
                    text.append(text.isEmpty() ? "" : separator).append(part.strip());
                    separator = "";
                    anyValue |= !(parts.get(at) instanceof Derivation.Text);
                }
            }
            return anyValue ? text.toString() : null;
        };
    }

    private Operand ratio(Operand part, Operand whole) {
        return row -> {
            Object above = part.of(row);
            Object below = whole.of(row);
            if (above == null || below == null) {
                return null;
            }
            double denominator = forms.number(below);
            double numerator = forms.number(above);
            return denominator == 0 ? null : numerator / denominator;
        };
    }

    private Operand sum(List<Operand> terms) {
        return row -> {
            List<Double> numbers = new ArrayList<>();
            for (Operand term : terms) {
                Object given = term.of(row);
                if (given == null) {
                    return null;
                }
                numbers.add(forms.number(given));
            }
            return numbers.stream().mapToDouble(Double::doubleValue).sum();
        };
    }

    private static Operand firstOf(List<Operand> candidates) {
        return row -> {
            for (Operand candidate : candidates) {
                Object given = candidate.of(row);
                if (given != null && !Values.text(given).isBlank()) {
                    return given;
                }
            }
            return null;
        };
    }

    private static Operand contains(Operand in, String key) {
        return row -> {
            Object given = in.of(row);
            if (given == null) {
                return null;
            }
            if (given instanceof List<?> list) {
                return list.stream()
                        .anyMatch(element -> element != null
                                && ValueTable.key(Values.text(element)).equals(key));
            }
            return Values.text(given).toLowerCase(Locale.ROOT).contains(key);
        };
    }
}
