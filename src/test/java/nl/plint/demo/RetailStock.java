package nl.plint.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.plint.demo.Facts.Center;
import nl.plint.demo.Facts.Municipality;
import nl.plint.demo.Facts.Settlement;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Builds the shop units: where they stand, how large they are and who trades there. {@link Vacancy} then empties some. */
final class RetailStock {
    private static final double REMOVED_SHARE = 0.035;
    private static final double OPENED_SHARE = 0.02;
    private static final double ENLARGED_SHARE = 0.10;
    private static final double UNKNOWN_FLOOR_SHARE = 0.012;
    private static final List<String> STREETS = List.of(
            "Voorbeeldstraat",
            "Proefplein",
            "Modellaan",
            "Demoweg",
            "Fictiefpad",
            "Testkade",
            "Schetsstraat",
            "Denkbeeldhof",
            "Maquettestraat",
            "Oefenbrink",
            "Schijnweg",
            "Verzinselstraat");

    private final Facts facts;
    private final Landscape landscape;
    private final Draw draw;
    private final List<RetailFormula> formulas;
    private final Map<Center, Coordinate> weakCorners = new HashMap<>();
    private final Map<Settlement, Double> weakness = new HashMap<>();
    private final List<ShopUnit> units = new ArrayList<>();
    private int numbered;

    private RetailStock(Facts facts, Landscape landscape, Draw draw) {
        this.facts = facts;
        this.landscape = landscape;
        this.draw = draw;
        this.formulas = RetailFormula.all(draw);
    }

    /** All units that are there on at least one of the two dates, in the order of their ids. */
    static List<ShopUnit> build(Facts facts, Landscape landscape, long seed) {
        var stock = new RetailStock(facts, landscape, Draw.of(seed, "retail"));
        for (Municipality municipality : facts.municipalities().values()) {
            stock.fill(municipality);
        }
        return List.copyOf(stock.units);
    }

    private void fill(Municipality municipality) {
        List<ShopUnit> own = new ArrayList<>();
        int here = (int) Math.round(municipality.units() * (1 + REMOVED_SHARE));
        for (Center center : facts.centers()) {
            if (center.gmCode().equals(municipality.code())) {
                List<ShopUnit> inCenter = new ArrayList<>();
                for (int i = 0; i < center.units(); i++) {
                    inCenter.add(inCenter(center));
                }
                fit(inCenter, center.floorAreaM2());
                own.addAll(inCenter);
            }
        }
        List<Settlement> places = facts.settlements().stream()
                .filter(settlement -> settlement.gmCode().equals(municipality.code()))
                .toList();
        double[] weights = places.stream()
                .mapToDouble(place -> Math.sqrt(place.inhabitants()) * 20 + place.inhabitants())
                .toArray();
        while (own.size() < here) {
            own.add(scattered(places.get(draw.weighted(weights))));
        }
        own.forEach(this::change);
        Vacancy.settle(own, municipality, draw);
        own.forEach(this::letUnit);
        units.addAll(own);
    }

    private ShopUnit inCenter(Center center) {
        Geometry allowed = landscape.inside(center.gmCode());
        double reach;
        Coordinate at;
        do {
            reach = Math.min(0.97, Math.abs(draw.normal()) * 0.42);
            double angle = draw.between(0, 2 * StrictMath.PI);
            at = new Coordinate(
                    Shapes.rounded(center.rd().x + reach * center.radiusMeters() * StrictMath.cos(angle)),
                    Shapes.rounded(center.rd().y + reach * center.radiusMeters() * StrictMath.sin(angle)));
        } while (!allowed.contains(Shapes.point(at)));
        String frontage = frontage(center, reach);
        ShopUnit unit = unit(at, center.gmCode(), center, frontage);
        boolean village = center.type().startsWith("KERNVERZORGEND");
        Coordinate corner = weakCorners.computeIfAbsent(center, this::weakCorner);
        double weight =
                switch (frontage) {
                    case "A1" -> 0.5;
                    case "A2" -> 0.9;
                    case "B" -> 1.1;
                    default -> 1.9;
                };
        unit.vacancyWeight =
                weight * (village ? 1.7 : 1) * (at.distance(corner) < 0.35 * center.radiusMeters() ? 4 : 1);
        return unit;
    }

    /** Vacancy comes in clusters: every center has a corner where it is worse. */
    private Coordinate weakCorner(Center center) {
        double angle = draw.between(0, 2 * StrictMath.PI);
        double reach = center.radiusMeters() * draw.between(0.35, 0.6);
        return new Coordinate(
                center.rd().x + reach * StrictMath.cos(angle), center.rd().y + reach * StrictMath.sin(angle));
    }

    private static String frontage(Center center, double reach) {
        return switch (center.type()) {
            case "HOOFDWINKELGEBIED_GROOT" -> reach < 0.16 ? "A1" : reach < 0.3 ? "A2" : reach < 0.52 ? "B" : "C";
            case "HOOFDWINKELGEBIED_KLEIN" -> reach < 0.2 ? "A2" : reach < 0.45 ? "B" : "C";
            case "GROOTSCHALIGE_CONCENTRATIE" -> "C";
            default -> reach < 0.35 ? "B" : "C";
        };
    }

    private ShopUnit scattered(Settlement settlement) {
        Geometry inside = landscape.inside(settlement.gmCode());
        Geometry housing = Objects.requireNonNull(landscape.residential().get(settlement));
        double villageCore = settlement.inhabitants() > 10_000 ? 0 : 0.7;
        Coordinate at;
        do {
            at = draw.chance(villageCore) ? nearCore(settlement) : Shapes.pointIn(housing, draw);
        } while (!inside.contains(Shapes.point(at)) || !housing.covers(Shapes.point(at)));
        ShopUnit unit = unit(at, settlement.gmCode(), null, "C");
        unit.vacancyWeight = weakness.computeIfAbsent(settlement, key -> draw.between(0.6, 2.2));
        return unit;
    }

    /** A point in the middle of a village, mostly within 300 m. */
    private Coordinate nearCore(Settlement settlement) {
        return new Coordinate(
                Shapes.rounded(settlement.rd().x + 160 * draw.normal()),
                Shapes.rounded(settlement.rd().y + 160 * draw.normal()));
    }

    private ShopUnit unit(Coordinate at, String gmCode, @Nullable Center center, String frontage) {
        numbered++;
        Settlement settlement = landscape.settlementAt(at, gmCode);
        var unit = new ShopUnit(
                "VKP-%06d".formatted(numbered),
                at,
                gmCode,
                settlement.name(),
                center,
                frontage,
                draw.pick(STREETS) + " " + draw.wholeBetween(1, 160),
                "%d %s%s".formatted(9000 + facts.settlements().indexOf(settlement), "X", (char)
                        ('A' + draw.wholeBetween(0, 25))),
                !draw.chance(UNKNOWN_FLOOR_SHARE));
        unit.before.group = group(unit);
        BranchGroup group = BranchGroup.ALL.get(unit.before.group);
        unit.before.floorAreaM2 = unit.bulky() ? draw.skewed(900, 0.55) : draw.skewed(group.floorAreaM2(), 0.75);
        if (unit.before.group == 0 && draw.chance(center == null ? 0.12 : 0.16)) {
            unit.before.floorAreaM2 = draw.between(550, 1700);
        }
        return unit;
    }

    private int group(ShopUnit unit) {
        if (unit.bulky()) {
            return draw.weighted(0, 0.03, 0.15, 0.75, 0, 0.07, 0, 0);
        }
        if (unit.center == null) {
            return draw.weighted(0.14, 0.07, 0.08, 0.22, 0.12, 0.12, 0.13, 0.12);
        }
        return draw.weighted(0.16, 0.24, 0.08, 0.10, 0.07, 0.01, 0.19, 0.15);
    }

    /** Scales the units of a center so that together they have its floor area. */
    private static void fit(List<ShopUnit> inCenter, double floorAreaM2) {
        double total =
                inCenter.stream().mapToDouble(unit -> unit.before.floorAreaM2).sum();
        for (ShopUnit unit : inCenter) {
            unit.before.floorAreaM2 = unit.before.floorAreaM2 * floorAreaM2 / total;
        }
    }

    /** What happens to the building itself between the dates: withdrawn, built, enlarged or nothing. */
    private void change(ShopUnit unit) {
        unit.before.floorAreaM2 = Math.max(15, Math.rint(unit.before.floorAreaM2));
        unit.after.floorAreaM2 = unit.before.floorAreaM2;
        boolean small = unit.before.floorAreaM2 < 150;
        double likely = 0.6 + 0.4 * Math.min(3, unit.vacancyWeight);
        if (draw.chance(REMOVED_SHARE * likely * (small ? 1.2 : 0.5))) {
            unit.after.present = false;
        } else if (draw.chance(OPENED_SHARE)) {
            unit.before.present = false;
            unit.after.floorAreaM2 = Math.rint(unit.after.floorAreaM2 * 1.5);
        } else if (draw.chance(ENLARGED_SHARE)) {
            unit.after.floorAreaM2 = Math.rint(unit.after.floorAreaM2 * draw.between(1.1, 1.7));
        }
    }

    /** Gives the unit a trader on each date on which it is not vacant; chains gain ground. */
    private void letUnit(ShopUnit unit) {
        unit.before.formula = draw.chance(chainShare(unit)) ? formula(unit.before.group, true) : null;
        boolean sameTrader = !unit.before.vacant && unit.before.present && draw.chance(0.9);
        if (sameTrader) {
            unit.after.group = unit.before.group;
            unit.after.formula = unit.before.formula;
            if (unit.after.formula == null && draw.chance(0.07)) {
                unit.after.formula = formula(unit.after.group, false);
            }
        } else {
            unit.after.group = group(unit);
            unit.after.formula = draw.chance(1.15 * chainShare(unit)) ? formula(unit.after.group, false) : null;
        }
    }

    private static double chainShare(ShopUnit unit) {
        double byPlace =
                switch (unit.frontage) {
                    case "A1" -> 0.7;
                    case "A2" -> 0.5;
                    case "B" -> 0.3;
                    default -> unit.bulky() ? 0.55 : 0.15;
                };
        return Math.min(0.9, byPlace * BranchGroup.ALL.get(unit.before.group).chainWeight());
    }

    private RetailFormula formula(int group, boolean before) {
        List<RetailFormula> ofGroup =
                formulas.stream().filter(formula -> formula.group() == group).toList();
        return ofGroup.get(draw.weighted(ofGroup.stream()
                .mapToDouble(formula -> before ? formula.branchesBefore() : formula.branchesAfter())
                .toArray()));
    }
}
