package nl.plint.analysis;

import nl.plint.dataset.FeatureTable;
import org.jspecify.annotations.Nullable;

/** What an answer gives under one name of {@link AnalysisDescription#outputs}. */
public sealed interface Output {
    /** Features, geometry in RD New. */
    record Features(FeatureTable table) implements Output {}

    /** A plain value: maps with text keys, lists, texts, numbers and booleans, in a fixed order. */
    record Value(@Nullable Object plain) implements Output {}
}
