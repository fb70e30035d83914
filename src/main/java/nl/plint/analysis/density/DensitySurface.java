package nl.plint.analysis.density;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.density.DensityQuestion.Subject;
import nl.plint.analysis.density.DensityQuestion.Weight;
import nl.plint.dataset.Feature;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.stats.ContourPolygons;
import nl.plint.stats.GridValues;
import nl.plint.stats.GridValues.Grid;
import nl.plint.stats.KernelDensity;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/** The densities around the middle of each cell of a grid on multiples of its cell size, as cells and as contours. */
final class DensitySurface {
    private static final double PER_KM2 = 1e6;
    private static final double PER_HA = 1e4;

    /** Where fewer units lie than this, a share of them says nothing (DOMAIN section 3.4). */
    private static final double LEAST_UNITS_PER_KM2 = 5;

    private static final long MOST_GRID_CELLS = 4_000_000;
    private static final int MOST_CELLS = 200_000;
    private static final List<Double> RATIO_LEVELS = List.of(0.05, 0.10, 0.15, 0.20, 0.30);

    static final Schema CELLS = new Schema(List.of(
            number("vacantDensity", "Leegstaand: panden per km2, of m2 per ha", "Vacant: units per km2, or m2 per ha"),
            number("allDensity", "Alle: panden per km2, of m2 per ha", "All: units per km2, or m2 per ha"),
            PropertyDefinition.number(
                    "ratio", new LocalizedText("Leegstand (aandeel, vloeiend)", "Vacancy (share, smooth)"), Unit.SHARE),
            PropertyDefinition.of(
                    "edge",
                    new LocalizedText(
                            "Dichter bij de grens dan de bandbreedte", "Nearer to the border than the bandwidth"),
                    PropertyType.BOOLEAN)));

    static final Schema CONTOURS = new Schema(List.of(
            number("level", "Ten minste", "At least"),
            PropertyDefinition.number("areaHa", new LocalizedText("Oppervlakte", "Area"), Unit.HECTARE)));

    private final DensityQuestion question;
    private final Grid grid;
    private final GridValues vacant;
    private final GridValues all;
    private final GridValues ratio;

    private DensitySurface(DensityQuestion question, WeightedPlaces places) {
        this.question = question;
        double bandwidth = question.bandwidthMeters();
        this.grid = grid(places.reach(bandwidth), question.cellSizeMeters());
        double scale = question.weight() == Weight.UNITS ? PER_KM2 : PER_HA;
        this.vacant = scaled(places.vacant(bandwidth, grid), scale);
        this.all = scaled(places.all(bandwidth, grid), scale);
        GridValues units = scaled(places.units(bandwidth, grid), PER_KM2);
        GridValues share = KernelDensity.ratio(vacant, all, 0);
        this.ratio = mapped((column, row) ->
                units.value(column, row) >= LEAST_UNITS_PER_KM2 ? Math.min(1, share.value(column, row)) : Double.NaN);
    }

    /**
     * @throws InvalidInputException when the cells are too small for so large an area
     */
    static DensitySurface of(DensityQuestion question, WeightedPlaces places) {
        return new DensitySurface(question, places);
    }

    private static PropertyDefinition number(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.NUMBER);
    }

    private interface CellValue {
        double at(int column, int row);
    }

    private GridValues mapped(CellValue value) {
        double[] values = new double[grid.columns() * grid.rows()];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                values[row * grid.columns() + column] = value.at(column, row);
            }
        }
        return GridValues.of(grid, values);
    }

    private GridValues scaled(GridValues density, double scale) {
        return mapped((column, row) -> density.value(column, row) * scale);
    }

    private static Grid grid(Envelope reach, double cellMeters) {
        double west = Math.floor(reach.getMinX() / cellMeters) * cellMeters;
        double south = Math.floor(reach.getMinY() / cellMeters) * cellMeters;
        double columns = Math.ceil((reach.getMaxX() - west) / cellMeters);
        double rows = Math.ceil((reach.getMaxY() - south) / cellMeters);
        if (columns * rows > MOST_GRID_CELLS) {
            long least = Math.round(Math.ceil(cellMeters * Math.sqrt(columns * rows / MOST_GRID_CELLS)));
            throw new InvalidInputException(
                    "cellSizeMeters",
                    cellMeters,
                    "at least " + least + " for so large an area (at most " + MOST_GRID_CELLS + " cells)");
        }
        return new Grid(west, south, cellMeters, (int) Math.max(1, columns), (int) Math.max(1, rows));
    }

    private GridValues subject() {
        return switch (question.of()) {
            case RATIO -> ratio;
            case VACANT -> vacant;
            case ALL -> all;
        };
    }

    /** The greatest value of what was asked for; null where it has none. */
    @Nullable
    Double greatest() {
        double greatest = subject().greatest();
        return Double.isNaN(greatest) ? null : (Double) greatest;
    }

    /**
     * The cells that have a value.
     *
     * @param borderRd of the area that the units are known of; null where that is not known
     * @throws InvalidInputException when there are too many
     */
    List<Feature> cells(@Nullable Geometry borderRd) {
        IndexedFacetDistance border = borderRd == null ? null : new IndexedFacetDistance(borderRd);
        GeometryFactory geometries = new GeometryFactory();
        List<Feature> cells = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                double value = subject().value(column, row);
                if (Double.isNaN(value) || (question.of() != Subject.RATIO && value == 0)) {
                    continue;
                }
                if (cells.size() == MOST_CELLS) {
                    throw new InvalidInputException(
                            "cellSizeMeters",
                            question.cellSizeMeters(),
                            "larger: there are more than " + MOST_CELLS + " cells with a value");
                }
                double x = grid.x(column);
                double y = grid.y(row);
                double half = grid.cellMeters() / 2;
                double share = ratio.value(column, row);
                Object edge = border == null
                        ? null
                        : (Object) (border.distance(geometries.createPoint(new Coordinate(x, y)))
                                < question.bandwidthMeters());
                cells.add(new Feature(
                        String.format(Locale.ROOT, "E%06dN%06d", Math.round(x - half), Math.round(y - half)),
                        geometries.toGeometry(new Envelope(x - half, x + half, y - half, y + half)),
                        vacant.value(column, row),
                        all.value(column, row),
                        Double.isNaN(share) ? null : (Object) share,
                        edge));
            }
        }
        return cells;
    }

    /** The levels that contours are drawn at. */
    double[] levels() {
        if (!question.levels().isEmpty()) {
            return question.levels().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
        }
        if (question.of() == Subject.RATIO) {
            return RATIO_LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
        }
        double greatest = subject().greatest();
        return IntStream.rangeClosed(1, 4).mapToDouble(i -> greatest * i / 5).toArray();
    }

    /** The areas where the value is at least a level, the lowest level first; levels that nothing reaches are left out. */
    List<Feature> contours() {
        List<Feature> contours = new ArrayList<>();
        for (double level : DoubleStream.of(levels()).filter(each -> each > 0).toArray()) {
            Geometry area = ContourPolygons.atLeast(subject(), level);
            if (!area.isEmpty()) {
                contours.add(new Feature("L" + (contours.size() + 1), area, level, area.getArea() / PER_HA));
            }
        }
        return contours;
    }
}
