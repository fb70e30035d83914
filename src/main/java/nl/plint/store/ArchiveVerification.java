package nl.plint.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.LayerDefinition;
import nl.plint.geo.Bounds;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Whether an archive still holds what was written to it: every version is read from beginning to end, and its features are held
 * against their number, their bounds and their {@link ContentHash} in the catalog; its report must be there.
 *
 * <p>A row that was changed, added, lost or moved to another place is found. A change that was made to the catalog and to the
 * features alike is not.
 *
 * @param versions how many were read
 * @param features how many features they have
 * @param withoutHash how many of the versions were taken in before hashes were kept: of these only number and bounds are compared
 * @param problems what is wrong; empty when nothing is
 */
public record ArchiveVerification(int versions, long features, int withoutHash, List<ArchiveProblem> problems) {
    private static final int TELL_EVERY = 1_000;

    public ArchiveVerification {
        problems = List.copyOf(problems);
    }

    /**
     * Reads all versions of an archive. A version that is retired meanwhile is left out.
     *
     * @throws StoreUnavailableException when the archive cannot be reached
     */
    public static ArchiveVerification of(DatasetArchive archive, ArchiveProgress progress) {
        List<ArchiveProblem> problems = new ArrayList<>();
        int versions = 0;
        int withoutHash = 0;
        long features = 0;
        for (LayerDefinition layer : archive.listLayers()) {
            for (DatasetVersion version : archive.listVersions(layer.id())) {
                Optional<String> problem;
                try {
                    problem = findProblem(archive, version, version.contentSha256(), progress);
                } catch (UnknownVersionException e) {
                    continue;
                }
                versions++;
                features += version.featureCount();
                withoutHash += version.contentSha256() == null ? 1 : 0;
                problem.ifPresent(text -> problems.add(new ArchiveProblem(layer.id(), version.id(), text)));
                progress.done(version, problem.map(text -> "DAMAGED: " + text).orElse("as it was written"));
            }
        }
        return new ArchiveVerification(versions, features, withoutHash, problems);
    }

    /**
     * What is wrong with one version, if anything.
     *
     * @param sha256 the hash that its features must have, null when none is known
     * @throws UnknownVersionException when it was retired
     */
    static Optional<String> findProblem(
            DatasetArchive archive, DatasetVersion version, @Nullable String sha256, ArchiveProgress progress) {
        ContentHash hash = new ContentHash();
        Envelope bounds = new Envelope();
        long count = 0;
        try (FeatureStream stream = archive.read(version)) {
            for (Feature feature = stream.next(); feature != null; feature = stream.next()) {
                hash.add(feature);
                Geometry geometry = feature.geometryRd();
                if (geometry != null) {
                    bounds.expandToInclude(geometry.getEnvelopeInternal());
                }
                if (++count % TELL_EVERY == 0) {
                    progress.advanced(version, count);
                }
            }
            archive.report(version.layer(), version.id());
        } catch (StoreUnavailableException | UnknownVersionException e) {
            throw e;
        } catch (RuntimeException e) { // whatever reading it comes upon is what is wrong with it
            return Optional.of("cannot be read after " + count + " features: " + e.getMessage());
        }
        if (count != version.featureCount()) {
            return Optional.of("has " + count + " features, " + version.featureCount() + " were written");
        }
        if (!Objects.equals(bounds.isNull() ? null : Bounds.of(bounds), version.boundsRd())) {
            return Optional.of("its features lie within other bounds than those that were written");
        }
        return sha256 == null || sha256.equals(hash.hex())
                ? Optional.empty()
                : Optional.of("its features are not those that were written (another SHA-256)");
    }
}
