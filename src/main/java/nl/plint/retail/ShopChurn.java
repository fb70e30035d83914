package nl.plint.retail;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Shops that came and went between two dates. A shop of the first date whose unit is vacant, of another use or gone on the second has
 * closed; the reverse has opened. A trader who was followed by another between the dates is neither: that does not show.
 *
 * @param stock shops on the first date
 * @param smallStock small independents among them
 * @param smallOpenings openings of small independents
 * @param smallClosures closures of small independents
 */
public record ShopChurn(int stock, int openings, int closures, int smallStock, int smallOpenings, int smallClosures) {

    /** Compares the units of two dates by id. */
    public static ShopChurn between(Collection<Shop> before, Collection<Shop> after, ShopRules rules) {
        Map<String, Shop> later = new HashMap<>();
        after.stream().filter(unit -> unit.isRetail(rules)).forEach(unit -> later.put(unit.id(), unit));
        int stock = 0;
        int closures = 0;
        int smallStock = 0;
        int smallClosures = 0;
        for (Shop unit : before) {
            if (unit.isRetail(rules)) {
                boolean closed = later.remove(unit.id()) == null;
                boolean small = unit.isSmallIndependent(rules);
                stock++;
                closures += closed ? 1 : 0;
                smallStock += small ? 1 : 0;
                smallClosures += small && closed ? 1 : 0;
            }
        }
        int smallOpenings = (int) later.values().stream()
                .filter(unit -> unit.isSmallIndependent(rules))
                .count();
        return new ShopChurn(stock, later.size(), closures, smallStock, smallOpenings, smallClosures);
    }

    /** D3: small independents lost in a year, as a share of those there were; NaN where there were none. */
    public double smallShopLoss(double years) {
        return ShopStock.ratio(smallClosures - smallOpenings, smallStock * years);
    }

    /** D4 with its sign turned: shops lost in a year, as a share of those there were; NaN where there were none. */
    public double loss(double years) {
        return ShopStock.ratio(closures - openings, stock * years);
    }
}
