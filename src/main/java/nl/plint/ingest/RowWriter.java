package nl.plint.ingest;

import java.util.Optional;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.geo.GeometryRepair;
import nl.plint.geo.GeometryRepair.Repair;
import nl.plint.ingest.Issue.Action;
import nl.plint.ingest.SeenKeys.Hasher;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.store.VersionWriter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Checks the rows of one file, places them in RD New, and writes those that can be stored. Counts as it goes. */
final class RowWriter {
    /** Far more than from any place on earth to another; what is farther is no place, and cannot be turned back to degrees. */
    private static final double MOST_METERS = 1e9;

    /** To check a geometry takes some 200 bytes for each point; the greatest of Dutch maps have some 100,000. */
    private static final int MOST_POINTS = 2_000_000;

    private final LayerDefinition layer;
    private final RowReader values;
    private final @Nullable Placement placement;
    private final IssueLog issues;
    private final VersionWriter writer;
    private final int idAt;
    private final SeenKeys ids = new SeenKeys();
    private final RowChecks checks;
    private final RejectedRows.Collector rejected;
    private long read;
    private long stored;
    private long repaired;

    RowWriter(
            LayerDefinition layer,
            RowReader values,
            @Nullable Placement placement,
            RowChecks checks,
            IssueLog issues,
            VersionWriter writer,
            RejectedRows.Collector rejected) {
        this.checks = checks;
        this.rejected = rejected;
        this.layer = layer;
        this.values = values;
        this.placement = placement;
        this.issues = issues;
        this.writer = writer;
        this.idAt = idPosition(layer, values);
    }

    /** Where the property stands that makes the id of a feature; -1 where the ids are the file's own. */
    static int idPosition(LayerDefinition layer, RowReader values) {
        return layer.idProperty() == null
                ? -1
                : values.schema().findPosition(layer.idProperty()).orElseThrow();
    }

    /** Checks a row and writes it, or counts it among the rejected. */
    void take(RawFeature raw) {
        read++;
        if (store(raw)) {
            stored++;
        } else {
            rejected.add(raw, issues.last());
        }
    }

    /** Whether the row could be stored; when not, the last issue says why. */
    private boolean store(RawFeature raw) {
        if (raw.fault() != null) {
            skip(IssueCode.GEOMETRY_UNREADABLE, raw, raw.fault(), raw.fault());
            return false;
        }
        Optional<@Nullable Object[]> row = values.read(raw);
        boolean changed = values.takeRepaired();
        if (row.isEmpty()) {
            return false;
        }
        Object given = idAt >= 0 ? row.get()[idAt] : raw.id() == null ? Long.toString(raw.row()) : raw.id();
        String id = given == null ? "" : Values.withoutNul(given.toString());
        if (id.isEmpty()) {
            skip(
                    IssueCode.ID_MISSING,
                    raw,
                    "de rij heeft geen " + layer.idProperty(),
                    "the row has no " + layer.idProperty());
            return false;
        }
        Geometry geometry = raw.geometry();
        if (placement != null && geometry != null && !geometry.isEmpty()) {
            Placed placed = place(raw, geometry, placement);
            if (placed == null) {
                return false;
            }
            changed |= placed.repaired();
            geometry = placed.geometryRd();
        } else if (layer.geometry() == GeometryKind.NONE) {
            geometry = null;
        } else if (geometry == null || geometry.isEmpty()) {
            issues.add(
                    IssueCode.GEOMETRY_MISSING,
                    Action.KEPT,
                    raw.row(),
                    id,
                    "de rij heeft geen plaats",
                    "the row has no place");
        }
        if (!ids.add(new Hasher().add(id))) {
            skip(IssueCode.ID_DUPLICATE, raw, "id " + id + " komt vaker voor", "id " + id + " occurs more than once");
            return false;
        }
        checks.check(raw.row(), id, row.get(), geometry);
        writer.write(new Feature(id, geometry, row.get()));
        repaired += changed ? 1 : 0;
        return true;
    }

    /** A valid geometry in RD New. */
    private record Placed(Geometry geometryRd, boolean repaired) {}

    /** Null when the row is skipped. */
    private @Nullable Placed place(RawFeature raw, Geometry geometry, Placement to) {
        GeometryKind kind = GenericLayer.kind(geometry);
        if (layer.geometry() != GeometryKind.ANY && kind != layer.geometry()) {
            skip(
                    IssueCode.GEOMETRY_WRONG_TYPE,
                    raw,
                    geometry.getGeometryType() + " in een laag van "
                            + layer.geometry().wireName(),
                    geometry.getGeometryType() + " in a layer of "
                            + layer.geometry().wireName());
            return null;
        }
        int points = geometry.getNumPoints();
        if (points > MOST_POINTS) {
            skip(
                    IssueCode.GEOMETRY_NOT_REPAIRABLE,
                    raw,
                    "de geometrie heeft " + points + " punten, meer dan " + MOST_POINTS
                            + "; knip haar in stukken of maak haar eenvoudiger",
                    "the geometry has " + points + " points, more than " + MOST_POINTS + "; cut it up or simplify it");
            return null;
        }
        boolean reversed = to.isReversed(geometry);
        Geometry rd = to.toRd(geometry, reversed);
        for (Coordinate coordinate : rd.getCoordinates()) {
            if (!(Math.abs(coordinate.x) <= MOST_METERS && Math.abs(coordinate.y) <= MOST_METERS)) {
                skip(
                        IssueCode.COORDINATE_NOT_FINITE,
                        raw,
                        "een coördinaat is geen getal of ligt buiten het stelsel",
                        "a coordinate is no number or lies outside its CRS");
                return null;
            }
        }
        Optional<Repair> repair = GeometryRepair.repair(rd);
        if (repair.isPresent()) {
            String reason = repair.get().reason();
            Geometry fixed = repair.get().repaired();
            if (fixed == null) {
                skip(IssueCode.GEOMETRY_NOT_REPAIRABLE, raw, reason, reason);
                return null;
            }
            issues.add(
                    IssueCode.GEOMETRY_INVALID,
                    Action.FIXED,
                    raw.row(),
                    raw.id(),
                    "geometrie hersteld: " + reason,
                    "geometry repaired: " + reason);
            rd = fixed;
        }
        if (reversed) {
            issues.add(
                    IssueCode.AXES_SWAPPED,
                    Action.FIXED,
                    raw.row(),
                    raw.id(),
                    "x en y stonden andersom dan in de andere rijen en zijn omgewisseld",
                    "x and y were the other way round than in the other rows and were swapped");
        }
        return new Placed(rd, repair.isPresent() || reversed);
    }

    private void skip(IssueCode code, RawFeature raw, String nl, String en) {
        issues.add(code, Action.SKIPPED, raw.row(), raw.id(), nl, en);
    }

    long read() {
        return read;
    }

    long stored() {
        return stored;
    }

    long repaired() {
        return repaired;
    }
}
