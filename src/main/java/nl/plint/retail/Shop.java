package nl.plint.retail;

import org.jspecify.annotations.Nullable;

/**
 * A unit on a reference date.
 *
 * @param id the same on every date
 * @param floorAreaM2 sales floor area, NaN where unknown
 * @param structural whether it has been vacant for over three years
 * @param branchGroup the first two figures of its branch code, null where unknown or vacant
 * @param branches outlets of its formula, 0 where unknown
 */
public record Shop(
        String id, boolean vacant, double floorAreaM2, boolean structural, @Nullable String branchGroup, int branches) {
    public Shop {
        if (floorAreaM2 < 0 || Double.isInfinite(floorAreaM2)) {
            throw new IllegalArgumentException("floorAreaM2 must be 0 or more, or unknown, was " + floorAreaM2);
        }
    }

    /** Whether it is known to be of a chain. */
    boolean isChain(ShopRules rules) {
        return branches >= rules.chainMinimumBranches();
    }

    /** Whether it is known to be a small shop of no chain. */
    boolean isSmallIndependent(ShopRules rules) {
        return branches > 0 && !isChain(rules) && floorAreaM2 < rules.smallShopM2();
    }

    /** Its branch group when it is a shop in use, else null. */
    public @Nullable String retailGroup(ShopRules rules) {
        return isRetail(rules) ? branchGroup : null;
    }

    /** Whether it is a shop in use. */
    boolean isRetail(ShopRules rules) {
        return !vacant && branchGroup != null && rules.onlineShares().containsKey(branchGroup);
    }
}
