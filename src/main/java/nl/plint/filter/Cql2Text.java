package nl.plint.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * CQL2 text (OGC 21-065r2, annex B), read and written.
 *
 * <p>Beyond the grammar it takes: a name in double quotes with any characters, parentheses where they change nothing, NOT
 * before NOT, timestamps with an offset, dates and texts with BETWEEN, and ENVELOPE for BBOX. In the arguments of a function
 * parentheses around a whole argument make an array, as the grammar has it.
 */
public final class Cql2Text {
    /** Words that are no names unless in quotes. */
    private static final Set<String> RESERVED =
            Set.of("AND", "OR", "NOT", "IN", "IS", "LIKE", "BETWEEN", "NULL", "DIV", "TRUE", "FALSE");

    /** Words that have a meaning of their own before a parenthesis. */
    private static final Set<String> FORMS =
            Set.of("CASEI", "ACCENTI", "DATE", "TIMESTAMP", "INTERVAL", "BBOX", "ENVELOPE");

    private final Cql2Tokens tokens;
    private final Limits limits = new Limits();
    private final WellKnownText geometries;

    private Cql2Text(Cql2Tokens tokens) {
        this.tokens = tokens;
        this.geometries = new WellKnownText(tokens, limits);
    }

    /**
     * Reads an expression: mostly a predicate, but also a bare value such as {@code floorArea / 2}.
     *
     * @throws Cql2Exception when it is no CQL2 text, saying at which character and what was expected
     */
    public static Expression parse(String text) {
        Limits.checkLength(text);
        Cql2Tokens tokens = new Cql2Tokens(text);
        Expression e = new Cql2Text(tokens).or();
        tokens.requireEnd();
        return e;
    }

    /** Writes an expression, on one line. Reading it back gives an equal expression. */
    public static String write(Expression expression) {
        return Cql2TextWriter.write(expression);
    }

    /** Whether a word has a meaning in the grammar, so that a property of that name is written in quotes. */
    static boolean isKeyword(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return RESERVED.contains(upper) || isForm(upper);
    }

    private static boolean isForm(String upper) {
        String lower = upper.toLowerCase(Locale.ROOT);
        return FORMS.contains(upper)
                || WellKnownText.isType(upper)
                || SpatialOperator.find(lower).isPresent()
                || temporal(upper).isPresent()
                || array(upper).isPresent();
    }

    private Expression or() {
        limits.enter(tokens.offset());
        Expression e = joined("OR", this::and, Expression.Or::new);
        limits.leave();
        return e;
    }

    private Expression and() {
        return joined("AND", () -> not(tokens.offset()), Expression.And::new);
    }

    /** One part as it is; more of them, with a word between, each a predicate. */
    private Expression joined(String word, Supplier<Expression> part, Function<List<Expression>, Expression> join) {
        int offset = tokens.offset();
        Expression first = part.get();
        if (!tokens.current().is(word)) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(require(Operand.BOOLEAN, first, offset)));
        while (tokens.accept(word)) {
            int next = tokens.offset();
            parts.add(require(Operand.BOOLEAN, part.get(), next));
        }
        return join.apply(parts);
    }

    private Expression not(int offset) {
        if (!tokens.accept("NOT")) {
            return predicate(offset);
        }
        limits.enter(offset);
        int inner = tokens.offset();
        Expression part = not(inner);
        limits.leave();
        return new Expression.Not(require(Operand.BOOLEAN, part, inner));
    }

    private Expression predicate(int offset) {
        Expression left = sum();
        Optional<ComparisonOperator> operator = ComparisonOperator.find(tokens.symbol());
        if (operator.isPresent()) {
            tokens.next();
            require(Operand.SCALAR, left, offset);
            return new Expression.Comparison(operator.get(), left, operand(Operand.SCALAR));
        }
        if (tokens.accept("IS")) {
            boolean negated = tokens.accept("NOT");
            tokens.expect("NULL");
            return negatedIf(negated, new Expression.IsNull(left));
        }
        boolean negated = tokens.accept("NOT");
        if (tokens.accept("IN")) {
            require(Operand.SCALAR, left, offset);
            tokens.expect("(");
            return negatedIf(negated, new Expression.In(left, list(() -> operand(Operand.SCALAR))));
        }
        if (tokens.accept("LIKE")) {
            require(Operand.CHARACTER, left, offset);
            return negatedIf(negated, new Expression.Like(left, pattern()));
        }
        if (tokens.accept("BETWEEN")) {
            require(Operand.ORDERED, left, offset);
            Expression low = operand(Operand.ORDERED);
            tokens.expect("AND");
            return negatedIf(negated, new Expression.Between(left, low, operand(Operand.ORDERED)));
        }
        if (negated) {
            throw tokens.expected("IN, LIKE or BETWEEN after NOT");
        }
        return left;
    }

    private static Expression negatedIf(boolean negated, Expression e) {
        return negated ? new Expression.Not(e) : e;
    }

    private Expression operand(Operand operand) {
        int offset = tokens.offset();
        return require(operand, sum(), offset);
    }

    private Expression pattern() {
        int offset = tokens.offset();
        Expression pattern = atom();
        Expression inner = pattern;
        while (inner instanceof Expression.CaseInsensitive || inner instanceof Expression.AccentInsensitive) {
            inner = inner.parts().get(0);
        }
        if (inner instanceof Expression.Literal literal && literal.value() instanceof String) {
            return pattern;
        }
        throw Cql2Exception.at(offset, "expected a pattern in single quotes after LIKE");
    }

    private static Expression require(Operand operand, Expression e, int offset) {
        if (!operand.takes(e)) {
            throw Cql2Exception.at(offset, "expected " + operand.description() + ", found " + shown(e));
        }
        return e;
    }

    private static String shown(Expression e) {
        String text = write(e);
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private Expression sum() {
        return arithmetic(1);
    }

    /** Operators of a rank and above, from left to right. */
    private Expression arithmetic(int rank) {
        int offset = tokens.offset();
        Expression left = rank == ArithmeticOperator.POWER.rank() ? factor() : arithmetic(rank + 1);
        int entered = 0;
        Optional<ArithmeticOperator> operator = operator(rank);
        while (operator.isPresent()) {
            limits.enter(tokens.offset());
            entered++;
            tokens.next();
            require(Operand.NUMERIC, left, offset);
            int behind = tokens.offset();
            Expression right = rank == ArithmeticOperator.POWER.rank() ? factor() : arithmetic(rank + 1);
            left = new Expression.Arithmetic(operator.get(), left, require(Operand.NUMERIC, right, behind));
            operator = operator(rank);
            if (operator.isPresent() && rank == ArithmeticOperator.POWER.rank()) {
                throw tokens.expected("parentheses, because ^ after ^ can be read in two ways");
            }
        }
        for (int i = 0; i < entered; i++) {
            limits.leave();
        }
        return left;
    }

    private Optional<ArithmeticOperator> operator(int rank) {
        return ArithmeticOperator.find(tokens.symbol()).filter(operator -> operator.rank() == rank);
    }

    private Expression factor() {
        boolean minus = tokens.accept("-");
        boolean signed = minus || tokens.accept("+");
        if (!signed) {
            return atom();
        }
        int offset = tokens.offset();
        Expression e = require(Operand.NUMERIC, atom(), offset);
        if (e instanceof Expression.Literal literal && literal.value() instanceof Double number) {
            return minus ? new Expression.Literal(-number) : e;
        }
        return minus ? new Expression.Arithmetic(ArithmeticOperator.MULTIPLY, new Expression.Literal(-1.0), e) : e;
    }

    private Expression atom() {
        Cql2Token token = tokens.current();
        switch (token.kind()) {
            case TEXT -> {
                tokens.next();
                return new Expression.Literal(token.text());
            }
            case NUMBER -> {
                return new Expression.Literal(tokens.number());
            }
            case QUOTED_NAME -> {
                tokens.next();
                return new Expression.Property(token.text());
            }
            case NAME -> {
                return named(token);
            }
            default -> {
                if (!tokens.accept("(")) {
                    throw tokens.expected("a property, a value or a predicate");
                }
                Expression inner = or();
                tokens.expect(")");
                return inner;
            }
        }
    }

    private Expression named(Cql2Token token) {
        String word = token.upper();
        if (word.equals("TRUE") || word.equals("FALSE")) {
            tokens.next();
            return new Expression.Literal(word.equals("TRUE"));
        }
        if (RESERVED.contains(word)) {
            throw tokens.expected(
                    "a property, a value or a predicate (a property of this name is written in double quotes)");
        }
        if (WellKnownText.isType(word) && geometries.begins()) {
            return geometries.shape();
        }
        tokens.next();
        if (!tokens.accept("(")) {
            return new Expression.Property(token.text());
        }
        limits.enter(token.offset());
        Expression e = isForm(word) ? form(word) : new Expression.Call(token.text(), arguments());
        limits.leave();
        return e;
    }

    /** What follows a word with a meaning of its own and its parenthesis. */
    private Expression form(String word) {
        Optional<SpatialOperator> spatial = SpatialOperator.find(word.toLowerCase(Locale.ROOT));
        if (spatial.isPresent()) {
            List<Expression> sides = pair(Operand.SPATIAL);
            return new Expression.Spatial(spatial.get(), sides.get(0), sides.get(1));
        }
        Optional<TemporalOperator> temporal = temporal(word);
        if (temporal.isPresent()) {
            List<Expression> sides = pair(Operand.TEMPORAL);
            return new Expression.Temporal(temporal.get(), sides.get(0), sides.get(1));
        }
        Optional<ArrayOperator> array = array(word);
        if (array.isPresent()) {
            List<Expression> sides = pair(Operand.ARRAY);
            return new Expression.ArrayComparison(array.get(), sides.get(0), sides.get(1));
        }
        return switch (word) {
            case "CASEI" -> new Expression.CaseInsensitive(closed(operand(Operand.CHARACTER)));
            case "ACCENTI" -> new Expression.AccentInsensitive(closed(operand(Operand.CHARACTER)));
            case "DATE" -> closed(new Expression.Literal(tokens.text(TemporalText.DATE_FORM, TemporalText::findDate)));
            case "TIMESTAMP" ->
                closed(new Expression.Literal(tokens.text(TemporalText.TIMESTAMP_FORM, TemporalText::findTimestamp)));
            case "INTERVAL" -> {
                Expression start = intervalEnd();
                tokens.expect(",");
                yield closed(new Expression.Interval(start, intervalEnd()));
            }
            default -> geometries.box();
        };
    }

    private Expression closed(Expression e) {
        tokens.expect(")");
        return e;
    }

    private List<Expression> pair(Operand operand) {
        Expression left = argument(operand);
        tokens.expect(",");
        return List.of(left, closed(argument(operand)));
    }

    private Expression argument(Operand operand) {
        int offset = tokens.offset();
        return require(operand, argument(), offset);
    }

    private Expression intervalEnd() {
        if (tokens.current().kind() == Cql2Token.Kind.TEXT) {
            return tokens.text(
                    TemporalText.DATE_FORM + ", " + TemporalText.TIMESTAMP_FORM + " or ..", TemporalText::findEnd);
        }
        int offset = tokens.offset();
        Expression end = atom();
        boolean usable = end instanceof Expression.Property || end instanceof Expression.Call;
        if (!usable && !(end instanceof Expression.Literal && Operand.TEMPORAL.takes(end))) {
            throw Cql2Exception.at(
                    offset, "expected a date, a timestamp, '..' or a property as the end of an interval");
        }
        return end;
    }

    private List<Expression> arguments() {
        return tokens.accept(")") ? List.of() : list(this::argument);
    }

    /** An argument of a function or an element of an array: an array if it is in parentheses as a whole. */
    private Expression argument() {
        if (!tokens.isWholeInParentheses()) {
            return or();
        }
        limits.enter(tokens.offset());
        tokens.expect("(");
        Expression array = new Expression.ArrayLiteral(arguments());
        limits.leave();
        return array;
    }

    /** One or more, with commas between, and the closing parenthesis. */
    private List<Expression> list(Supplier<Expression> one) {
        List<Expression> all = new ArrayList<>();
        do {
            all.add(one.get());
        } while (tokens.accept(","));
        tokens.expect(")");
        return all;
    }

    private static Optional<TemporalOperator> temporal(String upper) {
        for (TemporalOperator operator : TemporalOperator.values()) {
            if (operator.wireName().toUpperCase(Locale.ROOT).equals(upper)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private static Optional<ArrayOperator> array(String upper) {
        for (ArrayOperator operator : ArrayOperator.values()) {
            if (operator.wireName().toUpperCase(Locale.ROOT).equals(upper)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
