package nl.plint.analysis.catchment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.DatasetVersion;
import nl.plint.retail.DemandPoint;
import nl.plint.retail.RetailCenter;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;

/**
 * Where people live and where shops are, as the layers say that the asker may see: villages and neighbourhoods with their
 * inhabitants, centres in and around the province with their sales floor in use by category.
 *
 * @param villages by code
 * @param centers by code
 * @param referenceDate of the shop units
 * @param versions what was read
 */
record RetailMarket(
        List<Village> villages, List<Center> centers, LocalDate referenceDate, List<DatasetVersion> versions) {
    static final String VILLAGES = "neighbourhoods";
    static final String CENTERS = "centres";
    static final String UNITS = "shop-units";

    RetailMarket {
        villages = List.copyOf(villages);
        centers = List.copyOf(centers);
        versions = List.copyOf(versions);
    }

    /** The year that the inhabitants are taken to be of. */
    int year() {
        return referenceDate.getYear();
    }

    /**
     * Where people live.
     *
     * @param place a point inside it, RD New
     * @param dailyShops shops for daily goods inside it that are in use
     */
    record Village(
            String code,
            String name,
            @Nullable String gmCode,
            Point place,
            double areaM2,
            double inhabitants,
            int dailyShops) {
        DemandPoint demandPoint() {
            return new DemandPoint(place.getX(), place.getY(), areaM2);
        }
    }

    /**
     * Where shops are.
     *
     * @param place a point inside it, RD New
     * @param floorM2 sales floor in use by category, m2
     */
    record Center(String code, String name, boolean outside, Point place, Map<Category, Double> floorM2) {
        Center {
            floorM2 = Map.copyOf(floorM2);
        }

        RetailCenter retailCenter() {
            return new RetailCenter(place.getX(), place.getY());
        }

        double floorM2(Category category) {
            return floorM2.getOrDefault(category, 0.0);
        }
    }

    /**
     * Reads the market.
     *
     * @param referenceDate of the shop units, null for the newest
     * @param dailyShare share of daily goods in the floor of centres of which no units are known, 0 to 1
     * @throws InvalidInputException when the shop units have no such reference date
     */
    static RetailMarket read(Published published, @Nullable LocalDate referenceDate, double dailyShare) {
        Snapshot villages = published.current(VILLAGES);
        Snapshot centers = published.current(CENTERS);
        Units units = new Units(published.snapshot(unitsOf(published, referenceDate)));
        return new RetailMarket(
                villages(villages, units),
                centers(centers, units, dailyShare),
                units.snapshot.referenceDate(),
                List.of(villages.version(), centers.version(), units.snapshot.version()));
    }

    private static DatasetVersion unitsOf(Published published, @Nullable LocalDate referenceDate) {
        if (referenceDate == null) {
            return published.get(UNITS).current();
        }
        return published
                .get(UNITS)
                .findOf(referenceDate)
                .orElseThrow(() -> new InvalidInputException(
                        "referenceDate",
                        referenceDate,
                        "one of "
                                + published.get(UNITS).versions().stream()
                                        .map(DatasetVersion::referenceDate)
                                        .toList()));
    }

    private static List<Village> villages(Snapshot snapshot, Units units) {
        Map<String, Village> byCode = new TreeMap<>();
        int nameAt = position(snapshot, "name");
        int gmCodeAt = position(snapshot, "gmCode");
        int inhabitantsAt = position(snapshot, "inhabitants");
        for (int row = 0; row < snapshot.size(); row++) {
            Geometry geometry = snapshot.geometryRd(row);
            double inhabitants = number(snapshot, row, inhabitantsAt);
            if (geometry == null || geometry.isEmpty() || Double.isNaN(inhabitants)) {
                continue;
            }
            String name = text(snapshot, row, nameAt);
            byCode.put(
                    snapshot.id(row),
                    new Village(
                            snapshot.id(row),
                            name == null ? snapshot.id(row) : name,
                            text(snapshot, row, gmCodeAt),
                            geometry.getInteriorPoint(),
                            geometry.getArea(),
                            inhabitants,
                            units.dailyShopsIn(geometry)));
        }
        return List.copyOf(byCode.values());
    }

    private static List<Center> centers(Snapshot snapshot, Units units, double dailyShare) {
        Map<String, Center> byCode = new TreeMap<>();
        int nameAt = position(snapshot, "name");
        int outsideAt = position(snapshot, "outsideProvince");
        int floorAt = position(snapshot, "salesFloorAreaM2");
        for (int row = 0; row < snapshot.size(); row++) {
            Geometry geometry = snapshot.geometryRd(row);
            if (geometry == null || geometry.isEmpty()) {
                continue;
            }
            String code = snapshot.id(row);
            Map<Category, Double> floor = units.floorOf(code);
            if (floor.isEmpty()) {
                double all = number(snapshot, row, floorAt);
                floor = Double.isNaN(all)
                        ? Map.of()
                        : Map.of(Category.DAILY, all * dailyShare, Category.NON_DAILY, all * (1 - dailyShare));
            }
            String name = text(snapshot, row, nameAt);
            byCode.put(
                    code,
                    new Center(
                            code,
                            name == null ? code : name,
                            outsideAt >= 0 && Boolean.TRUE.equals(snapshot.value(row, outsideAt)),
                            geometry.getInteriorPoint(),
                            floor));
        }
        return List.copyOf(byCode.values());
    }

    private static int position(Snapshot snapshot, String property) {
        return snapshot.schema().findPosition(property).orElse(-1);
    }

    private static @Nullable String text(Snapshot snapshot, int row, int position) {
        return position >= 0 && snapshot.value(row, position) instanceof String text ? text : null;
    }

    private static double number(Snapshot snapshot, int row, int position) {
        return position >= 0 && snapshot.value(row, position) instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    /** The shops in use. Where the asker may not see which are vacant, none is known. */
    private static final class Units {
        private final Snapshot snapshot;
        private final Map<String, Map<Category, Double>> floors = new HashMap<>();
        private final List<Point> dailyShops = new ArrayList<>();

        Units(Snapshot snapshot) {
            this.snapshot = snapshot;
            int vacantAt = position(snapshot, "vacant");
            int centerAt = position(snapshot, "centreCode");
            int groupAt = position(snapshot, "branchGroup");
            int floorAt = position(snapshot, "salesFloorAreaM2");
            for (int row = 0; vacantAt >= 0 && row < snapshot.size(); row++) {
                String group = text(snapshot, row, groupAt);
                if (group == null || !Boolean.FALSE.equals(snapshot.value(row, vacantAt))) {
                    continue;
                }
                Geometry place = snapshot.geometryRd(row);
                if (Category.DAILY.sells(group) && place != null && !place.isEmpty()) {
                    dailyShops.add(place.getCentroid());
                }
                String center = text(snapshot, row, centerAt);
                double floor = number(snapshot, row, floorAt);
                for (Category category : Category.values()) {
                    if (center != null && category.sells(group) && !Double.isNaN(floor)) {
                        floors.computeIfAbsent(center, code -> new EnumMap<>(Category.class))
                                .merge(category, floor, Double::sum);
                    }
                }
            }
        }

        Map<Category, Double> floorOf(String center) {
            return floors.getOrDefault(center, new LinkedHashMap<>());
        }

        int dailyShopsIn(Geometry area) {
            IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(area);
            int count = 0;
            for (Point shop : dailyShops) {
                if (area.getEnvelopeInternal().contains(shop.getCoordinate())
                        && locator.locate(shop.getCoordinate()) != Location.EXTERIOR) {
                    count++;
                }
            }
            return count;
        }
    }
}
