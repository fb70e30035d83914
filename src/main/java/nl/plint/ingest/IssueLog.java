package nl.plint.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.plint.ingest.Issue.Action;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Collects the issues of one ingest: all are counted, the first thousand are kept in full. */
final class IssueLog {
    private static final int KEPT_IN_FULL = 1_000;
    private static final int MOST_CHARACTERS = 500;

    private final List<Issue> ofFile = new ArrayList<>();
    private final List<Issue> first = new ArrayList<>();
    private final Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);
    private @Nullable Issue last;

    void add(IssueCode code, Action action, long row, @Nullable String featureId, String nl, String en) {
        counts.merge(code, 1L, Long::sum);
        last = new Issue(
                code,
                action,
                row,
                featureId == null ? null : shortened(featureId),
                new LocalizedText(shortened(nl), shortened(en)));
        if (first.size() < KEPT_IN_FULL) {
            first.add(last);
        }
    }

    /** What is quoted of a row can be as long as the file. */
    private static String shortened(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
    }

    /** Adds what is to be said of the file as a whole; it comes before all issues of rows. */
    void addOfFile(IssueCode code, Action action, LocalizedText message) {
        counts.merge(code, 1L, Long::sum);
        ofFile.add(new Issue(code, action, 0, null, message));
    }

    /** Why the first row was skipped; else what is to be said of the file, when no row was even looked at. */
    Optional<Issue> findFirstSkipped() {
        return first.stream()
                .filter(issue -> issue.action() == Action.SKIPPED)
                .findFirst()
                .or(() -> ofFile.stream().findFirst());
    }

    /** The issue that was added last. */
    Issue last() {
        return Objects.requireNonNull(last);
    }

    List<Issue> first() {
        List<Issue> all = new ArrayList<>(ofFile);
        all.addAll(first);
        return all;
    }

    Map<IssueCode, Long> counts() {
        return new EnumMap<>(counts);
    }
}
