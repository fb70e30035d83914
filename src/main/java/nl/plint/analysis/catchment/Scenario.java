package nl.plint.analysis.catchment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.catchment.RetailMarket.Center;
import nl.plint.analysis.catchment.RetailMarket.Village;
import nl.plint.analysis.catchment.ScenarioQuestion.ShopChange;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.retail.Displacement;
import nl.plint.retail.HuffModel;
import nl.plint.retail.Patronage;
import nl.plint.retail.TravelMode;
import nl.plint.retail.TravelTimes;
import nl.plint.retail.Turnover;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** The market before and after a scenario, category by category. */
final class Scenario {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    /** One category before and after. */
    static final class Market {
        private final double[] floorBefore;
        private final double[] floorAfter;
        private final double[] spendingBefore;
        private final double[] spendingAfter;
        private final Patronage before;
        private final Patronage after;

        private Market(
                HuffModel model,
                double[] floorBefore,
                double[] floorAfter,
                double[] spendingBefore,
                double[] spendingAfter,
                double onlineBefore,
                double onlineAfter) {
            this.floorBefore = floorBefore;
            this.floorAfter = floorAfter;
            this.spendingBefore = spendingBefore;
            this.spendingAfter = spendingAfter;
            double pull = model.onlinePull(floorBefore, spendingBefore, onlineBefore);
            // Where the share stays, the pull stays: then more is bought online when shops close, and less when they
            // open.
            double pullAfter =
                    onlineAfter == onlineBefore ? pull : model.onlinePull(floorBefore, spendingBefore, onlineAfter);
            before = model.patronage(floorBefore, pull);
            after = model.patronage(floorAfter, pullAfter);
        }

        double floorBefore(int center) {
            return floorBefore[center];
        }

        double floorAfter(int center) {
            return floorAfter[center];
        }

        Turnover turnoverBefore() {
            return before.turnover(spendingBefore);
        }

        Turnover turnoverAfter() {
            return after.turnover(spendingAfter);
        }

        Displacement displacement() {
            return Displacement.between(before, spendingBefore, after, spendingAfter);
        }
    }

    private final List<Village> villages;
    private final List<Center> centers;
    private final double[] inhabitantsAfter;
    private final Map<Category, Market> markets = new EnumMap<>(Category.class);
    private final Map<Category, TravelTimes> times = new EnumMap<>(Category.class);
    private final Map<Category, Double> onlineAfter = new EnumMap<>(Category.class);

    Scenario(RetailMarket market, ScenarioQuestion question, @Nullable PopulationForecast forecast) {
        Parameters parameters = question.parameters();
        villages = market.villages();
        centers = new ArrayList<>(market.centers());
        inhabitantsAfter = villages.stream()
                .mapToDouble(
                        village -> village.inhabitants() * (forecast == null ? 1 : forecast.growth(village.gmCode())))
                .toArray();
        Map<Category, double[]> changes = changes(question.changes());
        for (Category category : Category.values()) {
            TravelTimes reach = TravelTimes.straight(
                    villages.stream().map(Village::demandPoint).toList(),
                    centers.stream().map(Center::retailCenter).toList(),
                    car(parameters),
                    category.get(parameters, "CutoffMinutes"));
            times.put(category, reach);
            double[] floor = centers.stream()
                    .mapToDouble(center -> center.floorM2(category))
                    .toArray();
            double[] change = changes.getOrDefault(category, new double[0]);
            double[] after = floor.clone();
            for (int i = 0; i < change.length; i++) {
                after[i] = Math.max(0, floor[i] + change[i]);
            }
            double perHead = category.get(parameters, "SpendingPerHead");
            double online = category.get(parameters, "OnlineShare");
            Double asked = question.onlineShare(category);
            double later = asked == null ? online : asked;
            onlineAfter.put(category, later);
            markets.put(
                    category,
                    new Market(
                            category.model(reach, parameters),
                            floor,
                            after,
                            villages.stream()
                                    .mapToDouble(village -> village.inhabitants() * perHead)
                                    .toArray(),
                            Arrays.stream(inhabitantsAfter)
                                    .map(people -> people * perHead)
                                    .toArray(),
                            online,
                            later));
        }
    }

    private Map<Category, double[]> changes(List<ShopChange> changes) {
        Map<String, Integer> byCode = new HashMap<>();
        for (int i = 0; i < centers.size(); i++) {
            byCode.put(centers.get(i).code(), i);
        }
        List<int[]> at = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            ShopChange change = changes.get(i);
            if (change.center() == null) {
                at.add(new int[] {centers.size()});
                centers.add(new Center(
                        "NEW-" + (i + 1),
                        "NEW-" + (i + 1),
                        false,
                        GEOMETRY.createPoint(new Coordinate(change.x(), change.y())),
                        Map.of()));
                continue;
            }
            Integer center = byCode.get(change.center());
            if (center == null) {
                throw new InvalidInputException(
                        "changes[" + i + "].center",
                        change.center(),
                        "the code of a centre of layer '" + RetailMarket.CENTERS + "'");
            }
            double left = centers.get(center).floorM2(change.category()) + change.floorAreaM2();
            if (left < -0.5) {
                throw new InvalidInputException(
                        "changes[" + i + "].floorAreaM2",
                        change.floorAreaM2(),
                        "at least -" + Math.round(centers.get(center).floorM2(change.category()))
                                + ", which is all that the centre has of that category");
            }
            at.add(new int[] {center});
        }
        Map<Category, double[]> floors = new EnumMap<>(Category.class);
        for (int i = 0; i < changes.size(); i++) {
            floors.computeIfAbsent(changes.get(i).category(), category -> new double[centers.size()])[at.get(i)[0]] +=
                    changes.get(i).floorAreaM2();
        }
        return floors;
    }

    static TravelMode car(Parameters parameters) {
        return new TravelMode(
                parameters.get("detourFactor"),
                List.of(
                        new TravelMode.Stage(0, parameters.get("carSpeedNearKmh")),
                        new TravelMode.Stage(1000 * parameters.get("carNearKm"), parameters.get("carSpeedFarKmh"))),
                1);
    }

    List<Village> villages() {
        return villages;
    }

    /** Those of the layer, then those that the scenario adds. */
    List<Center> centers() {
        return centers;
    }

    double inhabitantsAfter(int village) {
        return inhabitantsAfter[village];
    }

    double onlineAfter(Category category) {
        return onlineAfter.getOrDefault(category, 0.0);
    }

    Market market(Category category) {
        Market market = markets.get(category);
        if (market == null) {
            throw new IllegalStateException("there is a market for each category");
        }
        return market;
    }

    TravelTimes times(Category category) {
        TravelTimes found = times.get(category);
        if (found == null) {
            throw new IllegalStateException("there are travel times for each category");
        }
        return found;
    }
}
