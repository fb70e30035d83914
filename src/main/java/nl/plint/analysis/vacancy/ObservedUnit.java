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
 */
public record ObservedUnit(
        String id,
        @Nullable Point placeRd,
        boolean vacant,
        double floorAreaM2,
        @Nullable LocalDate vacantSince,
        boolean startSeen,
        @Nullable String branchGroup,
        @Nullable String gmCode) {}
