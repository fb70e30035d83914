package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.quantity.Unit;
import nl.plint.store.Snapshot;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * Gathers the vacancy of units in areas: square grid cells on multiples of their size, or the polygons of a layer.
 *
 * <p>A unit counts when it has a place and its {@code vacant} is known. On a border it belongs to the area with the lowest
 * id (DOMAIN section 3.1). Units in no area, and areas with too few units, are reported so that sums close.
 */
final class VacancyAreas {
    /** Name of the pseudo layer of square cells. */
    static final String GRID = "grid";

    private static final String VACANT = "vacant";
    private static final List<String> FLOOR_AREA = List.of("salesFloorAreaM2", "floorAreaM2");
    private static final List<PropertyDefinition> DESCRIPTION = List.of(
            PropertyDefinition.of("name", new LocalizedText("Naam", "Name"), PropertyType.STRING),
            count("units", "Panden", "Units"),
            count("vacantUnits", "Leegstaande panden", "Vacant units"),
            PropertyDefinition.number(
                    "vacancyRateUnits", new LocalizedText("Leegstand (aandeel)", "Vacancy (share)"), Unit.SHARE),
            PropertyDefinition.number(
                    "vacantFloorAreaM2",
                    new LocalizedText("Leegstaand vloeroppervlak", "Vacant floor area"),
                    Unit.SQUARE_METER));

    private VacancyAreas() {}

    private static PropertyDefinition count(String name, String nl, String en) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.INTEGER, Unit.COUNT, false, 0.0, null, List.of());
    }

    /** What is found in one area. */
    private static final class Tally {
        private final String id;
        private final Geometry geometryRd;
        private final @Nullable Object name;
        private long units;
        private long vacantUnits;
        private double vacantAreaM2;

        Tally(String id, Geometry geometryRd, @Nullable Object name) {
            this.id = id;
            this.geometryRd = geometryRd;
            this.name = name;
        }

        void add(boolean vacant, double areaM2) {
            units++;
            if (vacant) {
                vacantUnits++;
                vacantAreaM2 += Double.isNaN(areaM2) ? 0 : areaM2;
            }
        }

        ObservedArea observed(VacancyMeasure measure, double shareOfAll) {
            return new ObservedArea(
                    id,
                    geometryRd,
                    measure.of(units, vacantUnits, vacantAreaM2, shareOfAll),
                    Arrays.asList(name, units, vacantUnits, (double) vacantUnits / units, vacantAreaM2));
        }
    }

    /** Finds the area of a unit. */
    private interface Areas {
        @Nullable
        Tally of(Geometry unitRd);

        List<Tally> list();

        List<DatasetVersion> versions();
    }

    /**
     * The vacancy of the units of a snapshot, in cells of the given size.
     *
     * @throws InvalidInputException when the layer does not say which of its features are vacant
     */
    static ObservedAreas inCells(Snapshot units, double cellSizeMeters, VacancyMeasure measure, int minimumUnits) {
        return gather(units, new Cells(cellSizeMeters), measure, minimumUnits);
    }

    /** The vacancy of the units of a snapshot, in the polygons of another. */
    static ObservedAreas inPolygons(Snapshot units, Snapshot polygons, VacancyMeasure measure, int minimumUnits) {
        return gather(units, new Polygons(polygons), measure, minimumUnits);
    }

    private static ObservedAreas gather(Snapshot units, Areas areas, VacancyMeasure measure, int minimumUnits) {
        int vacantAt = units.schema()
                .findPosition(VACANT)
                .orElseThrow(() -> new InvalidInputException(
                        "layer",
                        units.version().layer(),
                        "a layer with a boolean property 'vacant', or be given together with 'property'"));
        int areaAt = FLOOR_AREA.stream()
                .map(name -> units.schema().findPosition(name).orElse(-1))
                .filter(position -> position >= 0)
                .findFirst()
                .orElse(-1);
        long counted = 0;
        long vacantCounted = 0;
        long unassigned = 0;
        long unknown = 0;
        long withoutArea = 0;
        for (int row = 0; row < units.size(); row++) {
            Object vacant = units.value(row, vacantAt);
            Geometry place = units.geometryRd(row);
            if (!(vacant instanceof Boolean isVacant) || place == null || place.isEmpty()) {
                unknown++;
                continue;
            }
            double areaM2 = areaAt >= 0 && units.value(row, areaAt) instanceof Number number
                    ? number.doubleValue()
                    : Double.NaN;
            counted++;
            vacantCounted += isVacant ? 1 : 0;
            withoutArea += Double.isNaN(areaM2) ? 1 : 0;
            Tally tally = areas.of(place);
            if (tally == null) {
                unassigned++;
            } else {
                tally.add(isVacant, areaM2);
            }
        }
        double shareOfAll = counted == 0 ? 0 : (double) vacantCounted / counted;
        List<Tally> occupied =
                areas.list().stream().filter(tally -> tally.units > 0).toList();
        List<ObservedArea> kept = occupied.stream()
                .filter(tally -> tally.units >= minimumUnits)
                .sorted(Comparator.comparing(tally -> tally.id))
                .map(tally -> tally.observed(measure, shareOfAll))
                .toList();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("units", counted);
        summary.put("vacantUnits", vacantCounted);
        summary.put("vacancyRateUnits", counted == 0 ? null : shareOfAll);
        summary.put("unitsOfUnknownVacancy", unknown);
        summary.put("unitsOfUnknownFloorArea", withoutArea);
        summary.put("unitsInNoArea", unassigned);
        summary.put(
                "unitsInAreasTooSmall",
                occupied.stream()
                        .filter(tally -> tally.units < minimumUnits)
                        .mapToLong(tally -> tally.units)
                        .sum());
        List<DatasetVersion> versions = new ArrayList<>();
        versions.add(units.version());
        versions.addAll(areas.versions());
        return new ObservedAreas(DESCRIPTION, kept, versions, summary);
    }

    private static final class Cells implements Areas {
        private final double sizeMeters;
        private final GeometryFactory geometries = new GeometryFactory();
        private final Map<String, Tally> cells = new TreeMap<>();

        Cells(double sizeMeters) {
            this.sizeMeters = sizeMeters;
        }

        @Override
        public Tally of(Geometry unitRd) {
            Point point = unitRd.getCentroid();
            double west = Math.floor(point.getX() / sizeMeters) * sizeMeters;
            double south = Math.floor(point.getY() / sizeMeters) * sizeMeters;
            String id = String.format("E%06dN%06d", Math.round(west), Math.round(south));
            return cells.computeIfAbsent(
                    id,
                    key -> new Tally(
                            key,
                            geometries.toGeometry(new Envelope(west, west + sizeMeters, south, south + sizeMeters)),
                            null));
        }

        @Override
        public List<Tally> list() {
            return List.copyOf(cells.values());
        }

        @Override
        public List<DatasetVersion> versions() {
            return List.of();
        }
    }

    private static final class Polygons implements Areas {
        private final Snapshot polygons;
        private final @Nullable Tally[] tallies;

        Polygons(Snapshot polygons) {
            this.polygons = polygons;
            this.tallies = new @Nullable Tally[polygons.size()];
            int nameAt = polygons.schema().findPosition("name").orElse(-1);
            for (int row = 0; row < polygons.size(); row++) {
                Geometry geometry = polygons.geometryRd(row);
                if (geometry != null && geometry.getDimension() == 2) {
                    tallies[row] =
                            new Tally(polygons.id(row), geometry, nameAt < 0 ? null : polygons.value(row, nameAt));
                }
            }
        }

        @Override
        public @Nullable Tally of(Geometry unitRd) {
            Point point = unitRd.getCentroid();
            return Arrays.stream(polygons.rowsMeeting(point.getEnvelopeInternal()))
                    .mapToObj(row -> tallies[row])
                    .filter(tally -> tally != null && tally.geometryRd.intersects(point))
                    .min(Comparator.comparing(tally -> tally.id))
                    .orElse(null);
        }

        @Override
        public List<Tally> list() {
            List<Tally> list = new ArrayList<>();
            for (Tally tally : tallies) {
                if (tally != null) {
                    list.add(tally);
                }
            }
            return list;
        }

        @Override
        public List<DatasetVersion> versions() {
            return List.of(polygons.version());
        }
    }
}
