package nl.plint.dataset;

import java.util.Locale;

/** The kind of geometry that a layer has; each kind takes single and multiple ones. */
public enum GeometryKind {
    POINT,
    LINE,
    POLYGON,
    ANY,
    /** A table without places. */
    NONE;

    /** The name as written in layer definitions. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dimension of its geometries: 0, 1 or 2; -1 where it is not fixed. */
    public int dimension() {
        return switch (this) {
            case POINT -> 0;
            case LINE -> 1;
            case POLYGON -> 2;
            case ANY, NONE -> -1;
        };
    }
}
