package nl.plint.filter;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A CQL2 expression. Its text form is CQL2 again. */
public sealed interface Expression {
    record Literal(@Nullable Object value) implements Expression {
        @Override
        public String toString() {
            if (value instanceof String text) {
                return "'" + text.replace("'", "''") + "'";
            }
            if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
                return Long.toString(number.longValue());
            }
            return value instanceof java.time.LocalDate date ? "DATE('" + date + "')" : String.valueOf(value);
        }
    }

    record Property(String name) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    record Call(String name, List<Expression> arguments) implements Expression {
        @Override
        public String toString() {
            return name + arguments.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    record Comparison(String operator, Expression left, Expression right) implements Expression {
        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    record Arithmetic(char operator, Expression left, Expression right) implements Expression {
        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    record And(List<Expression> parts) implements Expression {}

    record Or(List<Expression> parts) implements Expression {}

    record Not(Expression part) implements Expression {}

    record In(Expression value, List<Expression> choices) implements Expression {}

    record IsNull(Expression value) implements Expression {}
}
