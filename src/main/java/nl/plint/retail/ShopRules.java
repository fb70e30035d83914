package nl.plint.retail;

import java.util.Map;

/**
 * What counts as a chain, a small and a large shop.
 *
 * @param chainMinimumBranches outlets from which a formula is a chain
 * @param smallShopM2 a shop under this sales floor area is small
 * @param largeShopM2 one over this is large
 * @param onlineShares share of spending that is online, 0 to 1, by branch group of retail; other groups are no retail
 */
public record ShopRules(
        int chainMinimumBranches, double smallShopM2, double largeShopM2, Map<String, Double> onlineShares) {
    public ShopRules {
        onlineShares = Map.copyOf(onlineShares);
    }
}
