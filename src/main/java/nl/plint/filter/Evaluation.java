package nl.plint.filter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates an expression; null is unknown (Kleene). */
public final class Evaluation {
    private final Expression expression;
    private final FunctionRegistry functions;

    private Evaluation(Expression expression, FunctionRegistry functions) {
        this.expression = expression;
        this.functions = functions;
    }

    public static Evaluation compile(Expression expression, FunctionRegistry functions) {
        return new Evaluation(expression, functions);
    }

    public @Nullable Boolean test(Properties properties) {
        return value(expression, properties) instanceof Boolean holds ? holds : null;
    }

    public @Nullable Object value(Properties properties) {
        return value(expression, properties);
    }

    private @Nullable Object value(Expression e, Properties p) {
        if (e instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (e instanceof Expression.Property property) {
            return p.get(property.name());
        }
        if (e instanceof Expression.Call call) {
            List<@Nullable Object> arguments = new ArrayList<>();
            call.arguments().forEach(argument -> arguments.add(value(argument, p)));
            return functions
                    .find(call.name())
                    .orElseThrow(() -> new IllegalArgumentException("unknown function " + call.name()))
                    .apply(arguments);
        }
        if (e instanceof Expression.Comparison c) {
            return compare(c.operator(), value(c.left(), p), value(c.right(), p));
        }
        if (e instanceof Expression.Arithmetic a) {
            return value(a.left(), p) instanceof Number left && value(a.right(), p) instanceof Number right
                    ? calculate(a.operator(), left.doubleValue(), right.doubleValue())
                    : null;
        }
        if (e instanceof Expression.And and) {
            return all(and.parts(), p, false);
        }
        if (e instanceof Expression.Or or) {
            return all(or.parts(), p, true);
        }
        if (e instanceof Expression.Not not) {
            return value(not.part(), p) instanceof Boolean b ? !b : null;
        }
        if (e instanceof Expression.IsNull isNull) {
            return value(isNull.value(), p) == null;
        }
        Expression.In in = (Expression.In) e;
        Object value = value(in.value(), p);
        Boolean found = false;
        for (Expression choice : in.choices()) {
            Boolean equal = compare("=", value, value(choice, p));
            if (Boolean.TRUE.equals(equal)) {
                return true;
            }
            if (equal == null) {
                found = null;
            }
        }
        return found;
    }

    private @Nullable Boolean all(List<Expression> parts, Properties p, boolean decisive) {
        Boolean result = !decisive;
        for (Expression part : parts) {
            Boolean b = value(part, p) instanceof Boolean holds ? holds : null;
            if (b != null && b == decisive) {
                return decisive;
            }
            if (b == null) {
                result = null;
            }
        }
        return result;
    }

    private static @Nullable Object calculate(char operator, double left, double right) {
        double result =
                switch (operator) {
                    case '+' -> left + right;
                    case '-' -> left - right;
                    case '*' -> left * right;
                    default -> left / right;
                };
        return Double.isFinite(result) ? result : null;
    }

    private static @Nullable Boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        int order;
        if (left instanceof Number a && right instanceof Number b) {
            order = Double.compare(a.doubleValue(), b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            order = a.compareTo(b);
        } else if (left instanceof LocalDate a && right instanceof LocalDate b) {
            order = a.compareTo(b);
        } else if (left instanceof Boolean a && right instanceof Boolean b) {
            order = a.compareTo(b);
        } else {
            return null;
        }
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
