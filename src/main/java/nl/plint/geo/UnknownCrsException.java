package nl.plint.geo;

/** A coordinate reference system that Plint cannot reproject from or to. */
public final class UnknownCrsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownCrsException(String crs) {
        super("the coordinate reference system '" + crs + "' is not known; give an EPSG code such as EPSG:28992");
    }
}
