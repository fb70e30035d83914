package nl.plint.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nl.plint.filter.Cql2Text;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Every measure that conditions can use. To add one, add it to {@link #ALL}: its use in rules and criteria, its unit in
 * findings and its explanation follow.
 */
public final class SiteMeasures {
    /** The measure whose number stands for a category. */
    static final String CATEGORY = "environmentalCategory";

    private static final int PARSED_KEPT = 500;
    private static final Map<String, Condition> FILTERS = new ConcurrentHashMap<>();

    /** The measures, in the order in which they are explained. */
    public static final List<SiteMeasure> ALL = List.of(
            new SiteMeasure(
                    "distance",
                    "distance('layer') or distance('layer', 'filter')",
                    "The least planar distance in metres from the site to any feature of a layer, or to any for which the"
                            + " CQL2 filter holds; 0 where they meet. Unknown when there is no such feature.",
                    1,
                    2,
                    Unit.METER,
                    true,
                    (question, arguments) ->
                            orNull(question.facts().distanceMeters(question.site(), choice(question, arguments, 1)))),
            new SiteMeasure(
                    "countWithin",
                    "countWithin('layer', metres) or countWithin('layer', metres, 'filter')",
                    "How many features of a layer, or of those for which the CQL2 filter holds, lie within a distance of"
                            + " the site. Unknown when the layer has no data.",
                    2,
                    3,
                    Unit.COUNT,
                    true,
                    SiteMeasures::countWithin),
            new SiteMeasure(
                    "distanceTo",
                    "distanceTo('MULTIPOINT ((233000 557000), ...)')",
                    "The least planar distance in metres from the site to a geometry given as WKT in RD New.",
                    1,
                    1,
                    Unit.METER,
                    true,
                    (question, arguments) ->
                            question.site().geometryRd().distance(geometry(text("distanceTo", arguments, 0)))),
            new SiteMeasure(
                    "shareInside",
                    "shareInside('layer') or shareInside('layer', 'filter')",
                    "The share, 0 to 1, of the site's area that lies in features of a layer; of a point 1 or 0. Unknown"
                            + " when the layer has no data.",
                    1,
                    2,
                    Unit.SHARE,
                    true,
                    (question, arguments) ->
                            orNull(question.facts().shareInside(question.site(), choice(question, arguments, 1)))),
            new SiteMeasure(
                    "valueAt",
                    "valueAt('layer', 'property')",
                    "The property of the feature that covers most of the site, or holds it when it is a point; of equals"
                            + " the first. Unknown when none meets the site.",
                    2,
                    2,
                    null,
                    true,
                    (question, arguments) -> question.facts()
                            .valueAt(question.site(), text("valueAt", arguments, 0), text("valueAt", arguments, 1))
                            .orElse(null)),
            new SiteMeasure(
                    "best",
                    "best('layer', 'property', metres)",
                    "The greatest value of a numeric property among features within a distance of the site, 0 for those"
                            + " that meet it. Unknown when none has a value.",
                    3,
                    3,
                    null,
                    true,
                    SiteMeasures::best),
            new SiteMeasure(
                    CATEGORY,
                    "environmentalCategory('3.1')",
                    "The place of an environmental category in the order 1, 2, 3.1, 3.2, 4.1, 4.2, 5.1, 5.2, 5.3, 6,"
                            + " from 1 to 10, so that categories compare as they should. Unknown for any other text.",
                    1,
                    1,
                    null,
                    false,
                    (question, arguments) -> fromCategory(arguments.get(0), category -> (double) category.step())),
            new SiteMeasure(
                    "environmentalDistance",
                    "environmentalDistance('3.1') or environmentalDistance('3.1', 'mixed')",
                    "The distance in metres that activities of an environmental category keep from homes in a quiet"
                            + " residential area, or in a mixed area (VNG, Bedrijven en milieuzonering 2009).",
                    1,
                    2,
                    Unit.METER,
                    false,
                    SiteMeasures::environmentalDistance),
            new SiteMeasure(
                    "yearsSince",
                    "yearsSince(date)",
                    "Calendar years, with the fraction of the last, from a date to the date that the site's data speaks"
                            + " of (peildatum).",
                    1,
                    1,
                    Unit.YEAR,
                    false,
                    (question, arguments) -> arguments.get(0) instanceof LocalDate date
                            ? (Object) years(date, question.site().referenceDate())
                            : null));

    private SiteMeasures() {}

    public static Optional<SiteMeasure> find(String name) {
        return ALL.stream().filter(measure -> measure.name().equals(name)).findFirst();
    }

    /**
     * The filter of a measure's text argument.
     *
     * @throws IllegalArgumentException when it is no CQL2
     */
    static Condition filter(String text) {
        Condition known = FILTERS.get(text);
        if (known != null) {
            return known;
        }
        if (FILTERS.size() >= PARSED_KEPT) {
            FILTERS.clear(); // texts come from policies sent by callers, so what is kept has a limit
        }
        Condition parsed = new Condition(text, Cql2Text.parse(text));
        FILTERS.put(text, parsed);
        return parsed;
    }

    /**
     * The geometry of a WKT argument, in RD New.
     *
     * @throws IllegalArgumentException when it is no WKT
     */
    static Geometry geometry(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException("expected well-known text in RD New, was '" + wkt + "'", e);
        }
    }

    private static FeatureChoice choice(SiteQuestion question, List<?> arguments, int filterPosition) {
        String layer = text("a layer", arguments, 0);
        return arguments.size() <= filterPosition
                ? FeatureChoice.all(layer)
                : new FeatureChoice(
                        layer, Optional.of(filter(text("a filter", arguments, filterPosition))), question.values());
    }

    private static @Nullable Object countWithin(SiteQuestion question, List<?> arguments) {
        return arguments.get(1) instanceof Number meters
                ? orNull(question.facts()
                        .countWithin(question.site(), choice(question, arguments, 2), meters.doubleValue()))
                : null;
    }

    private static @Nullable Object best(SiteQuestion question, List<?> arguments) {
        return arguments.get(2) instanceof Number meters
                ? orNull(question.facts()
                        .best(
                                question.site(),
                                text("best", arguments, 0),
                                text("best", arguments, 1),
                                meters.doubleValue()))
                : null;
    }

    private static @Nullable Object environmentalDistance(SiteQuestion question, List<?> arguments) {
        boolean mixed = arguments.size() > 1 && "mixed".equals(arguments.get(1));
        return fromCategory(
                arguments.get(0),
                mixed ? EnvironmentalCategory::mixedDistanceMeters : EnvironmentalCategory::quietDistanceMeters);
    }

    private static @Nullable Object fromCategory(
            @Nullable Object code, Function<EnvironmentalCategory, Double> function) {
        return code instanceof String text
                ? EnvironmentalCategory.find(text).map(function).orElse(null)
                : null;
    }

    /** Whole calendar years and the part of the next one that has passed; below 0 when the date lies ahead. */
    static double years(LocalDate from, LocalDate to) {
        long whole = ChronoUnit.YEARS.between(from, to);
        LocalDate anniversary = from.plusYears(whole);
        if (anniversary.isAfter(to)) {
            whole--;
            anniversary = from.plusYears(whole);
        }
        double daysInYear = ChronoUnit.DAYS.between(anniversary, from.plusYears(whole + 1));
        return whole + ChronoUnit.DAYS.between(anniversary, to) / daysInYear;
    }

    private static String text(String of, List<?> arguments, int position) {
        if (arguments.get(position) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                of + " takes a text as argument " + (position + 1) + ", was " + arguments.get(position));
    }

    private static @Nullable Object orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
