package nl.plint.analysis.vacancy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which units a share is of (DOMAIN section 3.1). */
public enum Universe {
    /** Points of sale: retail, catering, consumer services, and vacant units. */
    ALL,
    /** Retail and vacant units. */
    RETAIL_ONLY;

    /** Branch groups of retail: daily, fashion, leisure goods, in and around the house, other retail, cars and fuel. */
    private static final Set<String> RETAIL = Set.of("11", "22", "35", "37", "38", "45");

    /**
     * Whether a unit is one of them.
     *
     * @param branchCode {@code GG.HHH.BBB}, null where unknown: such a unit is not known to be retail
     */
    boolean holds(boolean vacant, @Nullable String branchCode) {
        return this == ALL
                || vacant
                || (branchCode != null && branchCode.length() >= 2 && RETAIL.contains(branchCode.substring(0, 2)));
    }
}
