package nl.plint.stats;

import java.util.Arrays;

/** A value for each cell of a grid of squares, in RD New; NaN where a cell has none. It never changes. */
public final class GridValues {
    /**
     * Where the cells lie.
     *
     * @param westMeters x of the western side
     * @param southMeters y of the southern side
     * @param cellMeters side of a cell
     */
    public record Grid(double westMeters, double southMeters, double cellMeters, int columns, int rows) {
        private static final long MOST_CELLS = 25_000_000;

        public Grid {
            if (!(cellMeters > 0) || columns < 1 || rows < 1 || (long) columns * rows > MOST_CELLS) {
                throw new IllegalArgumentException("a grid must have 1 to " + MOST_CELLS
                        + " cells of a size above 0, had " + columns + " x " + rows + " of " + cellMeters + " m");
            }
        }

        /** x of the middle of a column. */
        public double x(int column) {
            return westMeters + (column + 0.5) * cellMeters;
        }

        /** y of the middle of a row; row 0 is the southernmost. */
        public double y(int row) {
            return southMeters + (row + 0.5) * cellMeters;
        }
    }

    private final Grid grid;
    private final double[] values;

    GridValues(Grid grid, double[] values) {
        this.grid = grid;
        this.values = values;
    }

    /** Values by row from the south, in each row from the west. */
    public static GridValues of(Grid grid, double[] values) {
        if (values.length != grid.columns() * grid.rows()) {
            throw new IllegalArgumentException("there must be a value for each cell");
        }
        return new GridValues(grid, values.clone());
    }

    public Grid grid() {
        return grid;
    }

    public double value(int column, int row) {
        return values[row * grid.columns() + column];
    }

    /** The greatest value; NaN when no cell has one. */
    public double greatest() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
    }
}
