package nl.plint.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import nl.plint.filter.FunctionDefinition.Argument;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** The functions that expressions can call. Of an unknown argument the result is unknown. */
public final class FunctionRegistry {
    private static final Argument GEOMETRY = new Argument("geometry", ValueType.GEOMETRY);
    private static final Argument NUMBER = new Argument("number", ValueType.NUMBER);

    private static final FunctionRegistry NONE = new FunctionRegistry(List.of());
    private static final FunctionRegistry STANDARD = new FunctionRegistry(List.of(
            ofGeometry("area", "The area of a geometry in m2, 0 for points and lines.", Geometry::getArea),
            ofGeometry(
                    "length",
                    "The length of a line, or of the border of an area, in metres; 0 for points.",
                    Geometry::getLength),
            new FunctionDefinition(
                    "distance",
                    "The least distance between two geometries in metres, 0 where they meet. Planar, in RD New.",
                    List.of(GEOMETRY, GEOMETRY),
                    ValueType.NUMBER,
                    FunctionRegistry::distance),
            ofNumber("abs", "A number without its sign.", Math::abs),
            ofNumber("floor", "The greatest whole number that is not above a number.", Math::floor),
            ofNumber("ceiling", "The least whole number that is not below a number.", Math::ceil),
            new FunctionDefinition(
                    "year",
                    "The year of a date, or of a timestamp in UTC.",
                    List.of(new Argument("instant", ValueType.ANY)),
                    ValueType.NUMBER,
                    FunctionRegistry::year)));

    private final List<FunctionDefinition> functions;

    private FunctionRegistry(List<FunctionDefinition> functions) {
        this.functions = functions;
    }

    public static FunctionRegistry none() {
        return NONE;
    }

    /** The functions of filters: measures of geometries in RD New, and of numbers and dates. */
    public static FunctionRegistry standard() {
        return STANDARD;
    }

    /** These functions and one more; it takes the place of one with the same name. */
    public FunctionRegistry with(FunctionDefinition function) {
        List<FunctionDefinition> more = new ArrayList<>(functions);
        more.removeIf(other -> other.name().equals(function.name()));
        more.add(function);
        return new FunctionRegistry(List.copyOf(more));
    }

    public Optional<FunctionDefinition> find(String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst();
    }

    /** All of them, in the order in which they were added. */
    public List<FunctionDefinition> list() {
        return functions;
    }

    private static FunctionDefinition ofGeometry(String name, String description, ToDoubleFunction<Geometry> measure) {
        return new FunctionDefinition(
                name,
                description,
                List.of(GEOMETRY),
                ValueType.NUMBER,
                arguments -> arguments.get(0) instanceof Geometry geometry ? measure.applyAsDouble(geometry) : null);
    }

    private static FunctionDefinition ofNumber(String name, String description, DoubleUnaryOperator operator) {
        return new FunctionDefinition(
                name,
                description,
                List.of(NUMBER),
                ValueType.NUMBER,
                arguments -> arguments.get(0) instanceof Number number
                        ? operator.applyAsDouble(number.doubleValue())
                        : null);
    }

    private static @Nullable Object distance(List<@Nullable Object> arguments) {
        return (arguments.get(0) instanceof Geometry one
                        && arguments.get(1) instanceof Geometry other
                        && !one.isEmpty()
                        && !other.isEmpty())
                ? one.distance(other)
                : null;
    }

    private static @Nullable Object year(List<@Nullable Object> arguments) {
        if (arguments.get(0) instanceof LocalDate date) {
            return (double) date.getYear();
        }
        return arguments.get(0) instanceof Instant instant
                ? (double) instant.atOffset(ZoneOffset.UTC).getYear()
                : null;
    }
}
