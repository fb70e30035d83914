package nl.plint.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.plint.filter.JsonNodes.Node;
import org.jspecify.annotations.Nullable;

/** CQL2 JSON (OGC 21-065r2, annex C), read and written. */
public final class Cql2Json {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

    private final Limits limits = new Limits();
    private final GeoJsonShapes shapes = new GeoJsonShapes(limits);

    private Cql2Json() {}

    /**
     * Reads an expression.
     *
     * @throws Cql2Exception when it is no CQL2 JSON, saying at which character and what was expected
     */
    public static Expression parse(String json) {
        Limits.checkLength(json);
        return new Cql2Json().expression(JsonNodes.read(json));
    }

    /** Writes an expression, valid against the schema of the standard. Reading it back gives an expression that means the same. */
    public static String write(Expression expression) {
        return Cql2JsonWriter.write(expression);
    }

    private Expression expression(Node node) {
        limits.enter(node.offset());
        Expression e = unbounded(node);
        limits.leave();
        return e;
    }

    private Expression unbounded(Node node) {
        Object value = node.value();
        if (value instanceof String || value instanceof Double || value instanceof Boolean) {
            return new Expression.Literal(value);
        }
        if (value instanceof List<?>) {
            return new Expression.ArrayLiteral(
                    node.elements("an array").stream().map(this::expression).toList());
        }
        Map<String, Node> members = node.members();
        if (members.containsKey("op")) {
            return operation(node, members);
        }
        if (members.containsKey("type")) {
            return shapes.shape(node);
        }
        for (Map.Entry<String, Node> member : members.entrySet()) {
            Expression e = valueObject(member.getKey(), member.getValue());
            if (e != null) {
                return e;
            }
        }
        throw node.expected(
                "a literal, or an object with op and args, property, date, timestamp, interval, bbox or type");
    }

    /** What a member of an object makes of it; null for members that are not of CQL2. */
    private @Nullable Expression valueObject(String name, Node member) {
        return switch (name) {
            case "property" ->
                new Expression.Property(
                        text(member).filter(text -> !text.isEmpty()).orElseThrow(() -> member.expected("a name")));
            case "date" ->
                new Expression.Literal(text(member)
                        .flatMap(TemporalText::findDate)
                        .orElseThrow(() -> member.expected(TemporalText.DATE_FORM)));
            case "timestamp" ->
                new Expression.Literal(text(member)
                        .flatMap(TemporalText::findTimestamp)
                        .orElseThrow(() -> member.expected(TemporalText.TIMESTAMP_FORM)));
            case "interval" -> {
                List<Node> ends = member.elements("an array with the two ends of an interval");
                if (ends.size() != 2) {
                    throw member.expected("an array with the two ends of an interval");
                }
                yield new Expression.Interval(end(ends.get(0)), end(ends.get(1)));
            }
            case "bbox" -> shapes.box(member);
            default -> null;
        };
    }

    private static Optional<String> text(Node node) {
        return node.value() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private Expression end(Node node) {
        if (node.value() instanceof String text) {
            return TemporalText.findEnd(text)
                    .orElseThrow(() ->
                            node.expected(TemporalText.DATE_FORM + ", " + TemporalText.TIMESTAMP_FORM + " or \"..\""));
        }
        Expression end = expression(node);
        boolean usable = end instanceof Expression.Property || end instanceof Expression.Call;
        if (!usable && !(end instanceof Expression.Literal && Operand.TEMPORAL.takes(end))) {
            throw node.expected("a date, a timestamp, \"..\" or a property as the end of an interval");
        }
        return end;
    }

    private Expression operation(Node node, Map<String, Node> members) {
        Node op = members.get("op");
        Node args = members.get("args");
        if (op == null || !(op.value() instanceof String name)) {
            throw node.expected("the name of an operator as op");
        }
        if (args == null) {
            throw Cql2Exception.at(node.offset(), "expected args beside op '" + name + "'");
        }
        List<Node> nodes = args.elements("an array of arguments");
        Expression predicate = predicate(name, args, nodes);
        if (predicate != null) {
            return predicate;
        }
        Optional<ArithmeticOperator> arithmetic = ArithmeticOperator.find(name);
        if (arithmetic.isPresent()) {
            List<Expression> sides = all(args, nodes, 2, Operand.NUMERIC);
            return new Expression.Arithmetic(arithmetic.get(), sides.get(0), sides.get(1));
        }
        if (name.equals("casei")) {
            return new Expression.CaseInsensitive(
                    all(args, nodes, 1, Operand.CHARACTER).get(0));
        }
        if (name.equals("accenti")) {
            return new Expression.AccentInsensitive(
                    all(args, nodes, 1, Operand.CHARACTER).get(0));
        }
        if (!Cql2Token.isName(name) || Cql2Text.isKeyword(name)) {
            String lower = name.toLowerCase(Locale.ROOT);
            throw op.expected(
                    lower.equals(name) || !Cql2Text.isKeyword(name)
                            ? "an operator or the name of a function"
                            : "an operator as the standard spells it, such as '" + lower + "'");
        }
        return new Expression.Call(name, nodes.stream().map(this::expression).toList());
    }

    /** The predicate of an operator; null when the operator makes none. */
    private @Nullable Expression predicate(String name, Node args, List<Node> nodes) {
        if (COMPARISONS.contains(name)) {
            List<Expression> sides = all(args, nodes, 2, Operand.SCALAR);
            return new Expression.Comparison(ComparisonOperator.find(name).orElseThrow(), sides.get(0), sides.get(1));
        }
        switch (name) {
            case "and", "or" -> {
                if (nodes.size() < 2) {
                    throw args.expected("two or more predicates");
                }
                List<Expression> parts = all(args, nodes, nodes.size(), Operand.BOOLEAN);
                return name.equals("and") ? new Expression.And(parts) : new Expression.Or(parts);
            }
            case "not" -> {
                return new Expression.Not(all(args, nodes, 1, Operand.BOOLEAN).get(0));
            }
            case "isNull" -> {
                return new Expression.IsNull(all(args, nodes, 1, Operand.ANY).get(0));
            }
            case "between" -> {
                List<Expression> three = all(args, nodes, 3, Operand.ORDERED);
                return new Expression.Between(three.get(0), three.get(1), three.get(2));
            }
            case "in" -> {
                return in(args, nodes);
            }
            case "like" -> {
                return like(args, nodes);
            }
            default -> {
                return functionPredicate(name, args, nodes);
            }
        }
    }

    private Expression in(Node args, List<Node> nodes) {
        if (nodes.size() != 2) {
            throw args.expected("a value and an array of choices");
        }
        List<Node> choices = nodes.get(1).elements("an array of choices");
        if (choices.isEmpty()) {
            throw nodes.get(1).expected("one choice or more");
        }
        return new Expression.In(
                one(Operand.SCALAR, nodes.get(0)),
                choices.stream().map(choice -> one(Operand.SCALAR, choice)).toList());
    }

    private Expression like(Node args, List<Node> nodes) {
        List<Expression> sides = all(args, nodes, 2, Operand.CHARACTER);
        Expression inner = sides.get(1);
        while (inner instanceof Expression.CaseInsensitive || inner instanceof Expression.AccentInsensitive) {
            inner = inner.parts().get(0);
        }
        if (inner instanceof Expression.Literal) {
            return new Expression.Like(sides.get(0), sides.get(1));
        }
        throw nodes.get(1).expected("a pattern");
    }

    private @Nullable Expression functionPredicate(String name, Node args, List<Node> nodes) {
        Optional<SpatialOperator> spatial = SpatialOperator.find(name);
        if (spatial.isPresent()) {
            List<Expression> sides = all(args, nodes, 2, Operand.SPATIAL);
            return new Expression.Spatial(spatial.get(), sides.get(0), sides.get(1));
        }
        Optional<TemporalOperator> temporal = TemporalOperator.find(name);
        if (temporal.isPresent()) {
            List<Expression> sides = all(args, nodes, 2, Operand.TEMPORAL);
            return new Expression.Temporal(temporal.get(), sides.get(0), sides.get(1));
        }
        Optional<ArrayOperator> array = ArrayOperator.find(name);
        if (array.isPresent()) {
            List<Expression> sides = all(args, nodes, 2, Operand.ARRAY);
            return new Expression.ArrayComparison(array.get(), sides.get(0), sides.get(1));
        }
        return null;
    }

    private List<Expression> all(Node args, List<Node> nodes, int number, Operand operand) {
        if (nodes.size() != number) {
            throw args.expected(number + (number == 1 ? " argument" : " arguments"));
        }
        List<Expression> all = new ArrayList<>();
        nodes.forEach(node -> all.add(one(operand, node)));
        return all;
    }

    private Expression one(Operand operand, Node node) {
        Expression e = expression(node);
        if (!operand.takes(e)) {
            throw node.expected(operand.description());
        }
        return e;
    }
}
