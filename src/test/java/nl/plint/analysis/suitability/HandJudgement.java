package nl.plint.analysis.suitability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The default policy written out in Java: plain loops over all features, no index, no CQL2, nothing of the policy
 * package. What it must agree with is in {@code bedrijventerrein-open.yaml}.
 *
 * @param outcomes pass, fail or unknown of each rule that speaks
 * @param observed what was measured, for the rules that measure one distance or speed
 */
@NullUnmarked // a value that is missing here is a failing test
record HandJudgement(String result, Map<String, String> outcomes, Map<String, Double> observed) {
    private static final List<String> CATEGORIES =
            List.of("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6");
    private static final double[] CATEGORY_METERS = {10, 30, 50, 100, 200, 300, 500, 700, 1000, 1500};
    private static final List<String> STRENGTH =
            List.of("permitted", "conditional", "discretionary", "unknown", "prohibited");

    private record Facility(String type, double floorM2, double visitors, String category, double mbps) {}

    private static final Map<String, Facility> FACILITIES = Map.of(
            "W2-small", new Facility("W2", 120, 0, "2", 30),
            "W2-medium", new Facility("W2", 1000, 0, "2", 100),
            "W2-large", new Facility("W2", 3000, 0, "3.1", 100),
            "W2-visitors", new Facility("W2", 500, 5, "2", 30),
            "W3", new Facility("W3", 100, 300, "1", 30),
            "W4", new Facility("W4", 400, 150, "1", 30),
            "W5", new Facility("W5", 8000, 0, "3.1", 100),
            "W6", new Facility("W6", 2000, 0, "2", 100),
            "W7", new Facility("W7", 20, 250, "1", 30));

    static Map<String, HandJudgement> ofAll(DatasetCatalog catalog, String facilityId) {
        Facility facility = FACILITIES.get(facilityId);
        Map<String, HandJudgement> judgements = new TreeMap<>();
        for (String layer : List.of("shop-units", "business-units", "business-parks")) {
            Snapshot sites = catalog.now().current(layer);
            for (int row = 0; row < sites.size(); row++) {
                Double issuableHa = (Double) value(sites, row, "issuableNowAreaHa");
                boolean candidate = layer.equals("business-parks")
                        ? issuableHa != null && issuableHa > 0
                        : Boolean.TRUE.equals(value(sites, row, "vacant"));
                if (candidate) {
                    judgements.put(layer + "." + sites.id(row), new Judge(catalog, facility, layer, row).judge());
                }
            }
        }
        return judgements;
    }

    private static final class Judge {
        private final DatasetCatalog catalog;
        private final Facility facility;
        private final String layer;
        private final Snapshot sites;
        private final int row;
        private final Geometry place;
        private final Map<String, String> outcomes = new TreeMap<>();
        private final Map<String, Double> observed = new TreeMap<>();
        private final List<String> said = new ArrayList<>();

        Judge(DatasetCatalog catalog, Facility facility, String layer, int row) {
            this.catalog = catalog;
            this.facility = facility;
            this.layer = layer;
            this.sites = catalog.now().current(layer);
            this.row = row;
            this.place = sites.geometryRd(row);
        }

        HandJudgement judge() {
            boolean plot = layer.equals("business-parks");
            boolean park = plot || layer.equals("business-units");
            boolean storage = facility.type().equals("W2");

            Double available =
                    (Double) value(sites, row, plot ? "issuableNowAreaHa" : park ? "floorAreaM2" : "salesFloorAreaM2");
            if (available != null && plot) {
                available = available * 10000 * 0.5;
            }
            rule("C2", available == null ? null : available >= facility.floorM2(), null, "prohibited");

            String maximum = park ? (String) value(sites, row, "maxEnvironmentalCategory") : null;
            Integer step = maximum == null || !CATEGORIES.contains(maximum) ? null : CATEGORIES.indexOf(maximum);
            int needed = CATEGORIES.indexOf(facility.category());
            if (park) {
                rule("C3", step == null ? null : needed <= step, null, "prohibited");
            }
            if (park && storage) {
                rule("R02", facility.visitors() == 0 && facility.floorM2() <= 1500, "permitted", null);
            }
            String parkType = covering("business-parks", "parkType");
            Boolean regional = parkType == null ? null : parkType.equals("REGIONAAL");
            if (park
                    && (storage || facility.type().equals("W6"))
                    && facility.floorM2() > 1500
                    && facility.floorM2() <= 5000) {
                rule("R03", regional, "permitted", "prohibited");
            }
            if (park && storage && facility.visitors() > 0) {
                rule("R04", facility.visitors() <= 5, "discretionary", "prohibited");
            }
            if (facility.type().equals("W4")) {
                rule("R07", nearest("centres", each -> true) == 0, "permitted", "prohibited");
            }
            if (facility.type().equals("W5")) {
                Snapshot roads = catalog.now().current("roads");
                boolean near = nearest("roads", each -> "A".equals(value(roads, each, "roadClass"))) <= 2000;
                Boolean heavy = step == null ? null : step >= CATEGORIES.indexOf("3.2");
                boolean fails = Boolean.FALSE.equals(regional) || !near || Boolean.FALSE.equals(heavy);
                boolean unclear = regional == null || heavy == null;
                Boolean all = fails ? Boolean.FALSE : unclear ? null : Boolean.TRUE;
                rule("R13", all, "permitted", "prohibited");
            }
            if (park) {
                double homes = nearest("residential-areas", each -> true);
                observed.put("R14", homes);
                rule("R14", homes >= CATEGORY_METERS[needed], null, "prohibited");
            }
            if (List.of("W2", "W5", "W6").contains(facility.type())) {
                Double mbps = fastest();
                if (mbps != null) {
                    observed.put("R15", mbps);
                }
                rule("R15", mbps == null ? null : mbps >= facility.mbps(), null, "conditional");
            }
            if (plot) {
                Snapshot halls = catalog.now().current("business-units");
                int near = 0;
                for (int hall = 0; hall < halls.size(); hall++) {
                    if (Boolean.TRUE.equals(value(halls, hall, "vacant"))
                            && value(halls, hall, "floorAreaM2") instanceof Double area
                            && area >= facility.floorM2()
                            && place.distance(halls.geometryRd(hall)) <= 10000) {
                        near++;
                    }
                }
                observed.put("R16-2012", (double) near);
                rule("R16-2012", near == 0, null, "discretionary");
            }
            double nature = nearest("protected-areas", each -> true);
            double share = shareInNature();
            rule("R18a", share == 0, null, "prohibited");
            if (share == 0) {
                observed.put("R18b", nature);
                rule("R18b", nature >= 500, null, "conditional");
            }
            String result = said.stream()
                    .max((one, other) -> Integer.compare(STRENGTH.indexOf(one), STRENGTH.indexOf(other)))
                    .orElse("discretionary");
            return new HandJudgement(result, outcomes, observed);
        }

        private void rule(String id, @Nullable Boolean holds, @Nullable String whenHolds, @Nullable String whenFails) {
            outcomes.put(id, holds == null ? "unknown" : holds ? "pass" : "fail");
            String word = holds == null ? "unknown" : holds ? whenHolds : whenFails;
            if (word != null) {
                said.add(word);
            }
        }

        private double nearest(String of, IntPredicate chosen) {
            Snapshot others = catalog.now().current(of);
            double least = Double.POSITIVE_INFINITY;
            for (int other = 0; other < others.size(); other++) {
                if (chosen.test(other)) {
                    least = Math.min(least, place.distance(others.geometryRd(other)));
                }
            }
            return least;
        }

        private @Nullable String covering(String of, String property) {
            Snapshot others = catalog.now().current(of);
            double most = -1;
            String found = null;
            for (int other = 0; other < others.size(); other++) {
                Geometry geometry = others.geometryRd(other);
                if (geometry.intersects(place)) {
                    double common = geometry.intersection(place).getArea();
                    if (common > most) {
                        most = common;
                        found = (String) value(others, other, property);
                    }
                }
            }
            return found;
        }

        private @Nullable Double fastest() {
            Snapshot cells = catalog.now().current("broadband");
            Double best = null;
            for (int cell = 0; cell < cells.size(); cell++) {
                if (value(cells, cell, "downloadMbps") instanceof Double mbps
                        && cells.geometryRd(cell).intersects(place)
                        && (best == null || mbps > best)) {
                    best = mbps;
                }
            }
            return best;
        }

        private double shareInNature() {
            Snapshot areas = catalog.now().current("protected-areas");
            double common = 0;
            for (int area = 0; area < areas.size(); area++) {
                Geometry geometry = areas.geometryRd(area);
                if (place.getDimension() == 2) {
                    common += geometry.intersection(place).getArea() / place.getArea();
                } else if (geometry.intersects(place)) {
                    common = 1;
                }
            }
            return common;
        }
    }

    private static @Nullable Object value(Snapshot snapshot, int row, String property) {
        var position = snapshot.schema().findPosition(property);
        return position.isEmpty() ? null : snapshot.value(row, position.getAsInt());
    }
}
