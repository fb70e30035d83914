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

    private FilterParameters() {}

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
        Crs crs = ItemsRequest.crs(CRS, context.queryParam(CRS), Crs.CRS84);
        String language = context.queryParam(LANGUAGE);
        if (language != null && !language.equals(TEXT) && !language.equals(JSON)) {
            throw ItemsRequest.invalid(LANGUAGE, language, TEXT + " or " + JSON);
        }
        String filter = context.queryParam(FILTER);
        if (filter != null) {
            all.add(Reshaping.of(parsed(filter, language), geometry -> Areas.toRd(geometry, crs)));
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
