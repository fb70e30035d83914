package nl.plint.retail;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The indicators of an area between two dates, and whether it gets worse. An indicator that has no value has no entry.
 *
 * @param values as {@link Indicator} says
 * @param vacancyRise rise of the vacant share of the floor area, in points; NaN where unknown
 */
public record DisplacementIndicators(Map<Indicator, Double> values, double vacancyRise) {
    private static final double YEARS_OF_CHAIN_SHARE = 4;

    public DisplacementIndicators {
        Map<Indicator, Double> known = new EnumMap<>(Indicator.class);
        values.forEach((indicator, value) -> {
            if (Double.isFinite(value)) {
                known.put(indicator, value);
            }
        });
        values = Collections.unmodifiableMap(known);
    }

    /**
     * What other models and registers say of an area; NaN for what is not known.
     *
     * @param inhabitants on the second date
     * @param provinceFloorPerInhabitantM2 floor area per inhabitant of the province
     * @param marketRatio floor area that is needed over floor area that is there (DPO)
     * @param catchmentChange change of the Huff-weighted population of its centres, a share
     * @param planFloorAreaM2 sales floor area in plans
     * @param webShopsBefore web shops on the first date
     * @param webShopsAfter web shops on the second
     */
    public record Context(
            double inhabitants,
            double provinceFloorPerInhabitantM2,
            double marketRatio,
            double catchmentChange,
            double planFloorAreaM2,
            double webShopsBefore,
            double webShopsAfter) {}

    /**
     * Works them out.
     *
     * @param years between the dates, more than 0
     */
    public static DisplacementIndicators of(
            ShopStock before, ShopStock after, ShopChurn churn, double years, Context context) {
        if (!(years > 0)) {
            throw new IllegalArgumentException("years must be more than 0, was " + years);
        }
        Map<Indicator, Double> values = new EnumMap<>(Indicator.class);
        values.put(Indicator.CHAIN_SHARE, (after.chainShare() - before.chainShare()) * YEARS_OF_CHAIN_SHARE / years);
        values.put(Indicator.SCALE, ShopStock.ratio(after.meanFloorAreaM2(), before.meanFloorAreaM2()) - 1);
        values.put(Indicator.SMALL_SHOP_LOSS, churn.smallShopLoss(years));
        values.put(Indicator.CHURN, churn.loss(years));
        values.put(
                Indicator.FLOOR_PRESSURE,
                ShopStock.ratio(
                        ShopStock.ratio(after.floorAreaM2(), context.inhabitants()),
                        context.provinceFloorPerInhabitantM2()));
        values.put(Indicator.MARKET_BALANCE, 1 - context.marketRatio());
        values.put(Indicator.CATCHMENT_LOSS, -context.catchmentChange());
        values.put(Indicator.ONLINE_EXPOSURE, after.onlineExposure());
        values.put(Indicator.VACANCY, after.vacantShare());
        values.put(Indicator.PLAN_PRESSURE, ShopStock.ratio(context.planFloorAreaM2(), after.floorAreaM2()));
        values.put(
                Indicator.WEB_SHOP_GROWTH,
                1000 * ShopStock.ratio(context.webShopsAfter() - context.webShopsBefore(), context.inhabitants()));
        return new DisplacementIndicators(values, after.vacantShare() - before.vacantShare());
    }

    /** The value, NaN where unknown. */
    public double value(Indicator indicator) {
        return values.getOrDefault(indicator, Double.NaN);
    }
}
