package nl.plint.analysis.catchment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.catchment.RetailMarket.Center;
import nl.plint.analysis.catchment.RetailMarket.Village;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.retail.Displacement;
import nl.plint.retail.SupportBase;
import nl.plint.retail.TravelTimes;
import nl.plint.retail.Turnover;
import nl.plint.retail.TwoStepFloatingCatchment;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** The tables of a scenario: centres, villages, and who takes from whom. */
final class ScenarioRows {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    static final Schema CENTERS = new Schema(List.of(
            text("name", "Naam", "Name"),
            PropertyDefinition.of(
                    "outsideProvince",
                    new LocalizedText("Buiten de provincie", "Outside the province"),
                    PropertyType.BOOLEAN),
            number("floorAreaM2", "Winkelvloer in gebruik", "Sales floor in use", Unit.SQUARE_METER),
            number("floorAreaAfterM2", "Winkelvloer daarna", "Sales floor afterwards", Unit.SQUARE_METER),
            number("turnover", "Omzet per jaar", "Turnover a year", Unit.EURO),
            number("turnoverAfter", "Omzet daarna", "Turnover afterwards", Unit.EURO),
            number("turnoverChange", "Verandering van de omzet", "Change of turnover", Unit.EURO),
            number("turnoverChangeShare", "Verandering als aandeel", "Change as a share", Unit.SHARE),
            number("turnoverDailyChange", "Waarvan dagelijks", "Of which daily goods", Unit.EURO),
            number("populationEffect", "Door andere inwonertallen", "Because of inhabitants", Unit.EURO),
            number("competitionEffect", "Door andere keuzes", "Because of other choices", Unit.EURO),
            number("productivity", "Vloerproductiviteit", "Floor productivity", Unit.EURO_PER_SQUARE_METER),
            number(
                    "productivityAfter",
                    "Vloerproductiviteit daarna",
                    "Floor productivity afterwards",
                    Unit.EURO_PER_SQUARE_METER),
            number("surplusFloorM2", "Vloer zonder omzet", "Floor without turnover", Unit.SQUARE_METER),
            number("expectedVacancyM2", "Verwachte extra leegstand", "Expected extra vacancy", Unit.SQUARE_METER)));

    static final Schema VILLAGES = new Schema(List.of(
            text("name", "Naam", "Name"),
            text("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)"),
            number("inhabitants", "Inwoners", "Inhabitants", Unit.COUNT),
            number("inhabitantsAfter", "Inwoners daarna", "Inhabitants afterwards", Unit.COUNT),
            number("threshold", "Drempel voor een dorpswinkel", "Threshold for a village shop", Unit.COUNT),
            number("thresholdAfter", "Drempel daarna", "Threshold afterwards", Unit.COUNT),
            text("support", "Draagvlak", "Support"),
            text("supportAfter", "Draagvlak daarna", "Support afterwards"),
            number("dailyShops", "Winkels voor dagelijkse goederen", "Shops for daily goods", Unit.COUNT),
            PropertyDefinition.of("lastShop", new LocalizedText("Laatste winkel", "Last shop"), PropertyType.BOOLEAN),
            number(
                    "accessibility",
                    "Dagelijkse winkelvloer in bereik per inwoner (2SFCA)",
                    "Daily sales floor in reach per inhabitant (2SFCA)",
                    Unit.SQUARE_METER),
            number(
                    "accessibilityAfter",
                    "Dagelijkse winkelvloer in bereik daarna",
                    "Daily sales floor in reach afterwards",
                    Unit.SQUARE_METER)));

    static final Schema FLOWS = new Schema(List.of(
            text("category", "Categorie", "Category"),
            text("loser", "Wie verliest", "Who loses"),
            text("gainer", "Wie wint", "Who gains"),
            number("amount", "Omzet per jaar", "Turnover a year", Unit.EURO)));

    /** Names, in the table of flows, of what is no centre. */
    static final String ONLINE = "ONLINE";

    static final String UNSERVED = "NO_SHOP_IN_REACH";

    private final Scenario scenario;
    private final Parameters parameters;
    private final Map<String, @Nullable Object> figures = new LinkedHashMap<>();

    ScenarioRows(Scenario scenario, Parameters parameters) {
        this.scenario = scenario;
        this.parameters = parameters;
    }

    private static PropertyDefinition text(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.STRING);
    }

    private static PropertyDefinition number(String name, String nl, String en, Unit unit) {
        return PropertyDefinition.number(name, new LocalizedText(nl, en), unit);
    }

    /** Figures about the whole; complete once the tables have been made. */
    Map<String, @Nullable Object> figures() {
        return figures;
    }

    FeatureList centers() {
        List<Center> centers = scenario.centers();
        int count = centers.size();
        Sums sums = new Sums(count);
        double online = 0;
        double onlineAfter = 0;
        double unserved = 0;
        double unservedAfter = 0;
        for (Category category : Category.values()) {
            Scenario.Market market = scenario.market(category);
            Turnover before = market.turnoverBefore();
            Turnover after = market.turnoverAfter();
            sums.add(category, market, before, after, market.displacement());
            online += before.online();
            onlineAfter += after.online();
            unserved += before.unserved();
            unservedAfter += after.unserved();
        }
        List<Feature> rows = new ArrayList<>();
        double vacancy = 0;
        double[] inside = new double[2];
        double[] outside = new double[2];
        for (int i = 0; i < count; i++) {
            Center center = centers.get(i);
            double[] side = center.outside() ? outside : inside;
            side[0] += sums.turnover[i];
            side[1] += sums.turnoverAfter[i];
            // What the inhabitants of other regions spend there is not known, so neither is what becomes of its floor.
            Double surplus = center.outside() ? null : sums.surplus[i];
            Double expected = surplus == null ? null : surplus * parameters.get("surplusToVacancy");
            vacancy += expected == null ? 0 : expected;
            rows.add(new Feature(
                    center.code(),
                    center.place(),
                    center.name(),
                    center.outside(),
                    sums.floor[i],
                    sums.floorAfter[i],
                    sums.turnover[i],
                    sums.turnoverAfter[i],
                    sums.turnoverAfter[i] - sums.turnover[i],
                    ratio(sums.turnoverAfter[i] - sums.turnover[i], sums.turnover[i]),
                    sums.dailyChange[i],
                    sums.population[i],
                    sums.competition[i],
                    ratio(sums.turnover[i], sums.floor[i]),
                    ratio(sums.turnoverAfter[i], sums.floorAfter[i]),
                    surplus,
                    expected));
        }
        figures.put("turnoverInProvince", inside[0]);
        figures.put("turnoverInProvinceAfter", inside[1]);
        figures.put("turnoverOutside", outside[0]);
        figures.put("turnoverOutsideAfter", outside[1]);
        figures.put("online", online);
        figures.put("onlineAfter", onlineAfter);
        figures.put("noShopInReach", unserved);
        figures.put("noShopInReachAfter", unservedAfter);
        figures.put("spending", inside[0] + outside[0] + online + unserved);
        figures.put("spendingAfter", inside[1] + outside[1] + onlineAfter + unservedAfter);
        figures.put("expectedVacancyM2", vacancy);
        return new FeatureList(CENTERS, rows);
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole > 0 ? (Double) (part / whole) : null;
    }

    /** Figures of the centres over the categories. */
    private final class Sums {
        private final double[] floor;
        private final double[] floorAfter;
        private final double[] turnover;
        private final double[] turnoverAfter;
        private final double[] dailyChange;
        private final double[] population;
        private final double[] competition;
        private final double[] surplus;

        Sums(int count) {
            floor = new double[count];
            floorAfter = new double[count];
            turnover = new double[count];
            turnoverAfter = new double[count];
            dailyChange = new double[count];
            population = new double[count];
            competition = new double[count];
            surplus = new double[count];
        }

        void add(
                Category category, Scenario.Market market, Turnover before, Turnover after, Displacement displacement) {
            double usual = category.get(parameters, "Productivity");
            for (int i = 0; i < floor.length; i++) {
                floor[i] += market.floorBefore(i);
                floorAfter[i] += market.floorAfter(i);
                turnover[i] += before.center(i);
                turnoverAfter[i] += after.center(i);
                dailyChange[i] += category == Category.DAILY ? after.center(i) - before.center(i) : 0;
                population[i] += displacement.populationEffect(i);
                competition[i] += displacement.competitionEffect(i);
                // A centre is taken to live of the turnover per m2 that it has now; a new one needs what is usual.
                double needed = market.floorBefore(i) > 0 && before.center(i) > 0
                        ? before.center(i) / market.floorBefore(i)
                        : usual;
                surplus[i] += Math.max(0, market.floorAfter(i) - after.center(i) / needed);
            }
        }
    }

    FeatureList villages() {
        List<Village> villages = scenario.villages();
        TwoStepFloatingCatchment before = accessibility(false);
        TwoStepFloatingCatchment after = accessibility(true);
        double threshold = threshold(false);
        double thresholdAfter = threshold(true);
        Map<SupportBase, Integer> classes = new EnumMap<>(SupportBase.class);
        Map<SupportBase, Integer> classesAfter = new EnumMap<>(SupportBase.class);
        int falling = 0;
        int lastShops = 0;
        List<Feature> rows = new ArrayList<>();
        for (int i = 0; i < villages.size(); i++) {
            Village village = villages.get(i);
            SupportBase support = SupportBase.of(village.inhabitants(), threshold);
            SupportBase supportAfter = SupportBase.of(scenario.inhabitantsAfter(i), thresholdAfter);
            classes.merge(support, 1, Integer::sum);
            classesAfter.merge(supportAfter, 1, Integer::sum);
            falling += supportAfter.compareTo(support) > 0 ? 1 : 0;
            lastShops += village.dailyShops() == 1 ? 1 : 0;
            rows.add(new Feature(
                    village.code(),
                    village.place(),
                    village.name(),
                    village.gmCode(),
                    village.inhabitants(),
                    scenario.inhabitantsAfter(i),
                    threshold,
                    thresholdAfter,
                    support.name(),
                    supportAfter.name(),
                    (double) village.dailyShops(),
                    village.dailyShops() == 1,
                    before.accessibility(i),
                    after.accessibility(i)));
        }
        figures.put("villagesBySupport", counts(classes));
        figures.put("villagesBySupportAfter", counts(classesAfter));
        figures.put("villagesThatFallAClass", falling);
        figures.put("villagesWithOneDailyShop", lastShops);
        return new FeatureList(VILLAGES, rows);
    }

    private static Map<String, Integer> counts(Map<SupportBase, Integer> classes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SupportBase support : SupportBase.values()) {
            counts.put(support.name(), classes.getOrDefault(support, 0));
        }
        return counts;
    }

    /** Inhabitants that a village shop needs, of whose spending a part goes to the internet. */
    private double threshold(boolean after) {
        double online = after ? scenario.onlineAfter(Category.DAILY) : parameters.get("dailyOnlineShare");
        return SupportBase.threshold(
                parameters.get("villageShopM2"),
                parameters.get("dailyProductivity"),
                parameters.get("villageShopInflow"),
                parameters.get("dailySpendingPerHead") * (1 - online),
                parameters.get("villageShopBinding"));
    }

    private TwoStepFloatingCatchment accessibility(boolean after) {
        Scenario.Market daily = scenario.market(Category.DAILY);
        TravelTimes times = scenario.times(Category.DAILY);
        double[] people = new double[times.points()];
        for (int i = 0; i < people.length; i++) {
            people[i] = after
                    ? scenario.inhabitantsAfter(i)
                    : scenario.villages().get(i).inhabitants();
        }
        double[] floor = new double[times.centers()];
        for (int i = 0; i < floor.length; i++) {
            floor[i] = after ? daily.floorAfter(i) : daily.floorBefore(i);
        }
        return TwoStepFloatingCatchment.of(
                times, people, floor, parameters.get("accessMinutes"), TwoStepFloatingCatchment.binary());
    }

    /** Who takes what from whom, the largest first within a category; lines from loser to gainer where both are places. */
    FeatureList flows() {
        List<Feature> rows = new ArrayList<>();
        for (Category category : Category.values()) {
            Displacement displacement = scenario.market(category).displacement();
            int alternatives = scenario.centers().size() + 2;
            for (int gainer = 0; gainer < alternatives; gainer++) {
                for (int loser = 0; loser < alternatives; loser++) {
                    double amount = displacement.taken(gainer, loser);
                    // Below a euro a year it is rounding, not trade.
                    if (amount >= 1) {
                        rows.add(new Feature(
                                category.wireName() + ":" + code(loser) + ":" + code(gainer),
                                line(loser, gainer),
                                category.wireName(),
                                code(loser),
                                code(gainer),
                                amount));
                    }
                }
            }
        }
        return new FeatureList(FLOWS, rows);
    }

    private String code(int alternative) {
        int centers = scenario.centers().size();
        return alternative < centers
                ? scenario.centers().get(alternative).code()
                : alternative == centers ? ONLINE : UNSERVED;
    }

    private @Nullable Geometry line(int loser, int gainer) {
        int centers = scenario.centers().size();
        if (loser >= centers || gainer >= centers) {
            return null;
        }
        return GEOMETRY.createLineString(new Coordinate[] {
            scenario.centers().get(loser).place().getCoordinate(),
            scenario.centers().get(gainer).place().getCoordinate()
        });
    }
}
