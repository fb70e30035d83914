package nl.plint.ingest;

import java.util.List;
import java.util.Locale;
import nl.plint.geo.AxisOrder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.geo.UnknownCrsException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Issue.Action;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * How the coordinates of a file become RD New: in which CRS they are, and whether x and y were swapped.
 *
 * <p>A file that does not say its CRS is judged by its first features: numbers that lie in the Netherlands in RD New or in
 * degrees, in either order of the axes. In RD New x is below y everywhere in Drenthe; in degrees latitude is above
 * longitude. A swap or a guess becomes an issue of the file.
 */
final class Placement {
    private final Reprojection toRd;
    private final Look look;
    private final String name;

    /**
     * @param look of the places of the file; where it is swapped, the axes are exchanged
     */
    private Placement(Reprojection toRd, Look look, String name) {
        this.toRd = toRd;
        this.look = look;
        this.name = name;
    }

    /** What coordinates look like, when they lie in or near the Netherlands. */
    private enum Look {
        RD,
        RD_SWAPPED,
        DEGREES,
        DEGREES_SWAPPED,
        OTHER;

        private boolean matches(Coordinate c) {
            return switch (this) {
                case RD -> isRd(c.x, c.y);
                case RD_SWAPPED -> isRd(c.y, c.x);
                case DEGREES -> isDegrees(c.x, c.y);
                case DEGREES_SWAPPED -> isDegrees(c.y, c.x);
                case OTHER -> true;
            };
        }

        private static boolean isRd(double x, double y) {
            return x >= -10_000 && x <= 300_000 && y >= 300_000 && y <= 640_000;
        }

        private static boolean isDegrees(double longitude, double latitude) {
            return longitude >= 3 && longitude <= 8 && latitude >= 50 && latitude <= 54.5;
        }

        /** The first look that most of the samples have, six in ten or more. */
        static Look of(List<Coordinate> samples) {
            for (Look look : values()) {
                if (samples.stream().filter(look::matches).count() * 10 >= samples.size() * 6L) {
                    return look;
                }
            }
            return OTHER;
        }

        boolean isSwapped() {
            return this == RD_SWAPPED || this == DEGREES_SWAPPED;
        }

        /** What a place looks like whose axes are the other way round than in the rest of the file; null for no such look. */
        @Nullable
        Look reversed() {
            return switch (this) {
                case RD -> RD_SWAPPED;
                case RD_SWAPPED -> RD;
                case DEGREES -> DEGREES_SWAPPED;
                case DEGREES_SWAPPED -> DEGREES;
                case OTHER -> null;
            };
        }
    }

    /**
     * Decides for a file.
     *
     * @param first its first features
     * @throws IngestException when the CRS is not given and cannot be guessed, or is not known
     */
    static Placement of(SourceCrs crs, List<RawFeature> first, String fileName, IssueLog issues) {
        List<Coordinate> samples = first.stream()
                .map(RawFeature::geometry)
                .filter(geometry -> geometry != null && !geometry.isEmpty())
                .map(Geometry::getCoordinate)
                .toList();
        Look look = samples.isEmpty() ? Look.OTHER : Look.of(samples);
        boolean looksRd = look == Look.RD || look == Look.RD_SWAPPED;
        boolean looksDegrees = look == Look.DEGREES || look == Look.DEGREES_SWAPPED;
        if (crs.name() == null && crs.wellKnownText() == null) {
            if (!samples.isEmpty() && !looksRd && !looksDegrees) {
                throw new IngestException(
                        Fault.UNKNOWN_CRS,
                        String.format(
                                Locale.ROOT,
                                "%s does not say its coordinate reference system, and coordinates such as %s, %s fit neither"
                                        + " RD New nor degrees in the Netherlands; name it in the mapping or in the file",
                                fileName,
                                samples.get(0).x,
                                samples.get(0).y));
            }
            Crs guess = looksDegrees ? Crs.CRS84 : Crs.RD_NEW;
            if (!samples.isEmpty()) {
                issues.add(
                        IssueCode.CRS_GUESSED,
                        Action.FIXED,
                        0,
                        null,
                        "het bestand noemt geen coördinatenstelsel; de coördinaten passen bij " + guess,
                        "the file names no CRS; its coordinates fit " + guess);
            }
            return placed(guess, look, issues);
        }
        if (crs.wellKnownText() != null) {
            try {
                return new Placement(
                        Reprojection.fromWellKnownText(crs.wellKnownText()), Look.OTHER, "well-known text");
            } catch (UnknownCrsException e) {
                throw new IngestException(Fault.UNKNOWN_CRS, fileName + ": " + e.getMessage(), e);
            }
        }
        String name = crs.name();
        Crs named = Crs.parse(name == null ? "" : name)
                .orElseThrow(() -> new IngestException(
                        Fault.UNKNOWN_CRS,
                        fileName + ": " + new UnknownCrsException(String.valueOf(name)).getMessage()));
        if (named.isGeographic() && looksRd) {
            // GeoJSON without a crs member is in degrees by its standard; numbers like these are not.
            return guessed(Crs.RD_NEW, "graden", "degrees", look, issues);
        }
        if (named.equals(Crs.RD_NEW) && looksDegrees) {
            return guessed(Crs.CRS84, "meters", "metres", look, issues);
        }
        boolean comparable = (named.equals(Crs.RD_NEW) && looksRd) || (named.isGeographic() && looksDegrees);
        try {
            return comparable
                    ? placed(named, look, issues)
                    : new Placement(Reprojection.between(named, Crs.RD_NEW), Look.OTHER, named.toString());
        } catch (UnknownCrsException e) {
            throw new IngestException(Fault.UNKNOWN_CRS, fileName + ": " + e.getMessage(), e);
        }
    }

    /** Coordinates that cannot be in the unit of the CRS that is named are taken for what they look like. */
    private static Placement guessed(Crs looksLike, String unitNl, String unitEn, Look look, IssueLog issues) {
        issues.add(
                IssueCode.CRS_GUESSED,
                Action.FIXED,
                0,
                null,
                "de coördinaten zijn geen " + unitNl + " maar passen bij " + looksLike,
                "the coordinates are no " + unitEn + " but fit " + looksLike);
        return placed(looksLike, look, issues);
    }

    private static Placement placed(Crs crs, Look look, IssueLog issues) {
        if (look.isSwapped()) {
            issues.add(
                    IssueCode.AXES_SWAPPED,
                    Action.FIXED,
                    0,
                    null,
                    "x en y stonden andersom en zijn omgewisseld",
                    "x and y were the other way round and were swapped");
        }
        return new Placement(Reprojection.between(crs, Crs.RD_NEW), look, crs.toString());
    }

    /** The CRS that coordinates are read in. */
    String crsName() {
        return name;
    }

    /** Whether the axes of one place are the other way round than in the rest of the file. */
    boolean isReversed(Geometry geometry) {
        Look reversed = look.reversed();
        return reversed != null && reversed.matches(geometry.getCoordinate());
    }

    /**
     * A copy of the geometry in RD New; coordinates that cannot be turned are not finite.
     *
     * @param reversed whether its axes are the other way round than in the rest of the file
     */
    Geometry toRd(Geometry geometry, boolean reversed) {
        return toRd.transform(look.isSwapped() != reversed ? AxisOrder.swapped(geometry) : geometry);
    }
}
