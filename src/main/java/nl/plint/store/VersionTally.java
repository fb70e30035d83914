package nl.plint.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.GeometryTypes;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.geo.Bounds;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** What is known of a version from the features that are written to it: their number, bounds, kinds of geometry and hash. */
public final class VersionTally {
    /** Of PostgreSQL: 4713 BC. */
    private static final int FIRST_YEAR = -4712;

    private static final int LAST_YEAR = 999_999;

    private final VersionDraft draft;
    private final GeometryTypes geometryTypes = new GeometryTypes();
    private final Envelope bounds = new Envelope();
    private final ContentHash hash = new ContentHash();
    private long count;

    public VersionTally(VersionDraft draft) {
        this.draft = draft;
    }

    /**
     * Counts a feature in.
     *
     * @throws IllegalArgumentException when it does not fit the draft; it is not counted then
     */
    public void add(Feature feature) {
        requireFits(feature);
        Geometry geometry = feature.geometryRd();
        if (geometry != null) {
            geometryTypes.add(geometry);
            bounds.expandToInclude(geometry.getEnvelopeInternal());
        }
        hash.add(feature);
        count++;
    }

    private void requireFits(Feature feature) {
        requireKept(feature.id(), feature, "id");
        if (feature.valueCount() != draft.schema().size()) {
            throw new IllegalArgumentException("feature '" + feature.id() + "' has " + feature.valueCount()
                    + " values, the schema has " + draft.schema().size() + " properties");
        }
        for (int position = 0; position < feature.valueCount(); position++) {
            Object value = feature.value(position);
            PropertyDefinition property = draft.schema().get(position);
            if (value != null && !property.type().valueClass().isInstance(value)) {
                throw new IllegalArgumentException("property '" + property.name() + "' of feature '" + feature.id()
                        + "' must be a " + property.type().valueClass().getSimpleName() + ", was "
                        + value.getClass().getSimpleName() + " " + value);
            }
            if (value != null) {
                requireKept(value, feature, property.name());
            }
        }
        if (feature.geometryRd() != null && draft.layer().geometry() == GeometryKind.NONE) {
            throw new IllegalArgumentException("feature '" + feature.id() + "' has a geometry, layer "
                    + draft.layer().id() + " is a table without places");
        }
    }

    /** Refuses what not every archive can keep as it is. */
    private static void requireKept(Object value, Feature feature, String name) {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    name + " of feature '" + feature.id().replace("\0", "") + "' has the character NUL in it");
        }
        if (value instanceof LocalDate date && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
            throw new IllegalArgumentException(name + " of feature '" + feature.id() + "' must be a date in the years "
                    + FIRST_YEAR + " to " + LAST_YEAR + ", was " + date);
        }
    }

    /** Number of features so far. */
    public long count() {
        return count;
    }

    /** The one type that all geometries so far have, else {@code GEOMETRY}, or what the layer says when there are none. */
    public String geometryType() {
        return geometryTypes.common(GeometryTypes.of(draft.layer().geometry()));
    }

    /** The version that was written. Call it once, after the last feature. */
    public DatasetVersion version() {
        Instant createdAt = draft.createdAt();
        return new DatasetVersion(
                draft.versionId(),
                draft.layer().id(),
                draft.referenceDate(),
                draft.schema(),
                count,
                bounds.isNull() ? null : Bounds.of(bounds),
                draft.provenance(),
                createdAt == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : createdAt,
                hash.hex());
    }
}
