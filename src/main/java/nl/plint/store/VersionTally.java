package nl.plint.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.geo.Bounds;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** What is known of a version from the features that are written to it: their number, bounds, kinds of geometry and hash. */
public final class VersionTally {
    private final VersionDraft draft;
    private final Set<String> geometryTypes = new TreeSet<>();
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
            geometryTypes.add(typeOf(geometry));
            bounds.expandToInclude(geometry.getEnvelopeInternal());
        }
        hash.add(feature);
        count++;
    }

    private void requireFits(Feature feature) {
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
        }
        if (feature.geometryRd() != null && draft.layer().geometry() == GeometryKind.NONE) {
            throw new IllegalArgumentException("feature '" + feature.id() + "' has a geometry, layer "
                    + draft.layer().id() + " is a table without places");
        }
    }

    /** Number of features so far. */
    public long count() {
        return count;
    }

    /** The name of a geometry's type in simple features, such as {@code MULTIPOLYGON}. */
    public static String typeOf(Geometry geometry) {
        String type = geometry.getGeometryType().toUpperCase(Locale.ROOT);
        return type.equals("LINEARRING") ? "LINESTRING" : type;
    }

    /** The one type that all geometries so far have, else {@code GEOMETRY}, or what the layer says when there are none. */
    public String geometryType() {
        if (geometryTypes.size() == 1) {
            return geometryTypes.iterator().next();
        }
        if (!geometryTypes.isEmpty()) {
            return "GEOMETRY";
        }
        return switch (draft.layer().geometry()) {
            case POINT -> "POINT";
            case LINE -> "LINESTRING";
            case POLYGON -> "POLYGON";
            case ANY, NONE -> "GEOMETRY";
        };
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
