package nl.plint.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes CQL2 JSON. */
final class Cql2JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private Cql2JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(Expression e) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new Cql2JsonWriter(json).any(e);
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory", failure);
        }
        return text.toString();
    }

    private void any(Expression e) throws IOException {
        if (e instanceof Expression.Literal literal) {
            literal(literal.value());
        } else if (e instanceof Expression.Property property) {
            json.writeStartObject();
            json.writeStringField("property", property.name());
            json.writeEndObject();
        } else if (e instanceof Expression.ArrayLiteral array) {
            json.writeStartArray();
            for (Expression element : array.elements()) {
                any(element);
            }
            json.writeEndArray();
        } else if (e instanceof Expression.Interval interval) {
            json.writeStartObject();
            json.writeArrayFieldStart("interval");
            end(interval.start());
            end(interval.end());
            json.writeEndArray();
            json.writeEndObject();
        } else if (e instanceof Expression.Shape shape) {
            geometry(shape.geometry());
        } else if (e instanceof Expression.Box box) {
            json.writeStartObject();
            json.writeArrayFieldStart("bbox");
            for (double ordinate : box.ordinates()) {
                number(ordinate);
            }
            json.writeEndArray();
            json.writeEndObject();
        } else if (e instanceof Expression.Unbounded) {
            end(e);
        } else {
            operation(e);
        }
    }

    private void operation(Expression e) throws IOException {
        if (e instanceof Expression.And || e instanceof Expression.Or || e instanceof Expression.Not) {
            String name = e instanceof Expression.And ? "and" : e instanceof Expression.Or ? "or" : "not";
            List<Expression> parts =
                    e.parts().stream().map(Cql2JsonWriter::asPredicate).toList();
            operation(name, parts);
        } else if (e instanceof Expression.In in) {
            operation("in", List.of(in.value(), new Expression.ArrayLiteral(in.choices())));
        } else if (e instanceof Expression.Between between && !isNumeric(between)) {
            operation(
                    "and",
                    List.of(
                            new Expression.Comparison(
                                    ComparisonOperator.GREATER_OR_EQUAL, between.value(), between.low()),
                            new Expression.Comparison(
                                    ComparisonOperator.LESS_OR_EQUAL, between.value(), between.high())));
        } else {
            operation(name(e), e.parts());
        }
    }

    private static String name(Expression e) {
        if (e instanceof Expression.Comparison comparison) {
            return comparison.operator().symbol();
        }
        if (e instanceof Expression.Arithmetic arithmetic) {
            return arithmetic.operator().symbol();
        }
        if (e instanceof Expression.Spatial spatial) {
            return spatial.operator().wireName();
        }
        if (e instanceof Expression.Temporal temporal) {
            return temporal.operator().wireName();
        }
        if (e instanceof Expression.ArrayComparison array) {
            return array.operator().wireName();
        }
        if (e instanceof Expression.Call call) {
            return call.name();
        }
        if (e instanceof Expression.IsNull) {
            return "isNull";
        }
        if (e instanceof Expression.Like) {
            return "like";
        }
        if (e instanceof Expression.Between) {
            return "between";
        }
        return e instanceof Expression.CaseInsensitive ? "casei" : "accenti";
    }

    private void operation(String name, List<Expression> arguments) throws IOException {
        json.writeStartObject();
        json.writeStringField("op", name);
        json.writeArrayFieldStart("args");
        for (Expression argument : arguments) {
            any(argument);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The schema takes no bare property as a predicate. */
    private static Expression asPredicate(Expression part) {
        return part instanceof Expression.Property
                ? new Expression.Comparison(ComparisonOperator.EQUAL, part, new Expression.Literal(true))
                : part;
    }

    /** The schema takes no text or date as the end of a range. */
    private static boolean isNumeric(Expression.Between between) {
        return between.parts().stream().allMatch(Operand.NUMERIC::takes);
    }

    private void literal(Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeStartObject();
            json.writeStringField(value instanceof LocalDate ? "date" : "timestamp", instant(value));
            json.writeEndObject();
        }
    }

    private static String instant(Object value) {
        return value instanceof Instant instant ? Cql2TextWriter.timestamp(instant) : value.toString();
    }

    private void end(Expression e) throws IOException {
        if (e instanceof Expression.Unbounded) {
            json.writeString(TemporalText.UNBOUNDED);
        } else if (e instanceof Expression.Literal literal) {
            json.writeString(instant(literal.value()));
        } else {
            any(e);
        }
    }

    private void number(double number) throws IOException {
        json.writeNumber(new BigDecimal(Cql2TextWriter.number(number)));
    }

    private void geometry(Geometry geometry) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", geometry.getGeometryType());
        if (geometry.getClass().equals(GeometryCollection.class)) {
            json.writeArrayFieldStart("geometries");
            for (int member = 0; member < geometry.getNumGeometries(); member++) {
                geometry(geometry.getGeometryN(member));
            }
            json.writeEndArray();
        } else {
            json.writeFieldName("coordinates");
            coordinates(geometry);
        }
        json.writeEndObject();
    }

    private void coordinates(Geometry geometry) throws IOException {
        if (geometry instanceof Point point) {
            position(point.getCoordinate());
        } else if (geometry instanceof LineString line) {
            json.writeStartArray();
            for (Coordinate coordinate : line.getCoordinates()) {
                position(coordinate);
            }
            json.writeEndArray();
        } else if (geometry instanceof Polygon polygon) {
            json.writeStartArray();
            coordinates(polygon.getExteriorRing());
            for (int ring = 0; ring < polygon.getNumInteriorRing(); ring++) {
                coordinates(polygon.getInteriorRingN(ring));
            }
            json.writeEndArray();
        } else {
            json.writeStartArray();
            for (int member = 0; member < geometry.getNumGeometries(); member++) {
                coordinates(geometry.getGeometryN(member));
            }
            json.writeEndArray();
        }
    }

    private void position(Coordinate coordinate) throws IOException {
        json.writeStartArray();
        number(coordinate.x);
        number(coordinate.y);
        if (!Double.isNaN(coordinate.getZ())) {
            number(coordinate.getZ());
        }
        json.writeEndArray();
    }
}
