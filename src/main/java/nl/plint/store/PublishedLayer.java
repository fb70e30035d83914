package nl.plint.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.LayerDefinition;

/**
 * A layer that has at least one published version.
 *
 * @param versions one for each reference date, the newest date first
 */
public record PublishedLayer(LayerDefinition definition, List<DatasetVersion> versions) {
    public PublishedLayer {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("layer " + definition.id() + " has no published version");
        }
    }

    /** The version of the newest reference date. */
    public DatasetVersion current() {
        return versions.get(0);
    }

    /** The version that is published for exactly this reference date. */
    public Optional<DatasetVersion> findOf(LocalDate referenceDate) {
        return versions.stream()
                .filter(version -> version.referenceDate().equals(referenceDate))
                .findFirst();
    }
}
