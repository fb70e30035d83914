package nl.plint.retail;

/**
 * An indicator of displacement in an area between two reference dates. More is more pressure, for each of them.
 *
 * <p>Causes stand apart from effects: what chains, large shops and the internet do is a cause; what is lost and empties is an effect.
 */
public enum Indicator {
    /** Rise of the share of chains among shops, in points for four years. */
    CHAIN_SHARE("D1", true),
    /** Relative rise of the mean floor area of shops. */
    SCALE("D2", true),
    /** Closures less openings of small independents, a year, as a share of those there were. */
    SMALL_SHOP_LOSS("D3", true),
    /** Closures less openings, a year, as a share of the shops there were. */
    CHURN("D4", false),
    /** Floor area per inhabitant, times that of the province. */
    FLOOR_PRESSURE("D5", false),
    /** Floor area that is there beyond what is needed: 1 less the ratio of market capacity. */
    MARKET_BALANCE("D6", false),
    /** Loss of customers in the catchment, a share. */
    CATCHMENT_LOSS("D7", false),
    /** Share of the floor area that the internet competes with. */
    ONLINE_EXPOSURE("D8", true),
    /** Vacant share of the floor area. */
    VACANCY("D9", false),
    /** Floor area in plans as a share of what is there. */
    PLAN_PRESSURE("D10", true),
    /** Rise of the number of web shops per 1,000 inhabitants; informative. */
    WEB_SHOP_GROWTH("D11", true);

    private final String code;
    private final boolean cause;

    Indicator(String code, boolean cause) {
        this.code = code;
        this.cause = cause;
    }

    /** Its code, D1 to D11. */
    public String code() {
        return code;
    }

    public boolean isCause() {
        return cause;
    }
}
