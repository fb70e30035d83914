package nl.plint.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.demo.Facts.Park;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/** Halls and offices on business parks, about one for every five hectares, one in eight vacant. */
final class ParkUnits {
    private static final LocalDate REFERENCE = LocalDate.of(2017, 1, 1);

    private ParkUnits() {}

    /** The number by which a park is known in all files, for example 22001. */
    static String parkId(int index) {
        return String.valueOf(22_001 + index);
    }

    static List<GeoJsonFile.Item> build(Landscape landscape, long seed) {
        Draw draw = Draw.of(seed, "park units");
        List<GeoJsonFile.Item> items = new ArrayList<>();
        int index = 0;
        for (Map.Entry<Park, Polygon> entry : landscape.parks().entrySet()) {
            Park park = entry.getKey();
            Geometry ground = Landscape.overlay(
                    entry.getValue().buffer(-20), landscape.inside(park.gmCode()), OverlayNG.INTERSECTION);
            double issuedHa = park.netHa() - park.freeHa();
            long count = Math.max(3, Math.round(issuedHa * 0.41));
            for (int i = 0; i < count; i++) {
                items.add(item("BU-%04d".formatted(items.size() + 1), park, parkId(index), ground, draw));
            }
            index++;
        }
        return items;
    }

    private static GeoJsonFile.Item item(String id, Park park, String parkId, Geometry ground, Draw draw) {
        boolean office = draw.chance(park.category().compareTo("3.1") <= 0 ? 0.35 : 0.15);
        boolean vacant = draw.chance((office ? 0.15 : 0.11) + (park.restructuring() ? 0.06 : 0));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("unitId", id);
        properties.put("parkId", parkId);
        properties.put("gmCode", park.gmCode());
        properties.put("kind", office ? "OFFICE" : "HALL");
        properties.put("floorAreaM2", (int) Math.max(60, Math.min(24_000, draw.skewed(office ? 380 : 950, 0.85))));
        properties.put("vacant", vacant);
        if (vacant) {
            properties.put(
                    "vacantSince",
                    draw.day(REFERENCE.minusYears(5), REFERENCE.minusDays(10)).toString());
        }
        if (!park.category().isEmpty()) {
            properties.put("maxEnvironmentalCategory", park.category());
        }
        return new GeoJsonFile.Item(id, Shapes.point(Shapes.pointIn(ground, draw)), properties);
    }
}
