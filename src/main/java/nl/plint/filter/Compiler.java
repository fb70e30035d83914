package nl.plint.filter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.plint.filter.FunctionDefinition.Argument;
import org.jspecify.annotations.Nullable;

/** Binds an expression to rows: see {@link Evaluation}. */
final class Compiler<R> {
    private static final Object NOTHING = new Object();
    private static final PropertyBinder<Object> NO_PROPERTIES = new PropertyBinder<>() {
        @Override
        public Optional<BoundProperty<Object>> find(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    };

    private final PropertyBinder<R> properties;
    private final FunctionRegistry functions;

    Compiler(PropertyBinder<R> properties, FunctionRegistry functions) {
        this.properties = properties;
        this.functions = functions;
    }

    Node<R> node(Expression e) {
        if (properties != NO_PROPERTIES && isConstant(e)) {
            Node<Object> constant = new Compiler<>(NO_PROPERTIES, functions).node(e);
            return new Node.Constant<>(constant.type(), constant.value(NOTHING));
        }
        if (e instanceof Expression.Literal literal) {
            return literal(literal.value());
        }
        if (e instanceof Expression.Property property) {
            return new Node.Given<>(bound(property.name()));
        }
        if (e instanceof Expression.Call call) {
            return call(call);
        }
        if (e instanceof Expression.And and) {
            return logic(and.parts(), false);
        }
        if (e instanceof Expression.Or or) {
            return logic(or.parts(), true);
        }
        if (e instanceof Expression.Not not) {
            Node<R> part = node(not.part(), ValueType.BOOLEAN);
            return (Node.Predicate<R>) row -> {
                Boolean holds = part.test(row);
                return holds == null ? null : !holds;
            };
        }
        if (e instanceof Expression.Spatial spatial) {
            return SpatialNodes.of(
                    spatial.operator(),
                    node(spatial.left(), ValueType.GEOMETRY),
                    node(spatial.right(), ValueType.GEOMETRY));
        }
        if (e instanceof Expression.Shape || e instanceof Expression.Box) {
            return new Node.Constant<>(ValueType.GEOMETRY, SpatialNodes.literal(e));
        }
        if (e instanceof Expression.ArrayComparison comparison) {
            Node<R> left = node(comparison.left(), ValueType.ARRAY);
            Node<R> right = node(comparison.right(), ValueType.ARRAY);
            return (Node.Predicate<R>)
                    row -> (left.value(row) instanceof List<?> one && right.value(row) instanceof List<?> other)
                            ? comparison.operator().holds(Values.set(one), Values.set(other))
                            : null;
        }
        if (e instanceof Expression.ArrayLiteral array) {
            List<Node<R>> elements = nodes(array.elements());
            return new Node.Calculated<>(ValueType.ARRAY, row -> values(elements, row));
        }
        if (e instanceof Expression.Temporal || e instanceof Expression.Interval) {
            return new TemporalNodes<>(this).node(e);
        }
        return memorized(e, new ScalarNodes<>(this).node(e));
    }

    /** A node of a type, or of one that is known only with the values. */
    Node<R> node(Expression e, ValueType expected) {
        Node<R> node = node(e);
        if (!node.type().takes(expected)) {
            throw Cql2Exception.of("expected " + expected.description() + ", but " + shown(e) + " is "
                    + node.type().description());
        }
        return node;
    }

    List<Node<R>> nodes(List<Expression> all) {
        List<Node<R>> nodes = new ArrayList<>();
        all.forEach(e -> nodes.add(node(e)));
        return nodes;
    }

    static String shown(Expression e) {
        String text = Cql2TextWriter.write(e);
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static boolean isConstant(Expression e) {
        return e.walk().noneMatch(part -> part instanceof Expression.Property || part instanceof Expression.Call);
    }

    private static <R> Node<R> literal(Object value) {
        if (value instanceof String text) {
            return new Node.Constant<>(ValueType.TEXT, Texts.normalized(text));
        }
        ValueType type = value instanceof Double
                ? ValueType.NUMBER
                : value instanceof Boolean
                        ? ValueType.BOOLEAN
                        : value instanceof java.time.LocalDate ? ValueType.DATE : ValueType.TIMESTAMP;
        return new Node.Constant<>(type, value);
    }

    private BoundProperty<R> bound(String name) {
        return properties
                .find(name)
                .orElseThrow(() -> Cql2Exception.of(
                        "there is no property '" + name + "'; there are " + String.join(", ", properties.names())));
    }

    private Node<R> call(Expression.Call call) {
        FunctionDefinition function = functions
                .find(call.name())
                .orElseThrow(() -> Cql2Exception.of("there is no function '" + call.name() + "'; there are "
                        + functions.list().stream()
                                .map(FunctionDefinition::usage)
                                .toList()));
        List<Argument> taken = function.arguments();
        if (taken != null && taken.size() != call.arguments().size()) {
            throw Cql2Exception.of("it is written " + function.usage() + ", but was " + shown(call));
        }
        List<Node<R>> arguments = new ArrayList<>();
        for (int place = 0; place < call.arguments().size(); place++) {
            ValueType type = taken == null ? ValueType.ANY : taken.get(place).type();
            arguments.add(node(call.arguments().get(place), type));
        }
        return new Node.Calculated<>(
                function.returns(), row -> function.implementation().apply(values(arguments, row)));
    }

    private static <R> List<@Nullable Object> values(List<Node<R>> nodes, R row) {
        List<@Nullable Object> values = new ArrayList<>(nodes.size());
        for (Node<R> node : nodes) {
            values.add(node.value(row));
        }
        return values;
    }

    private Node<R> logic(List<Expression> parts, boolean decisive) {
        List<Node<R>> nodes = new ArrayList<>();
        parts.forEach(part -> nodes.add(node(part, ValueType.BOOLEAN)));
        return (Node.Predicate<R>) row -> {
            Boolean result = !decisive;
            for (Node<R> node : nodes) {
                Boolean holds = node.test(row);
                if (holds == null) {
                    result = null;
                } else if (holds == decisive) {
                    return decisive;
                }
            }
            return result;
        };
    }

    /** A predicate on one property with numbered values needs an answer for each value, not for each row. */
    private Node<R> memorized(Expression e, Node<R> node) {
        if (!(node instanceof Node.Predicate<R> predicate)
                || e.walk().anyMatch(part -> part instanceof Expression.Call)) {
            return node;
        }
        Set<String> names = new HashSet<>();
        e.walk().forEach(part -> {
            if (part instanceof Expression.Property property) {
                names.add(property.name());
            }
        });
        if (names.size() != 1) {
            return node;
        }
        BoundProperty<R> property = bound(names.iterator().next());
        if (property.distinctValues() == 0) {
            return node;
        }
        // No entry: not asked yet. The place behind the last is for unknown.
        Answer[] answers = new Answer[property.distinctValues() + 1];
        return (Node.Predicate<R>) row -> {
            int number = property.valueNumber(row);
            int place = number < 0 ? answers.length - 1 : number;
            Answer answer = answers[place];
            if (answer == null) {
                answer = Answer.of(predicate.test(row));
                answers[place] = answer;
            }
            return answer.holds;
        };
    }

    private enum Answer {
        YES(true),
        NO(false),
        UNKNOWN(null);

        private final @Nullable Boolean holds;

        Answer(@Nullable Boolean holds) {
            this.holds = holds;
        }

        static Answer of(@Nullable Boolean holds) {
            return holds == null ? UNKNOWN : holds ? YES : NO;
        }
    }
}
