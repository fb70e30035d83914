package nl.plint.analysis.displacement;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.quantity.Unit;
import nl.plint.retail.Indicator;
import nl.plint.retail.Signal;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** What indicators are called in answers, in which unit they are, and from where they are amber or red. */
record IndicatorNames(String name, LocalizedText title, Unit unit, @Nullable String threshold) {
    private static final Map<Indicator, IndicatorNames> ALL = new EnumMap<>(Map.ofEntries(
            entry(
                    Indicator.CHAIN_SHARE,
                    "chainShareChange",
                    "Toename filiaalaandeel in 4 jaar",
                    "Rise of the chain share in 4 years",
                    Unit.SHARE,
                    "chainShareChange"),
            entry(
                    Indicator.SCALE,
                    "meanFloorAreaChange",
                    "Schaalvergroting: toename gemiddelde winkel",
                    "Scale: rise of the mean shop",
                    Unit.SHARE,
                    "meanFloorAreaChange"),
            entry(
                    Indicator.SMALL_SHOP_LOSS,
                    "smallShopLoss",
                    "Verlies kleine zelfstandigen per jaar",
                    "Loss of small independents a year",
                    Unit.SHARE,
                    "smallShopLoss"),
            entry(
                    Indicator.CHURN,
                    "churnLoss",
                    "Sluitingen min openingen per jaar",
                    "Closures less openings a year",
                    Unit.SHARE,
                    "churnLoss"),
            entry(
                    Indicator.FLOOR_PRESSURE,
                    "floorPressure",
                    "Winkelvloer per inwoner, maal de provincie",
                    "Floor per inhabitant, times the province",
                    Unit.ONE,
                    "floorPressure"),
            entry(
                    Indicator.MARKET_BALANCE,
                    "marketShortfall",
                    "Tekort aan behoefte (1 - DPO)",
                    "Shortfall of the need (1 - DPO)",
                    Unit.SHARE,
                    "marketShortfall"),
            entry(
                    Indicator.CATCHMENT_LOSS,
                    "catchmentLoss",
                    "Verlies verzorgingsgebied",
                    "Loss of catchment",
                    Unit.SHARE,
                    "catchmentLoss"),
            entry(
                    Indicator.ONLINE_EXPOSURE,
                    "onlineExposure",
                    "Blootstelling aan internet",
                    "Exposure to online sales",
                    Unit.SHARE,
                    null),
            entry(
                    Indicator.VACANCY,
                    "vacantShare",
                    "Leegstand in winkelvloer",
                    "Vacancy of floor area",
                    Unit.SHARE,
                    "vacantShare"),
            entry(
                    Indicator.PLAN_PRESSURE,
                    "planPressure",
                    "Plannen als deel van de winkelvloer",
                    "Plans as a share of the floor",
                    Unit.SHARE,
                    "planPressure"),
            entry(
                    Indicator.WEB_SHOP_GROWTH,
                    "webShopGrowth",
                    "Toename webwinkels per 1.000 inwoners",
                    "Rise of web shops per 1,000 inhabitants",
                    Unit.ONE,
                    null)));

    private static Map.Entry<Indicator, IndicatorNames> entry(
            Indicator indicator, String name, String nl, String en, Unit unit, @Nullable String threshold) {
        return Map.entry(indicator, new IndicatorNames(name, new LocalizedText(nl, en), unit, threshold));
    }

    static IndicatorNames of(Indicator indicator) {
        return Objects.requireNonNull(ALL.get(indicator));
    }

    /** The signal of a value by the thresholds in force; none for an indicator without. */
    static Signal signal(Indicator indicator, double value, Parameters parameters) {
        String threshold = of(indicator).threshold();
        return threshold == null
                ? Signal.NONE
                : Signal.of(value, parameters.get(threshold + "Amber"), parameters.get(threshold + "Red"));
    }
}
