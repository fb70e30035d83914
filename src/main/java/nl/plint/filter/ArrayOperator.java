package nl.plint.filter;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** How two arrays, taken as sets, relate. */
public enum ArrayOperator {
    EQUALS("a_equals"),
    CONTAINS("a_contains"),
    CONTAINED_BY("a_containedBy"),
    OVERLAPS("a_overlaps");

    private final String wireName;

    ArrayOperator(String wireName) {
        this.wireName = wireName;
    }

    /** The name in CQL2 JSON; CQL2 text writes it in capitals. */
    public String wireName() {
        return wireName;
    }

    static Optional<ArrayOperator> find(String wireName) {
        for (ArrayOperator operator : values()) {
            if (operator.wireName.equals(wireName)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    boolean holds(Set<?> left, Set<?> right) {
        return switch (this) {
            case EQUALS -> left.equals(right);
            case CONTAINS -> left.containsAll(right);
            case CONTAINED_BY -> right.containsAll(left);
            case OVERLAPS -> !Collections.disjoint(left, right);
        };
    }
}
