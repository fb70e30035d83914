package nl.plint.analysis.displacement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.displacement.DisplacementQuestion.Given;
import nl.plint.analysis.vacancy.AreaSet.Area;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.retail.DisplacementIndicators;
import nl.plint.retail.DisplacementIndicators.Context;
import nl.plint.retail.Indicator;
import nl.plint.retail.Shop;
import nl.plint.retail.ShopChurn;
import nl.plint.retail.ShopStock;

/**
 * An area on two dates, as far as an audience may know it.
 *
 * @param before null-free figures of the first date; only for who {@link #detail} is shown to
 * @param indicators those that may be shown and that rest on enough shops
 * @param detail whether counts that were not audited may be shown
 * @param complete whether nothing was withheld
 * @param enough whether there are as many shops as a share needs
 */
record AreaFigures(
        Area area,
        ShopStock before,
        ShopStock after,
        ShopChurn churn,
        DisplacementIndicators indicators,
        boolean detail,
        boolean complete,
        boolean enough) {
    private static final List<Indicator> OF_SHOPS = List.of(
            Indicator.CHAIN_SHARE,
            Indicator.SCALE,
            Indicator.SMALL_SHOP_LOSS,
            Indicator.CHURN,
            Indicator.ONLINE_EXPOSURE);

    /** Works out the areas of two disclosures of the same layer, in the order of their ids. */
    static List<AreaFigures> list(TwoDates dates, Disclosure before, Disclosure after, DisplacementQuestion question) {
        List<Area> areas = after.table().areas();
        List<List<Shop>> first = byArea(dates.shopsBefore(), before.table().areaOfUnit(), areas.size());
        List<List<Shop>> second = byArea(dates.shopsAfter(), after.table().areaOfUnit(), areas.size());
        Map<String, Double> inhabitants = dates.inhabitants(after.table().set().name());
        Map<String, Double> webShopsBefore =
                dates.webShops(after.table().set(), dates.before().referenceDate());
        Map<String, Double> webShopsAfter =
                dates.webShops(after.table().set(), dates.after().referenceDate());
        List<AreaFigures> figures = new ArrayList<>();
        for (int area = 0; area < areas.size(); area++) {
            String id = areas.get(area).id();
            Given given = question.given().getOrDefault(id, Given.NOTHING);
            Context context = new Context(
                    inhabitants.getOrDefault(id, Double.NaN),
                    dates.provinceFloorPerInhabitantM2(),
                    given.marketRatio(),
                    given.catchmentChange(),
                    given.planFloorAreaM2(),
                    webShopsBefore.getOrDefault(id, Double.NaN),
                    webShopsAfter.getOrDefault(id, Double.NaN));
            figures.add(of(dates, first.get(area), second.get(area), area, before, after, context, question));
        }
        return figures;
    }

    private static AreaFigures of(
            TwoDates dates,
            List<Shop> first,
            List<Shop> second,
            int area,
            Disclosure before,
            Disclosure after,
            Context context,
            DisplacementQuestion question) {
        ShopStock stockBefore = ShopStock.of(first, dates.rules());
        ShopStock stockAfter = ShopStock.of(second, dates.rules());
        ShopChurn churn = ShopChurn.between(first, second, dates.rules());
        DisplacementIndicators all = DisplacementIndicators.of(stockBefore, stockAfter, churn, dates.years(), context);
        Map<Indicator, Double> shown = new EnumMap<>(Indicator.class);
        shown.putAll(all.values());
        boolean detail = before.showsDetail(area) && after.showsDetail(area);
        boolean floor = after.shows(area, Figure.FLOOR_AREA);
        boolean vacant = floor && after.shows(area, Figure.VACANT_FLOOR_AREA);
        boolean rise = vacant && before.shows(area, Figure.FLOOR_AREA) && before.shows(area, Figure.VACANT_FLOOR_AREA);
        if (!detail) {
            OF_SHOPS.forEach(shown::remove);
        }
        if (!floor) {
            shown.remove(Indicator.FLOOR_PRESSURE);
            shown.remove(Indicator.PLAN_PRESSURE);
        }
        if (!vacant) {
            shown.remove(Indicator.VACANCY);
        }
        boolean enoughShops = Math.min(churn.stock(), stockAfter.shops()) >= question.minimumShops();
        boolean enoughUnits = Math.min(first.size(), second.size()) >= question.minimumShops();
        if (!enoughShops) {
            OF_SHOPS.forEach(shown::remove);
        }
        if (!enoughUnits) {
            shown.remove(Indicator.VACANCY);
        }
        return new AreaFigures(
                after.table().areas().get(area),
                stockBefore,
                stockAfter,
                churn,
                new DisplacementIndicators(shown, rise && enoughUnits ? all.vacancyRise() : Double.NaN),
                detail,
                detail && rise,
                enoughShops);
    }

    private static List<List<Shop>> byArea(List<Shop> shops, int[] areaOfUnit, int areas) {
        List<List<Shop>> byArea = new ArrayList<>();
        for (int area = 0; area < areas; area++) {
            byArea.add(new ArrayList<>());
        }
        for (int i = 0; i < areaOfUnit.length; i++) {
            if (areaOfUnit[i] >= 0) {
                byArea.get(areaOfUnit[i]).add(shops.get(i));
            }
        }
        return byArea;
    }
}
