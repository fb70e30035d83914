package nl.plint.analysis.catchment;

import java.time.LocalDate;
import java.util.List;
import nl.plint.analysis.parameter.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if.
 *
 * @param referenceDate of the shop units, null for the newest
 * @param forecastYear whose inhabitants to take afterwards, null for those of now
 * @param forecastVintage null for the newest
 * @param onlineShareDaily share of spending on daily goods that goes to the internet afterwards, null for as before
 * @param onlineShareNonDaily likewise of other goods
 * @param changes of shops
 */
record ScenarioQuestion(
        @Nullable LocalDate referenceDate,
        @Nullable Integer forecastYear,
        @Nullable Integer forecastVintage,
        @Nullable Double onlineShareDaily,
        @Nullable Double onlineShareNonDaily,
        List<ShopChange> changes,
        Parameters parameters) {
    ScenarioQuestion {
        changes = List.copyOf(changes);
    }

    @Nullable
    Double onlineShare(Category category) {
        return category == Category.DAILY ? onlineShareDaily : onlineShareNonDaily;
    }

    /**
     * Sales floor that comes or goes.
     *
     * @param center code of the centre; null for a place of its own
     * @param x RD New, metres; NaN when a centre is named
     * @param y RD New, metres; NaN when a centre is named
     * @param floorAreaM2 sales floor, m2; negative for what closes
     */
    record ShopChange(@Nullable String center, double x, double y, Category category, double floorAreaM2) {}
}
