package nl.plint.geo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Makes an invalid geometry valid by the least change: the area that its rings enclose is kept, parts without extent are
 * dropped (the structural method, as {@code ST_MakeValid} with {@code method=structure}).
 */
public final class GeometryRepair {
    private GeometryRepair() {}

    /**
     * What was wrong and what was made of it.
     *
     * @param reason what was wrong and where, in the words of JTS
     * @param repaired a valid geometry of the same dimension, null when nothing of that dimension is left, or when
     *     to find out or to mend it would take far more than the geometry is worth
     */
    public record Repair(String reason, @Nullable Geometry repaired) {}

    /** Repairs a geometry; empty when it is valid as it is. The geometry given is not changed. */
    public static Optional<Repair> repair(Geometry geometry) {
        boolean area = geometry.getDimension() == 2;
        if (area && GeometryWork.isTooMuch(geometry)) {
            return Optional.of(new Repair("its lines run alongside each other too much to be checked", null));
        }
        TopologyValidationError error = new IsValidOp(geometry).getValidationError();
        if (error == null) {
            return Optional.empty();
        }
        Coordinate at = error.getCoordinate();
        String reason = at == null
                ? error.getMessage()
                : String.format(java.util.Locale.ROOT, "%s at %.3f, %.3f", error.getMessage(), at.x, at.y);
        if (area && GeometryWork.crossesTooOften(geometry)) {
            return Optional.of(new Repair(reason + ", and in too many other places", null));
        }
        Geometry fixed = GeometryFixer.fix(geometry);
        boolean usable = !fixed.isEmpty() && fixed.getDimension() == geometry.getDimension();
        return Optional.of(new Repair(reason, usable ? fixed : null));
    }
}
