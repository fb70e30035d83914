package nl.plint.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;

/**
 * A facility that looks for a place, by what matters to policy. In conditions its parts are {@code facility.type},
 * {@code facility.floorAreaM2} and so on.
 *
 * @param id such as {@code W2-medium}
 * @param type the kind of web-shop facility: W1 office at home, W2 storage without visitors, W3 pick-up point, W4 shop
 *     with showroom, W5 distribution centre, W6 wholesale, W7 parcel locker, S0 ordinary shop
 * @param floorAreaM2 gross floor area
 * @param showroomM2 part of the floor that shows goods
 * @param downloadMbps the download speed that it needs
 */
public record Profile(
        String id,
        LocalizedText title,
        String type,
        double floorAreaM2,
        double showroomM2,
        double visitorsPerWeek,
        double vanTripsPerDay,
        EnvironmentalCategory environmentalCategory,
        double downloadMbps) {

    /** The units of the numbers that conditions can name, by name without the prefix. */
    public static final Map<String, Unit> UNITS = Map.of(
            "floorAreaM2", Unit.SQUARE_METER,
            "showroomM2", Unit.SQUARE_METER,
            "visitorsPerWeek", Unit.COUNT,
            "vanTripsPerDay", Unit.COUNT,
            "downloadMbps", Unit.MEGABIT_PER_SECOND);

    public Profile {
        requireAmount("floorAreaM2", floorAreaM2);
        requireAmount("showroomM2", showroomM2);
        requireAmount("visitorsPerWeek", visitorsPerWeek);
        requireAmount("vanTripsPerDay", vanTripsPerDay);
        requireAmount("downloadMbps", downloadMbps);
    }

    /** Its parts as conditions name them, without the prefix. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("type", type);
        values.put("floorAreaM2", floorAreaM2);
        values.put("showroomM2", showroomM2);
        values.put("visitorsPerWeek", visitorsPerWeek);
        values.put("vanTripsPerDay", vanTripsPerDay);
        values.put("environmentalCategory", environmentalCategory.code());
        values.put("downloadMbps", downloadMbps);
        return values;
    }

    private static void requireAmount(String name, double amount) {
        if (!(amount >= 0 && Double.isFinite(amount))) {
            throw new IllegalArgumentException(name + " must be a number of at least 0, was " + amount);
        }
    }
}
