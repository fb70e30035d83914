package nl.plint.geo;

import org.locationtech.jts.geom.Envelope;

/**
 * A rectangle parallel to the axes of a CRS, borders included. In RD New the numbers are metres. A minimum above its
 * maximum, or a number that is not finite, is refused with an {@link IllegalArgumentException}.
 */
public record Bounds(double minX, double minY, double maxX, double maxY) {

    /** RD New bounds of Drenthe with a margin of some kilometres, as DOMAIN section 2.6 gives them. */
    public static final Bounds DRENTHE_RD = new Bounds(203_000, 511_000, 270_500, 582_000);

    public Bounds {
        if (!(minX <= maxX && minY <= maxY) || !Double.isFinite(maxX - minX) || !Double.isFinite(maxY - minY)) {
            throw new IllegalArgumentException("bounds need finite minX <= maxX and minY <= maxY, were " + minX + ","
                    + minY + "," + maxX + "," + maxY);
        }
    }

    /** The bounds of a JTS envelope that is not null (not empty). */
    public static Bounds of(Envelope envelope) {
        return new Bounds(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY());
    }

    public Envelope toEnvelope() {
        return new Envelope(minX, maxX, minY, maxY);
    }

    public boolean contains(double x, double y) {
        return x >= minX && x <= maxX && y >= minY && y <= maxY;
    }

    public boolean intersects(Bounds other) {
        return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
    }
}
