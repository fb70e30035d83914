package nl.plint.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes CQL2 text, with no more parentheses than it takes to read it back as it was. */
final class Cql2TextWriter {
    /** How strongly the parts of an expression are bound together: OR, AND, NOT, predicates, then arithmetic. */
    private static final int OR = 0;

    private static final int AND = 1;
    private static final int NOT = 2;
    private static final int PREDICATE = 3;
    private static final int ARITHMETIC = 3;
    private static final int ATOM = 7;

    private Cql2TextWriter() {}

    static String write(Expression e) {
        if (e instanceof Expression.Or or) {
            return joined(or.parts(), " OR ", AND);
        }
        if (e instanceof Expression.And and) {
            return joined(and.parts(), " AND ", NOT);
        }
        if (e instanceof Expression.Not not) {
            String inner = negated(not.part());
            return inner.isEmpty() ? "NOT " + within(not.part(), NOT) : inner;
        }
        if (e instanceof Expression.Comparison comparison) {
            return within(comparison.left(), ARITHMETIC + 1) + " "
                    + comparison.operator().symbol() + " " + within(comparison.right(), ARITHMETIC + 1);
        }
        if (e instanceof Expression.Arithmetic arithmetic) {
            int rank = rank(e);
            boolean power = arithmetic.operator() == ArithmeticOperator.POWER;
            return within(arithmetic.left(), power ? rank + 1 : rank) + " "
                    + arithmetic.operator().symbol() + " " + within(arithmetic.right(), rank + 1);
        }
        String predicate = predicate(e, "");
        return predicate.isEmpty() ? atom(e) : predicate;
    }

    /** A part, in parentheses unless its own parts are bound at least so strongly. */
    private static String within(Expression part, int rank) {
        return rank(part) >= rank ? write(part) : "(" + write(part) + ")";
    }

    private static int rank(Expression e) {
        if (e instanceof Expression.Or) {
            return OR;
        }
        if (e instanceof Expression.And) {
            return AND;
        }
        if (e instanceof Expression.Not not) {
            return negated(not.part()).isEmpty() ? NOT : PREDICATE;
        }
        if (e instanceof Expression.Arithmetic arithmetic) {
            return ARITHMETIC + arithmetic.operator().rank();
        }
        boolean call = e instanceof Expression.Spatial
                || e instanceof Expression.Temporal
                || e instanceof Expression.ArrayComparison;
        return (Operand.isPredicate(e) && !call) ? PREDICATE : ATOM;
    }

    private static String joined(List<Expression> parts, String word, int rank) {
        return parts.stream().map(part -> within(part, rank)).collect(Collectors.joining(word));
    }

    /** The predicates in which NOT stands before the operator; empty for others. */
    private static String negated(Expression e) {
        return predicate(e, "NOT ");
    }

    private static String predicate(Expression e, String not) {
        int operand = ARITHMETIC + 1;
        if (e instanceof Expression.In in) {
            return within(in.value(), operand) + " " + not + "IN " + list(in.choices());
        }
        if (e instanceof Expression.IsNull isNull) {
            return within(isNull.value(), operand) + " IS " + not + "NULL";
        }
        if (e instanceof Expression.Like like) {
            return within(like.value(), operand) + " " + not + "LIKE " + write(like.pattern());
        }
        if (e instanceof Expression.Between between) {
            return within(between.value(), operand) + " " + not + "BETWEEN " + within(between.low(), operand) + " AND "
                    + within(between.high(), operand);
        }
        return "";
    }

    private static String atom(Expression e) {
        if (e instanceof Expression.Property property) {
            return name(property.name());
        }
        if (e instanceof Expression.Literal literal) {
            return literal(literal.value());
        }
        if (e instanceof Expression.Call call) {
            return call.name() + list(call.arguments());
        }
        if (e instanceof Expression.CaseInsensitive folded) {
            return "CASEI(" + write(folded.text()) + ")";
        }
        if (e instanceof Expression.AccentInsensitive folded) {
            return "ACCENTI(" + write(folded.text()) + ")";
        }
        if (e instanceof Expression.Spatial spatial) {
            return spatial.operator().wireName().toUpperCase(Locale.ROOT) + list(e.parts());
        }
        if (e instanceof Expression.Temporal temporal) {
            return temporal.operator().wireName().toUpperCase(Locale.ROOT) + list(e.parts());
        }
        if (e instanceof Expression.ArrayComparison array) {
            return array.operator().wireName().toUpperCase(Locale.ROOT) + list(e.parts());
        }
        if (e instanceof Expression.ArrayLiteral) {
            return list(e.parts());
        }
        if (e instanceof Expression.Interval interval) {
            return "INTERVAL(" + end(interval.start()) + ", " + end(interval.end()) + ")";
        }
        if (e instanceof Expression.Box box) {
            return box.ordinates().stream().map(Cql2TextWriter::number).collect(Collectors.joining(", ", "BBOX(", ")"));
        }
        if (e instanceof Expression.Shape shape) {
            return geometry(shape.geometry());
        }
        return end(e);
    }

    private static String list(List<Expression> parts) {
        return parts.stream().map(Cql2TextWriter::write).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String end(Expression e) {
        if (e instanceof Expression.Unbounded) {
            return "'" + TemporalText.UNBOUNDED + "'";
        }
        return e instanceof Expression.Literal literal ? "'" + literal.value() + "'" : write(e);
    }

    static String name(String name) {
        return (Cql2Token.isName(name) && !Cql2Text.isKeyword(name)) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(Object value) {
        if (value instanceof String text) {
            return "'" + escaped(text) + "'";
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof LocalDate date) {
            return "DATE('" + date + "')";
        }
        if (value instanceof Instant instant) {
            return "TIMESTAMP('" + timestamp(instant) + "')";
        }
        return value.equals(true) ? "TRUE" : "FALSE";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "''")
                .replace("\u0007", "\\a")
                .replace("\b", "\\b")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\u000b", "\\v")
                .replace("\f", "\\f")
                .replace("\r", "\\r");
    }

    static String timestamp(Instant instant) {
        return instant.toString();
    }

    static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return Math.abs(number) < 1e15 && Math.abs(number) >= 1e-7
                ? BigDecimal.valueOf(number).toPlainString()
                : Double.toString(number);
    }

    private static String geometry(Geometry geometry) {
        String name = geometry.getGeometryType().toUpperCase(Locale.ROOT);
        return name + (hasHeight(geometry) ? " Z " : "") + body(geometry);
    }

    static boolean hasHeight(Geometry geometry) {
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isNaN(coordinate.getZ())) {
                return true;
            }
        }
        return false;
    }

    private static String body(Geometry geometry) {
        if (geometry instanceof Point || geometry instanceof LineString) {
            return positions(geometry.getCoordinates());
        }
        StringBuilder parts = new StringBuilder("(");
        if (geometry instanceof Polygon polygon) {
            parts.append(body(polygon.getExteriorRing()));
            for (int ring = 0; ring < polygon.getNumInteriorRing(); ring++) {
                parts.append(", ").append(body(polygon.getInteriorRingN(ring)));
            }
            return parts.append(')').toString();
        }
        boolean named = geometry.getClass().equals(GeometryCollection.class);
        for (int member = 0; member < geometry.getNumGeometries(); member++) {
            Geometry part = geometry.getGeometryN(member);
            parts.append(member == 0 ? "" : ", ").append(named ? geometry(part) : body(part));
        }
        return parts.append(')').toString();
    }

    private static String positions(Coordinate[] coordinates) {
        StringBuilder positions = new StringBuilder("(");
        for (Coordinate coordinate : coordinates) {
            positions.append(positions.length() == 1 ? "" : ", ");
            positions.append(number(coordinate.x)).append(' ').append(number(coordinate.y));
            if (!Double.isNaN(coordinate.getZ())) {
                positions.append(' ').append(number(coordinate.getZ()));
            }
        }
        return positions.append(')').toString();
    }
}
