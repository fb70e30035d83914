package nl.plint.store;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published now, and the snapshots of it.
 *
 * <p>Holds one immutable view of the archive's publications; {@link #refresh} replaces it in one step. Once it follows the
 * archive, a view is shown only when the current versions in it are in memory: a request never waits for a version that was
 * published just now, and what is in memory is served whether the archive can be reached or not.
 */
public final class DatasetCatalog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetCatalog.class);
    private static final int RETIRED_MEANWHILE = 3;

    private final DatasetArchive archive;
    private final Audience shownTo;
    private final SnapshotCache snapshots;
    private volatile Published now;
    private volatile boolean following;
    private AutoCloseable watch = () -> {};

    /** A catalog of what everybody may see. */
    public DatasetCatalog(DatasetArchive archive) {
        this(archive, Audience.PUBLIC);
    }

    /** @param shownTo whom everybody is taken for, when it comes to answers that were kept */
    public DatasetCatalog(DatasetArchive archive, Audience shownTo) {
        this.archive = archive;
        this.shownTo = shownTo;
        this.snapshots = new SnapshotCache(this::read, this::refresh, InstantSource.system());
        this.now = new Published(List.of(), snapshots, shownTo);
        refresh();
    }

    public DatasetArchive archive() {
        return archive;
    }

    /** What is published now. A question that takes more than one look keeps this, and sees one state. */
    public Published now() {
        return now;
    }

    /**
     * Reads the current versions into memory, and from here on shows what other processes publish, as soon as the archive tells.
     */
    public synchronized void follow() {
        if (!following) {
            following = true;
            watch = archive.onChange(this::refresh);
            refresh();
        }
    }

    /** Reads what is published from the archive anew. When that fails, what was shown stays. */
    public synchronized void refresh() {
        for (int attempt = 1; ; attempt++) {
            Published next = new Published(archive.listPublished(), snapshots, shownTo);
            List<DatasetVersion> versions = next.list().stream()
                    .flatMap(layer -> layer.versions().stream())
                    .toList();
            try {
                if (following) {
                    next.list().forEach(layer -> snapshots.load(layer.current()));
                }
            } catch (UnknownVersionException e) {
                if (attempt < RETIRED_MEANWHILE) {
                    continue; // the list is out of date already
                }
                throw e;
            }
            now = next;
            snapshots.want(versions, this::isReleased);
            return;
        }
    }

    /**
     * Publishes a version in the archive and shows it here.
     *
     * @throws PublicationChangedException when another version was published for its date since what is shown here
     */
    public void publish(String layer, String versionId) {
        DatasetVersion version =
                archive.findVersion(layer, versionId).orElseThrow(() -> new UnknownVersionException(layer, versionId));
        String replacing = now.find(layer)
                .flatMap(known -> known.findOf(version.referenceDate()))
                .map(DatasetVersion::id)
                .orElse(null);
        publish(layer, versionId, replacing);
    }

    /**
     * Publishes a version in the archive and shows it here.
     *
     * @param replacing the version that is published for its reference date as far as the caller knows, null for none
     * @throws PublicationChangedException when another one is, which then stays
     */
    public void publish(String layer, String versionId, @Nullable String replacing) {
        try {
            archive.publish(layer, versionId, replacing);
        } finally {
            refresh();
        }
    }

    /** Takes a version from what is published, in the archive and here. */
    public void unpublish(String layer, String versionId) {
        archive.unpublish(layer, versionId);
        refresh();
    }

    /** Takes a version out of the archive for good. */
    public void retire(String layer, String versionId) {
        archive.retire(layer, versionId);
        refresh();
    }

    /**
     * A version by its id that is published, or was until another took its place: see {@link DatasetArchive#findReleased}. One
     * that is published, or was so a short time ago, is found without the archive.
     */
    public Optional<DatasetVersion> findReleased(String layer, String versionId) {
        return findPublished(layer, versionId)
                .or(() -> snapshots.findSuperseded(layer, versionId))
                .or(() -> archive.findReleased(layer, versionId));
    }

    /** A version by its id, also one that no reader may see. One that is published is found without the archive. */
    public Optional<DatasetVersion> findVersion(String layer, String versionId) {
        return findPublished(layer, versionId).or(() -> archive.findVersion(layer, versionId));
    }

    private Optional<DatasetVersion> findPublished(String layer, String versionId) {
        return now.find(layer).stream()
                .flatMap(known -> known.versions().stream())
                .filter(version -> version.id().equals(versionId))
                .findFirst();
    }

    private boolean isReleased(DatasetVersion version) {
        return archive.findReleased(version.layer(), version.id())
                .filter(found -> found.createdAt().equals(version.createdAt()))
                .isPresent();
    }

    /** Reads the whole of a version: who asks for it may see less than the next. */
    private Snapshot read(DatasetVersion asked) {
        DatasetVersion version = findVersion(asked.layer(), asked.id()).orElse(asked);
        try (FeatureStream stream = archive.read(version)) {
            return Snapshot.load(version, stream);
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (Exception e) {
            // The archive is closed next, which ends it in any case.
            LOG.warn("the archive could not stop telling of changes", e);
        }
    }
}
