package nl.plint.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.LayerDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Copies everything from one archive to another, of whatever kinds: the definitions of layers, all versions with their reports,
 * provenance and dates, and what is published.
 *
 * <p>A copy that was interrupted goes on where it was when it is made again: a version that is there with the same features is
 * left as it is. Each version is read back from the target and held against the hash of the source before it is published. A
 * layer with a problem keeps the publications that it had. Nothing is taken out of the target: its own layers and versions stay,
 * and a publication of its own that the copy would replace is a problem that is told. Both archives may be in use meanwhile;
 * what is published in the source after the copy has listed it waits for the next copy. Jobs are not copied.
 */
public final class ArchiveCopy {
    private static final int TELL_EVERY = 1_000;

    private final DatasetArchive from;
    private final DatasetArchive to;
    private final ArchiveProgress progress;
    private final List<ArchiveProblem> problems = new ArrayList<>();
    private int copied;
    private int there;
    private long features;

    /**
     * What was done.
     *
     * @param copied versions that were written
     * @param there versions that were there already
     * @param features how many features the versions in the target have, which were all read back
     * @param published publications that source and target have in common now
     * @param problems what could not be copied or published; empty when all of it could
     */
    public record Result(int copied, int there, long features, int published, List<ArchiveProblem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private ArchiveCopy(DatasetArchive from, DatasetArchive to, ArchiveProgress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /**
     * Copies.
     *
     * @throws StoreUnavailableException when one of the two cannot be reached; do it again then
     * @throws StorageFullException when the target is full
     * @throws PublicationChangedException when somebody published in the target at the same moment
     */
    public static Result all(DatasetArchive from, DatasetArchive to, ArchiveProgress progress) {
        return new ArchiveCopy(from, to, progress).copy();
    }

    private Result copy() {
        List<PublishedLayer> published = from.listPublished();
        List<LayerDefinition> layers = from.listLayers();
        define(layers);
        int common = 0;
        for (LayerDefinition layer : layers) {
            int before = problems.size();
            List<DatasetVersion> versions = new ArrayList<>(from.listVersions(layer.id()));
            Collections.reverse(versions); // so that those of one date are finished in the same order
            versions.forEach(this::copy);
            List<DatasetVersion> shown = published.stream()
                    .filter(one -> one.definition().id().equals(layer.id()))
                    .flatMap(one -> one.versions().stream())
                    .toList();
            if (problems.size() == before) {
                release(layer.id(), versions);
                common += publish(layer.id(), versions, shown);
            }
        }
        return new Result(copied, there, features, common, problems);
    }

    private void define(List<LayerDefinition> layers) {
        Map<String, LayerDefinition> known =
                to.listLayers().stream().collect(Collectors.toMap(LayerDefinition::id, Function.identity()));
        layers.stream().filter(layer -> !layer.equals(known.get(layer.id()))).forEach(to::define);
    }

    private void copy(DatasetVersion version) {
        try {
            Optional<DatasetVersion> existing = to.findVersion(version.layer(), version.id());
            if (existing.isEmpty()) {
                write(version);
                copied++;
                progress.done(version, "copied");
            } else {
                requireSame(version, existing.get());
                there++;
                progress.done(version, "there already");
            }
            features += version.featureCount();
        } catch (Unusable e) {
            problems.add(new ArchiveProblem(version.layer(), version.id(), e.text));
            progress.done(version, "NOT COPIED: " + e.text);
        } catch (UnknownVersionException e) {
            progress.done(version, "retired meanwhile");
        }
    }

    /** Why a version cannot be copied or be left as it is; the others can. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String text;

        Unusable(String text) {
            super(text, null, false, false);
            this.text = text;
        }
    }

    private void write(DatasetVersion version) throws Unusable {
        LayerDefinition layer = to.listLayers().stream()
                .filter(one -> one.id().equals(version.layer()))
                .findFirst()
                .orElseThrow(() -> new UnknownLayerException(version.layer()));
        VersionDraft draft = new VersionDraft(
                version.id(),
                layer,
                version.referenceDate(),
                version.schema(),
                version.provenance(),
                version.createdAt());
        String report = sound(() -> from.report(version.layer(), version.id()));
        DatasetVersion written;
        try (FeatureStream stream = sound(() -> from.read(version));
                VersionWriter writer = to.begin(draft)) {
            ContentHash hash = new ContentHash();
            long count = 0;
            for (@Nullable Feature feature = sound(stream::next); feature != null; feature = sound(stream::next)) {
                hash.add(feature);
                write(writer, feature);
                if (++count % TELL_EVERY == 0) {
                    progress.advanced(version, count);
                }
            }
            requireWhole(version, count, hash.hex());
            written = writer.finish(report);
        } catch (VersionExistsException e) {
            return; // another copy was at it too; the next one compares it
        }
        requireReadBack(written, written.contentSha256());
    }

    /** Reads of the source what may be damaged there. */
    private static <T extends @Nullable Object> T sound(Supplier<T> read) throws Unusable {
        try {
            return read.get();
        } catch (StoreUnavailableException | UnknownVersionException e) {
            throw e;
        } catch (RuntimeException e) { // whatever reading it comes upon is what is wrong with it
            throw new Unusable("cannot be read: " + e.getMessage());
        }
    }

    private static void write(VersionWriter writer, Feature feature) throws Unusable {
        try {
            writer.write(feature);
        } catch (IllegalArgumentException e) {
            throw new Unusable("cannot be kept by the target: " + e.getMessage());
        }
    }

    private static void requireWhole(DatasetVersion version, long count, String sha256) throws Unusable {
        if (count != version.featureCount()) {
            throw new Unusable(
                    "is damaged: it has " + count + " features, " + version.featureCount() + " were written");
        }
        if (version.contentSha256() != null && !version.contentSha256().equals(sha256)) {
            throw new Unusable("is damaged: its features are not those that were written (another SHA-256)");
        }
    }

    private void requireSame(DatasetVersion version, DatasetVersion existing) throws Unusable {
        String sha256 = version.contentSha256();
        if (sha256 == null) {
            try (FeatureStream stream = sound(() -> from.read(version))) {
                sha256 = sound(() -> ContentHash.of(stream));
            }
        }
        if (existing.featureCount() != version.featureCount()
                || !existing.schema().properties().equals(version.schema().properties())
                || !existing.referenceDate().equals(version.referenceDate())
                || (existing.contentSha256() != null
                        && !existing.contentSha256().equals(sha256))) {
            throw new Unusable("the target has another version by this id: retire that one, or copy to another place");
        }
        requireReadBack(existing, sha256);
    }

    private void requireReadBack(DatasetVersion kept, @Nullable String sha256) throws Unusable {
        Optional<String> problem = ArchiveVerification.findProblem(to, kept, sha256, progress);
        if (problem.isPresent()) {
            throw new Unusable("is damaged in the target: " + problem.get() + "; retire it there and copy again");
        }
    }

    /**
     * Publishes in the target what is published in the source, and nothing else of the versions that were copied.
     *
     * @return how many publications both have now
     */
    private int publish(String layer, List<DatasetVersion> versions, List<DatasetVersion> shown) {
        List<DatasetVersion> before = to.listPublished(layer);
        int common = 0;
        for (DatasetVersion version : shown) {
            String replaced = before.stream()
                    .filter(one -> one.referenceDate().equals(version.referenceDate()))
                    .map(DatasetVersion::id)
                    .findFirst()
                    .orElse(null);
            if (replaced != null && !has(versions, replaced)) {
                problems.add(new ArchiveProblem(
                        layer,
                        version.id(),
                        "is not published: for " + version.referenceDate() + " the target publishes " + replaced
                                + ", which the source does not have; unpublish that one first"));
                continue;
            }
            if (!Objects.equals(replaced, version.id())) {
                try {
                    to.publish(layer, version.id(), replaced);
                } catch (UnknownVersionException e) {
                    continue; // retired meanwhile, or published since the versions were listed
                }
            }
            common++;
        }
        before.stream()
                .filter(one -> has(versions, one.id()))
                .filter(one -> shown.stream()
                        .noneMatch(version -> version.referenceDate().equals(one.referenceDate())))
                .forEach(one -> to.unpublish(layer, one.id()));
        return common;
    }

    /** Lets readers go on who name versions that were published before. */
    private void release(String layer, List<DatasetVersion> versions) {
        List<DatasetVersion> known = to.listReleased(layer);
        for (DatasetVersion version : from.listReleased(layer)) {
            if (has(versions, version.id()) && !has(known, version.id())) {
                try {
                    to.release(layer, version.id());
                } catch (UnknownVersionException e) {
                    // retired meanwhile
                }
            }
        }
    }

    private static boolean has(List<DatasetVersion> versions, String id) {
        return versions.stream().anyMatch(version -> version.id().equals(id));
    }
}
