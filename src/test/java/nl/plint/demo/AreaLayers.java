package nl.plint.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.plint.demo.Facts.Municipality;
import nl.plint.demo.Facts.Settlement;
import nl.plint.demo.GeoJsonFile.Item;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/** The layers that follow from the ground: areas, centers, roads, nature, web shops and the forecast. */
final class AreaLayers {
    private static final double TO_2013 = 1.003;
    private static final double TO_2017 = 491_203.0 / 488_629.0;

    private final Facts facts;
    private final Landscape landscape;
    private final long seed;

    AreaLayers(Facts facts, Landscape landscape, long seed) {
        this.facts = facts;
        this.landscape = landscape;
        this.seed = seed;
    }

    List<Item> municipalities() {
        List<Item> items = new ArrayList<>();
        landscape.municipalities().forEach((code, area) -> {
            Municipality municipality = facts.municipality(code);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("gmCode", code);
            properties.put("name", municipality.name());
            properties.put("corop", municipality.corop());
            properties.put("inhabitants", Math.round(municipality.inhabitants2016() * TO_2017));
            properties.put("inhabitants2013", Math.round(municipality.inhabitants2016() * TO_2013));
            properties.put("anticipationRegion", municipality.anticipation());
            items.add(new Item(code, area, properties));
        });
        return items;
    }

    /** Inhabitants of the countryside are given to the cells by area, so that a municipality adds up to its own figure. */
    List<Item> neighborhoods() {
        Map<String, Integer> sequence = new HashMap<>();
        List<Item> items = new ArrayList<>();
        landscape.cells().forEach((settlement, cell) -> {
            int number = sequence.merge(settlement.gmCode(), 1, Integer::sum);
            String code = "BU%s9%03d".formatted(settlement.gmCode().substring(2), number);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("code", code);
            properties.put("name", settlement.name());
            properties.put("gmCode", settlement.gmCode());
            properties.put("inhabitants", Math.round(settlement.inhabitants() + rural(settlement, cell)));
            items.add(new Item(code, cell, properties));
        });
        return items;
    }

    private double rural(Settlement settlement, Geometry cell) {
        Municipality municipality = facts.municipality(settlement.gmCode());
        int inPlaces = facts.settlements().stream()
                .filter(place -> place.gmCode().equals(settlement.gmCode()))
                .mapToInt(Settlement::inhabitants)
                .sum();
        double left = Math.max(0, municipality.inhabitants2016() * TO_2017 - inPlaces);
        Geometry whole = Objects.requireNonNull(landscape.municipalities().get(settlement.gmCode()));
        return left * cell.getArea() / whole.getArea();
    }

    List<Item> centers() {
        Draw draw = Draw.of(seed, "centers");
        List<Item> items = new ArrayList<>();
        facts.centers().forEach(center -> {
            double areaM2 = StrictMath.PI * center.radiusMeters() * center.radiusMeters();
            Geometry outline = Shapes.onDecimeters(Shapes.point(center.rd()).buffer(center.radiusMeters(), 6));
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("code", center.code());
            properties.put("name", center.name());
            properties.put("gmCode", center.gmCode());
            properties.put("centreType", center.type());
            properties.put("salesFloorAreaM2", (int) center.floorAreaM2());
            properties.put("outsideProvince", false);
            properties.put("footprintHa", Math.round(areaM2 / 1000) / 10.0);
            items.add(new Item(center.code(), outline, properties));
        });
        facts.outsideCenters().forEach(center -> {
            double areaM2 = center.floorAreaM2() * 6;
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("code", center.code());
            properties.put("name", center.name());
            properties.put("centreType", "BUITEN_DRENTHE");
            properties.put("salesFloorAreaM2", (int) center.floorAreaM2());
            properties.put("outsideProvince", true);
            properties.put("footprintHa", Math.round(areaM2 / 1000) / 10.0);
            items.add(new Item(center.code(), Shapes.blob(center.rd(), areaM2, 1.1, 0, 16, draw), properties));
        });
        return items;
    }

    List<Item> roads() {
        List<Item> items = new ArrayList<>();
        facts.roads().forEach(road -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("roadId", "W-" + road.number());
            properties.put("roadNumber", road.number());
            properties.put("roadClass", road.roadClass());
            properties.put("maximumSpeedKmh", road.speedKmh());
            items.add(new Item("W-" + road.number(), road.rd(), properties));
        });
        return items;
    }

    /** Sites keep clear of parks and built-up areas. */
    List<Item> protectedAreas() {
        Draw draw = Draw.of(seed, "nature");
        List<Geometry> builtUp = new ArrayList<>(landscape.residential().values());
        builtUp.addAll(landscape.parks().values());
        Geometry taken = Landscape.union(builtUp).buffer(30);
        List<Item> items = new ArrayList<>();
        facts.protectedAreas().forEach(site -> {
            String id = "N2K-DEMO-%02d".formatted(items.size() + 1);
            Geometry blob =
                    Shapes.blob(site.rd(), site.hectares() * 10_000, site.stretch(), site.angleDegrees(), 30, draw);
            Geometry shape = Shapes.withoutSlivers(Landscape.overlay(blob, taken, OverlayNG.DIFFERENCE), 10_000);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("siteId", id);
            properties.put("name", site.name());
            properties.put("kind", "natura2000");
            items.add(new Item(id, shape, properties));
        });
        return items;
    }

    List<Item> residentialAreas() {
        List<Item> items = new ArrayList<>();
        landscape.residential().forEach((settlement, area) -> {
            String id = "WG-%03d".formatted(items.size() + 1);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("areaId", id);
            properties.put("name", settlement.name());
            properties.put("gmCode", settlement.gmCode());
            properties.put("inhabitants", settlement.inhabitants());
            items.add(new Item(id, area, properties));
        });
        return items;
    }

    List<Item> webShops() {
        Draw draw = Draw.of(seed, "web shops");
        double[] weights = facts.settlements().stream()
                .mapToDouble(Settlement::inhabitants)
                .toArray();
        List<Item> items = new ArrayList<>();
        while (items.size() < 400) {
            Settlement settlement = facts.settlements().get(draw.weighted(weights));
            int type = draw.weighted(0.42, 0.33, 0.07, 0.09, 0.02, 0.07);
            String id = "WW-%04d".formatted(items.size() + 1);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("webShopId", id);
            properties.put("name", "Webwinkel %04d (demo)".formatted(items.size() + 1));
            properties.put("facilityType", "W" + (type + 1));
            properties.put("floorAreaM2", floorAreaM2(type, draw));
            properties.put("visitorsPerWeek", visitors(type, draw));
            properties.put("gmCode", settlement.gmCode());
            Geometry housing = Landscape.overlay(
                    Objects.requireNonNull(landscape.residential().get(settlement)),
                    landscape.inside(settlement.gmCode()),
                    OverlayNG.INTERSECTION);
            Coordinate at = Shapes.pointIn(housing, draw);
            items.add(new Item(id, Shapes.point(at), properties));
        }
        return items;
    }

    private static int floorAreaM2(int type, Draw draw) {
        return (int)
                switch (type) {
                    case 0 -> draw.between(8, 30);
                    case 1 -> Math.min(4800, draw.skewed(140, 1.0));
                    case 2 -> draw.between(20, 120);
                    case 3 -> Math.min(1500, draw.skewed(180, 0.6));
                    case 4 -> draw.between(5200, 18_000);
                    default -> Math.min(4800, draw.skewed(600, 0.7));
                };
    }

    private static int visitors(int type, Draw draw) {
        return switch (type) {
            case 1 -> draw.chance(0.75) ? 0 : draw.wholeBetween(1, 12);
            case 2 -> draw.wholeBetween(40, 400);
            case 3 -> draw.wholeBetween(15, 250);
            default -> 0;
        };
    }

    /** Two forecasts that contradict each other, both running from 2013 to 2040: year by year in a straight line. */
    List<List<String>> forecast() {
        List<List<String>> rows = new ArrayList<>();
        for (Municipality municipality : facts.municipalities().values()) {
            double in2013 = municipality.inhabitants2016() * TO_2013;
            double in2017 = municipality.inhabitants2016() * TO_2017;
            double in2021 = municipality.inhabitants2021();
            for (int year = 2013; year <= 2040; year++) {
                double early = year <= 2017
                        ? line(year, 2013, in2013, 2017, in2017)
                        : line(year, 2017, in2017, 2040, in2017 * (1 + municipality.change2013()));
                double late = year <= 2016
                        ? line(year, 2013, in2013, 2016, municipality.inhabitants2016())
                        : year <= 2021
                                ? line(year, 2016, municipality.inhabitants2016(), 2021, in2021)
                                : line(year, 2021, in2021, 2035, in2021 * (1 + municipality.change2022()));
                rows.add(forecast(municipality.code(), year, 2013, early));
                rows.add(forecast(municipality.code(), year, 2022, late));
            }
        }
        return rows;
    }

    private static List<String> forecast(String gmCode, int year, int vintage, double inhabitants) {
        return List.of(
                gmCode + "-" + vintage + "-" + year,
                gmCode,
                String.valueOf(year),
                String.valueOf(vintage),
                String.valueOf(Math.round(inhabitants)),
                DutchCsv.SOURCE);
    }

    private static double line(int year, int from, double start, int to, double end) {
        return start + (end - start) * (year - from) / (to - from);
    }
}
