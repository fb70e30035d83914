package nl.plint.store;

import java.time.Instant;
import java.time.LocalDate;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version before its features are written.
 *
 * @param versionId see {@link nl.plint.dataset.DatasetVersion#id()}
 * @param layer the definition in force, kept with the version; for a layer that is not defined yet, the one to define it by
 * @param schema the properties stored; what is restricted unless the data is open, is restricted or not from here on
 * @param createdAt when it was taken in, for a copy; null for now
 */
public record VersionDraft(
        String versionId,
        LayerDefinition layer,
        LocalDate referenceDate,
        Schema schema,
        Provenance provenance,
        @Nullable Instant createdAt) {
    public VersionDraft {
        schema = schema.in(provenance);
    }

    /** A version that is taken in now. */
    public VersionDraft(
            String versionId, LayerDefinition layer, LocalDate referenceDate, Schema schema, Provenance provenance) {
        this(versionId, layer, referenceDate, schema, provenance, null);
    }
}
