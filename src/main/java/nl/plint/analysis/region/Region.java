package nl.plint.analysis.region;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nl.plint.dataset.DatasetVersion;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Municipalities that are looked at together on a date.
 *
 * @param id of the region, or how it was derived
 * @param gmCodes the municipalities in it, never none
 * @param sources where it is said that they are
 * @param versions what was read to find them
 */
public record Region(
        String id, LocalizedText name, Set<String> gmCodes, List<String> sources, List<DatasetVersion> versions) {
    public Region {
        gmCodes = Collections.unmodifiableSortedSet(new TreeSet<>(gmCodes));
        sources = List.copyOf(sources);
        versions = List.copyOf(versions);
    }

    /** Whether a municipality is in it; an unknown one is not known to be. */
    public boolean holds(@Nullable String gmCode) {
        return gmCode != null && gmCodes.contains(gmCode);
    }
}
