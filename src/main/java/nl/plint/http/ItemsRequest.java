package nl.plint.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Schema;
import nl.plint.geo.Crs;
import nl.plint.store.Cursor;
import nl.plint.store.FeatureCriteria;
import nl.plint.store.PublishedLayer;
import nl.plint.store.Snapshot;
import nl.plint.store.SortKey;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * What a request for items asks, read from its query once.
 *
 * @param version the version that answers: the current one, the one of {@code datetime}, or the one of the cursor; null when
 *     no version is in force at the time asked for
 * @param properties names of the properties to answer, null for all
 * @param query the query without the place in the walk, for links
 */
record ItemsRequest(
        @Nullable DatasetVersion version,
        FeatureCriteria criteria,
        @Nullable Set<String> properties,
        Crs crs,
        Map<String, String> query) {
    static final int DEFAULT_LIMIT = 100;
    static final int MOST_LIMIT = 10_000;

    /** Parameters that choose features and say how to answer them. */
    private static final List<String> CHOOSING = List.of(
            "f",
            "bbox",
            "bbox-crs",
            "crs",
            "datetime",
            FilterParameters.FILTER,
            FilterParameters.LANGUAGE,
            FilterParameters.CRS,
            SortParameter.NAME,
            PropertiesParameter.NAME);

    /** Of no standard, but of several servers: some clients ask for it rather than follow {@code next}. */
    private static final String OFFSET = "offset";

    private static final List<String> PAGING = List.of("limit", OFFSET, "cursor");

    /** Whether a name means something else than a property of that name. */
    static boolean isReserved(String name) {
        return CHOOSING.contains(name) || PAGING.contains(name) || name.equals(Documents.LANGUAGE);
    }

    /**
     * A page.
     *
     * @throws ProblemException naming the parameter, its value and what is accepted
     */
    static ItemsRequest read(Context context, PublishedLayer layer, Readers readers) {
        requireKnown(context, layer, PAGING);
        DatasetVersion version = atTime(context.queryParam("datetime"), layer);
        String cursorText = context.queryParam("cursor");
        if (cursorText == null) {
            return read(context, layer, version, null, limit(context.queryParam("limit")));
        }
        if (context.queryParam(OFFSET) != null) {
            throw new ProblemException(Problem.invalidParameter(
                    "cursor and offset both say where the page begins; leave one of them out"));
        }
        Cursor cursor = cursor(cursorText);
        DatasetVersion walked = readers.findReleased(context, layer.definition().id(), cursor.versionId())
                .orElseThrow(() ->
                        invalid("cursor", cursorText, "one of a version that is still kept; start again without it"));
        return read(context, layer, walked, cursor, limit(context.queryParam("limit")));
    }

    /**
     * All features that the parameters choose, not in pages.
     *
     * @throws ProblemException as {@link #read}
     */
    static ItemsRequest readWhole(Context context, PublishedLayer layer) {
        requireKnown(context, layer, List.of());
        return read(context, layer, atTime(context.queryParam("datetime"), layer), null, Integer.MAX_VALUE);
    }

    private static void requireKnown(Context context, PublishedLayer layer, List<String> more) {
        List<String> known = new ArrayList<>(CHOOSING);
        known.addAll(more);
        known.addAll(FilterParameters.queryables(layer.current().schema()));
        Documents.requireKnown(context, known);
    }

    private static ItemsRequest read(
            Context context,
            PublishedLayer layer,
            @Nullable DatasetVersion version,
            @Nullable Cursor cursor,
            int limit) {
        Schema schema = (version == null ? layer.current() : version).schema();
        Map<String, String> query = new TreeMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        query.remove("cursor");
        query.remove(OFFSET);
        return new ItemsRequest(
                version,
                new FeatureCriteria(
                        area(context),
                        FilterParameters.read(context, schema),
                        order(context, schema, cursor),
                        limit,
                        cursor == null ? 0 : cursor.position(),
                        offset(context.queryParam(OFFSET))),
                PropertiesParameter.read(context.queryParam(PropertiesParameter.NAME), schema),
                crs("crs", context.queryParam("crs"), Crs.CRS84),
                query);
    }

    /** The order asked for; a walk that goes on does so in the order in which it began. */
    private static List<SortKey> order(Context context, Schema schema, @Nullable Cursor cursor) {
        String sortBy = context.queryParam(SortParameter.NAME);
        List<SortKey> order = SortParameter.read(sortBy, schema);
        if (cursor == null || cursor.order().equals(SortKey.text(order))) {
            return order;
        }
        if (sortBy != null) {
            throw invalid(SortParameter.NAME, sortBy, "as in the walk that the cursor is of: " + cursor.order());
        }
        return SortParameter.read(cursor.order(), schema);
    }

    /** The features of a snapshot with the properties asked for. */
    Snapshot shown(Snapshot snapshot) {
        return properties == null ? snapshot : snapshot.only(properties);
    }

    /** The place to go on from in the walk that this request is a step of. */
    Cursor cursor(String versionId, int position) {
        return new Cursor(versionId, position, SortKey.text(criteria.order()));
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.decode(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalidParameter("cursor: " + e.getMessage()));
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1) {
                return Math.min(limit, MOST_LIMIT);
            }
        } catch (NumberFormatException e) {
            // told below, with the others
        }
        throw invalid("limit", text, "a whole number from 1 to " + MOST_LIMIT);
    }

    private static int offset(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{1,9}")) {
            throw invalid(OFFSET, text, "a whole number, 0 or more");
        }
        return Integer.parseInt(text);
    }

    static Crs crs(String name, @Nullable String text, Crs otherwise) {
        if (text == null) {
            return otherwise;
        }
        return Crs.parse(text)
                .filter(Crs.SERVED::contains)
                .orElseThrow(() -> invalid(
                        name,
                        text,
                        "one of " + Crs.SERVED.stream().map(Crs::uri).toList()));
    }

    /** The area of {@code bbox} in RD New. */
    private static @Nullable Geometry area(Context context) {
        String text = context.queryParam("bbox");
        Crs crs = crs("bbox-crs", context.queryParam("bbox-crs"), Crs.CRS84);
        if (text == null) {
            return null;
        }
        double[] numbers;
        try {
            numbers = Arrays.stream(text.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw invalid("bbox", text, "4 or 6 numbers with commas between");
        }
        boolean box = numbers.length == 4 || numbers.length == 6;
        if (!box || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw invalid("bbox", text, "4 or 6 numbers with commas between");
        }
        int upper = numbers.length / 2;
        int longitude = crs.latitudeFirst() ? 1 : 0;
        boolean acrossAntimeridian = crs.isGeographic() && numbers[longitude] > numbers[upper + longitude];
        if (numbers[1 - longitude] > numbers[upper + 1 - longitude]
                || (numbers[longitude] > numbers[upper + longitude] && !acrossAntimeridian)) {
            throw invalid("bbox", text, "the lower corner and then the upper corner");
        }
        double[] lower = {numbers[0], numbers[1]};
        double[] higher = {numbers[upper], numbers[upper + 1]};
        if (!acrossAntimeridian) {
            return Areas.toRd(box(lower, higher), crs);
        }
        double[] east = higher.clone();
        east[longitude] = 180;
        double[] west = lower.clone();
        west[longitude] = -180;
        return Areas.toRd(new GeometryFactory().buildGeometry(List.of(box(lower, east), box(west, higher))), crs);
    }

    private static Geometry box(double[] lower, double[] higher) {
        return new GeometryFactory().toGeometry(new Envelope(lower[0], higher[0], lower[1], higher[1]));
    }

    /** The newest version whose reference date is not after the end of the time asked for, nor replaced before its start. */
    static @Nullable DatasetVersion atTime(@Nullable String text, PublishedLayer layer) {
        if (text == null) {
            return layer.current();
        }
        String[] ends = text.split("/", -1);
        if (ends.length > 2) {
            throw invalid("datetime", text, "an instant, or two with a slash between");
        }
        String last = ends[ends.length - 1];
        LocalDate start = ends[0].isEmpty() || ends[0].equals("..") ? LocalDate.MIN : day(ends[0], text);
        LocalDate end = last.isEmpty() || last.equals("..") ? LocalDate.MAX : day(last, text);
        if (start.isAfter(end)) {
            throw invalid("datetime", text, "a start that is not after its end");
        }
        return layer.versions().stream()
                .filter(version -> !version.referenceDate().isAfter(end))
                .findFirst()
                .orElse(null);
    }

    private static LocalDate day(String instant, String text) {
        try {
            if (instant.length() == 10 || (instant.length() > 10 && instant.charAt(10) == 'T')) {
                return LocalDate.parse(instant.substring(0, 10));
            }
        } catch (DateTimeException e) {
            // told below, with the others
        }
        throw invalid("datetime", text, "an instant such as 2017-01-01T00:00:00Z, or two with a slash between");
    }

    static ProblemException invalid(String parameter, String value, String accepted) {
        return new ProblemException(
                Problem.invalidParameter(parameter + " must be " + accepted + ", was '" + value + "'"));
    }
}
