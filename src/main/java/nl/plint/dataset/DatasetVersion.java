package nl.plint.dataset;

import java.time.Instant;
import java.time.LocalDate;
import nl.plint.geo.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * One version of a layer. It never changes once it is written.
 *
 * @param id unique in its layer and made of its reference date and contents, such as {@code 20170101-3f9a2c1b}: the same
 *     file taken in the same way gives the same id
 * @param referenceDate the date that the data speaks of (peildatum)
 * @param schema the properties stored: those of the layer's definition, then extra columns of the file
 * @param boundsRd bounds of all geometries in RD New, null when there are none
 * @param createdAt when it was taken in
 * @param contentSha256 hash of its features, 64 hexadecimal digits; null for one that was taken in before hashes were kept
 */
public record DatasetVersion(
        String id,
        String layer,
        LocalDate referenceDate,
        Schema schema,
        long featureCount,
        @Nullable Bounds boundsRd,
        Provenance provenance,
        Instant createdAt,
        @Nullable String contentSha256) {

    /** Who may see it: of a kept answer those whom it was made for, of other data everybody. */
    public Audience audience() {
        Execution execution = provenance.execution();
        return execution == null ? Audience.PUBLIC : execution.audience();
    }

    /** The same version as one that does not know that it has more than these properties. */
    public DatasetVersion withSchema(Schema narrower) {
        return new DatasetVersion(
                id, layer, referenceDate, narrower, featureCount, boundsRd, provenance, createdAt, contentSha256);
    }
}
