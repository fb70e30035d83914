package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Point;

/**
 * A unit as it was on a reference date.
 *
 * @param placeRd where it is, in RD New; null where unknown
 * @param floorAreaM2 sales floor area, NaN where unknown
 * @param vacantSince when its vacancy began, or was first seen; null where unknown or not vacant
 * @param startSeen whether {@code vacantSince} is when it began, and not merely when it was first seen
 * @param branchCode {@code GG.HHH.BBB}
 * @param branches outlets of its formula, 0 where unknown
 */
public record ObservedUnit(
        String id,
        @Nullable Point placeRd,
        boolean vacant,
        double floorAreaM2,
        @Nullable LocalDate vacantSince,
        boolean startSeen,
        @Nullable String branchGroup,
        @Nullable String gmCode,
        @Nullable String branchCode,
        int branches) {
    /** A unit of which neither the branch code nor the formula is known. */
    public ObservedUnit(
            String id,
            @Nullable Point placeRd,
            boolean vacant,
            double floorAreaM2,
            @Nullable LocalDate vacantSince,
            boolean startSeen,
            @Nullable String branchGroup,
            @Nullable String gmCode) {
        this(id, placeRd, vacant, floorAreaM2, vacantSince, startSeen, branchGroup, gmCode, null, 0);
    }
}
