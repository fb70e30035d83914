package nl.plint.filter;

import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/** How two geometries lie to each other (OGC 06-103r4, 6.1.15). */
public enum SpatialOperator {
    INTERSECTS,
    EQUALS,
    DISJOINT,
    TOUCHES,
    WITHIN,
    OVERLAPS,
    CROSSES,
    CONTAINS;

    /** The name in CQL2 JSON; CQL2 text writes it in capitals. */
    public String wireName() {
        return "s_" + name().toLowerCase(Locale.ROOT);
    }

    static Optional<SpatialOperator> find(String wireName) {
        for (SpatialOperator operator : values()) {
            if (operator.wireName().equals(wireName)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** The operator that says the same with its sides exchanged. */
    SpatialOperator mirrored() {
        return switch (this) {
            case WITHIN -> CONTAINS;
            case CONTAINS -> WITHIN;
            default -> this;
        };
    }

    /** Whether the bounds of two geometries meet wherever it holds. */
    boolean needsMeeting() {
        return this != DISJOINT;
    }

    TopologyPredicate predicate() {
        return switch (this) {
            case INTERSECTS -> RelatePredicate.intersects();
            case EQUALS -> RelatePredicate.equalsTopo();
            case DISJOINT -> RelatePredicate.disjoint();
            case TOUCHES -> RelatePredicate.touches();
            case WITHIN -> RelatePredicate.within();
            case OVERLAPS -> RelatePredicate.overlaps();
            case CROSSES -> RelatePredicate.crosses();
            case CONTAINS -> RelatePredicate.contains();
        };
    }
}
