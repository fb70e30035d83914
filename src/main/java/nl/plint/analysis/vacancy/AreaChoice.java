package nl.plint.analysis.vacancy;

import nl.plint.analysis.InvalidInputException;
import nl.plint.store.Published;

/**
 * Which areas are asked for.
 *
 * @param areas {@link #GRID}, {@link #HEXAGONS} or the id of a polygon layer
 * @param cellSizeMeters side of a square cell; of use for a grid only
 * @param resolution of hexagons, 0 to 15; of use for hexagons only
 */
public record AreaChoice(String areas, double cellSizeMeters, int resolution) {
    public static final String GRID = "grid";
    public static final String HEXAGONS = "hexagons";

    /** The grid that the public may see: that of the statistical squares of CBS. */
    static final AreaChoice PUBLIC_GRID = new AreaChoice(GRID, 500, 0);

    /**
     * Opens the areas.
     *
     * @throws InvalidInputException when there is no such layer
     */
    public AreaSet open(Published published) {
        if (areas.equals(GRID)) {
            return new SquareCells(cellSizeMeters);
        }
        if (areas.equals(HEXAGONS)) {
            return new HexagonCells(resolution);
        }
        return new PolygonAreas(published
                .findCurrent(areas)
                .orElseThrow(() -> new InvalidInputException(
                        "areas", areas, "'grid', 'hexagons' or the id of a polygon layer that has data")));
    }
}
