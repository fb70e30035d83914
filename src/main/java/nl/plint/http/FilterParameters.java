package nl.plint.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import nl.plint.filter.ComparisonOperator;
import nl.plint.filter.Cql2Exception;
import nl.plint.filter.Cql2Json;
import nl.plint.filter.Cql2Text;
import nl.plint.filter.Expression;
import nl.plint.filter.Reshaping;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * OGC API Features, part 3: which features a request chooses by their properties. {@code filter} in the language of
 * {@code filter-lang}, its geometries in {@code filter-crs}; and {@code name=value} for any property.
 */
final class FilterParameters {
    static final String FILTER = "filter";
    static final String LANGUAGE = "filter-lang";
    static final String CRS = "filter-crs";

    /** All of them. */
    static final List<String> NAMES = List.of(FILTER, LANGUAGE, CRS);

    static final String TEXT = "cql2-text";
    static final String JSON = "cql2-json";

    private static final String ID = "id";

    private FilterParameters() {}

    /** The queryables that have a parameter of their own: the properties, and the id where no property has that name. */
    static List<String> queryables(Schema schema) {
        List<String> names = new ArrayList<>();
        schema.properties().forEach(property -> names.add(property.name()));
        if (schema.findPosition(ID).isEmpty()) {
            names.add(ID);
        }
        return names;
    }

    /**
     * What a request chooses, with geometries in RD New; null for all features.
     *
     * @throws ProblemException naming the parameter, what is wrong with it and where
     */
    static @Nullable Expression read(Context context, Schema schema) {
        List<Expression> all = new ArrayList<>();
        for (PropertyDefinition property : schema.properties()) {
            String text = ItemsRequest.isReserved(property.name()) ? null : context.queryParam(property.name());
            if (text != null) {
                all.add(new Expression.Comparison(
                        ComparisonOperator.EQUAL,
                        new Expression.Property(property.name()),
                        new Expression.Literal(typed(property, text))));
            }
        }
        String id = context.queryParam(ID);
        if (id != null && schema.findPosition(ID).isEmpty()) {
            all.add(new Expression.Comparison(
                    ComparisonOperator.EQUAL, new Expression.Property(ID), new Expression.Literal(id)));
        }
        Crs crs = ItemsRequest.crs(CRS, context.queryParam(CRS), Crs.CRS84);
        String language = context.queryParam(LANGUAGE);
        if (language != null && !language.equals(TEXT) && !language.equals(JSON)) {
            throw ItemsRequest.invalid(LANGUAGE, language, TEXT + " or " + JSON);
        }
        String filter = context.queryParam(FILTER);
        if (filter != null) {
            all.add(Reshaping.of(parsed(filter, language), geometry -> Areas.toRd(valid(geometry), crs)));
        }
        return switch (all.size()) {
            case 0 -> null;
            case 1 -> all.get(0);
            default -> new Expression.And(all);
        };
    }

    private static Expression parsed(String filter, @Nullable String language) {
        try {
            return JSON.equals(language) ? Cql2Json.parse(filter) : Cql2Text.parse(filter);
        } catch (Cql2Exception e) {
            throw new ProblemException(new Problem(
                    400, "invalid-filter", "Invalid filter", "filter cannot be read: " + e.explained(filter)));
        }
    }

    /** Looked at as it was given: adding points to its sides would mend it to something that was not meant. */
    private static Geometry valid(Geometry geometry) {
        TopologyValidationError fault = new IsValidOp(geometry).getValidationError();
        if (fault == null) {
            return geometry;
        }
        Coordinate at = fault.getCoordinate();
        throw new ProblemException(new Problem(
                400,
                "invalid-filter",
                "Invalid filter",
                "filter has a geometry that is not valid: " + fault.getMessage() + " at " + at.x + " " + at.y));
    }

    private static Object typed(PropertyDefinition property, String text) {
        try {
            return switch (property.type()) {
                case STRING, JSON -> text;
                case INTEGER, NUMBER -> finite(text);
                case DATE -> LocalDate.parse(text);
                case BOOLEAN -> {
                    if (text.equals("true") || text.equals("false")) {
                        yield Boolean.valueOf(text);
                    }
                    throw ItemsRequest.invalid(property.name(), text, "true or false");
                }
            };
        } catch (NumberFormatException e) {
            throw ItemsRequest.invalid(property.name(), text, "a number");
        } catch (DateTimeException e) {
            throw ItemsRequest.invalid(property.name(), text, "a date such as 2017-01-01");
        }
    }

    private static double finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }
}
