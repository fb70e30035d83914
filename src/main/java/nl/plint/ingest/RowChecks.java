package nl.plint.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.geo.Bounds;
import nl.plint.ingest.Issue.Action;
import nl.plint.ingest.SeenKeys.Hasher;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** What is odd about a row that is stored nevertheless, so that a person looks at it. */
final class RowChecks {
    /** A polygon is a sliver when it is narrower than this on average (twice its area by its perimeter), in metres. */
    private static final double SLIVER_WIDTH_M = 0.25;

    private static final Envelope AREA = Bounds.DRENTHE_RD.toEnvelope();

    private final Schema schema;
    private final int idAt;
    private final LocalDate latest;
    private final Map<Integer, Predicate<String>> references = new HashMap<>();
    private final List<Integer> dates = new ArrayList<>();
    private final IssueLog issues;
    private final SeenKeys seen = new SeenKeys();

    /**
     * @param idAt position of the property that makes the id, -1 where there is none
     * @param latest the last day that a date may name without being in the future
     * @param knownIds which ids a layer has, empty for a layer that is not there
     */
    RowChecks(
            Schema schema,
            int idAt,
            LocalDate latest,
            Function<String, Optional<Predicate<String>>> knownIds,
            IssueLog issues) {
        this.schema = schema;
        this.idAt = idAt;
        this.latest = latest;
        this.issues = issues;
        for (int position = 0; position < schema.size(); position++) {
            PropertyDefinition property = schema.get(position);
            if (property.type() == PropertyType.DATE) {
                dates.add(position);
            }
            if (property.references() != null) {
                int at = position;
                knownIds.apply(property.references()).ifPresent(known -> references.put(at, known));
            }
        }
    }

    /** Reports what is odd about a row that is about to be stored. */
    void check(long row, String id, @Nullable Object[] values, @Nullable Geometry geometryRd) {
        checkValues(row, id, values);
        if (geometryRd != null && !geometryRd.isEmpty()) {
            checkPlace(row, id, geometryRd);
        }
        if (!seen.add(fingerprint(values, geometryRd))) {
            keep(
                    IssueCode.DUPLICATE_FEATURE,
                    row,
                    id,
                    "een eerdere rij heeft dezelfde plaats en dezelfde waarden",
                    "an earlier row has the same place and the same values");
        }
    }

    private void checkValues(long row, String id, @Nullable Object[] values) {
        for (int position : dates) {
            if (values[position] instanceof LocalDate date && date.isAfter(latest)) {
                String name = schema.get(position).name();
                keep(
                        IssueCode.FUTURE_DATE,
                        row,
                        id,
                        name + " is " + date + ", in de toekomst",
                        name + " is " + date + ", in the future");
            }
        }
        references.forEach((position, known) -> {
            if (values[position] instanceof String code && !known.test(code)) {
                PropertyDefinition property = schema.get(position);
                keep(
                        IssueCode.UNKNOWN_REFERENCE,
                        row,
                        id,
                        property.name() + " '" + code + "' komt niet voor in laag " + property.references(),
                        property.name() + " '" + code + "' does not occur in layer " + property.references());
            }
        });
    }

    private void checkPlace(long row, String id, Geometry geometryRd) {
        if (!AREA.intersects(geometryRd.getEnvelopeInternal())) {
            keep(IssueCode.OUTSIDE_AREA, row, id, "ligt buiten Drenthe", "lies outside Drenthe");
        }
        if (geometryRd.getDimension() == 2) {
            double width = 2 * geometryRd.getArea() / geometryRd.getLength();
            if (width < SLIVER_WIDTH_M) {
                keep(
                        IssueCode.SLIVER,
                        row,
                        id,
                        String.format(Locale.ROOT, "de vlakken zijn gemiddeld maar %.2f m breed", width),
                        String.format(Locale.ROOT, "its polygons are only %.2f m wide on average", width));
            }
        }
    }

    private Hasher fingerprint(@Nullable Object[] values, @Nullable Geometry geometryRd) {
        Hasher hasher = new Hasher();
        for (int position = 0; position < values.length; position++) {
            if (position != idAt) {
                hasher.addValue(values[position]);
            }
        }
        if (geometryRd instanceof Point point && !point.isEmpty()) {
            Coordinate at = point.getCoordinate();
            hasher.add(at.x).add(at.y);
        } else if (geometryRd != null) {
            geometryRd.apply(new CoordinateSequenceFilter() {
                @Override
                public void filter(CoordinateSequence sequence, int index) {
                    hasher.add(sequence.getX(index)).add(sequence.getY(index));
                }

                @Override
                public boolean isDone() {
                    return false;
                }

                @Override
                public boolean isGeometryChanged() {
                    return false;
                }
            });
        }
        return hasher;
    }

    private void keep(IssueCode code, long row, String id, String nl, String en) {
        issues.add(code, Action.KEPT, row, id, nl, en);
    }
}
