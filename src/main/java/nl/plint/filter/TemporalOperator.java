package nl.plint.filter;

import java.time.Instant;
import java.util.Optional;

/** How two times lie to each other (W3C Time Ontology in OWL). */
public enum TemporalOperator {
    AFTER("t_after", false),
    BEFORE("t_before", false),
    DISJOINT("t_disjoint", false),
    EQUALS("t_equals", false),
    INTERSECTS("t_intersects", false),
    CONTAINS("t_contains", true),
    DURING("t_during", true),
    FINISHED_BY("t_finishedBy", true),
    FINISHES("t_finishes", true),
    MEETS("t_meets", true),
    MET_BY("t_metBy", true),
    OVERLAPPED_BY("t_overlappedBy", true),
    OVERLAPS("t_overlaps", true),
    STARTED_BY("t_startedBy", true),
    STARTS("t_starts", true);

    private final String wireName;
    private final boolean intervalsOnly;

    TemporalOperator(String wireName, boolean intervalsOnly) {
        this.wireName = wireName;
        this.intervalsOnly = intervalsOnly;
    }

    /** The name in CQL2 JSON; CQL2 text writes it in capitals. */
    public String wireName() {
        return wireName;
    }

    /** Whether it has a meaning for intervals only, not for instants. */
    boolean intervalsOnly() {
        return intervalsOnly;
    }

    static Optional<TemporalOperator> find(String wireName) {
        for (TemporalOperator operator : values()) {
            if (operator.wireName.equals(wireName)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** Whether it holds between two times, each from its first to its last instant. */
    boolean holds(Instant start, Instant end, Instant otherStart, Instant otherEnd) {
        int starts = start.compareTo(otherStart);
        int ends = end.compareTo(otherEnd);
        return switch (this) {
            case AFTER -> start.isAfter(otherEnd);
            case BEFORE -> end.isBefore(otherStart);
            case DISJOINT -> start.isAfter(otherEnd) || end.isBefore(otherStart);
            case INTERSECTS -> !start.isAfter(otherEnd) && !end.isBefore(otherStart);
            case EQUALS -> starts == 0 && ends == 0;
            case CONTAINS -> starts < 0 && ends > 0;
            case DURING -> starts > 0 && ends < 0;
            case FINISHED_BY -> starts < 0 && ends == 0;
            case FINISHES -> starts > 0 && ends == 0;
            case MEETS -> end.equals(otherStart);
            case MET_BY -> start.equals(otherEnd);
            case OVERLAPPED_BY -> starts > 0 && start.isBefore(otherEnd) && ends > 0;
            case OVERLAPS -> starts < 0 && end.isAfter(otherStart) && ends < 0;
            case STARTED_BY -> starts == 0 && ends > 0;
            case STARTS -> starts == 0 && ends < 0;
        };
    }
}
