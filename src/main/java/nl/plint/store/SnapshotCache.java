package nl.plint.store;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import org.jspecify.annotations.Nullable;

/**
 * Versions in memory. Each is read once. What is published stays; what no longer is stays for ten minutes as long as there is
 * room, so that a walk through its pages ends where it began, also when the archive cannot be reached.
 */
final class SnapshotCache {
    private static final Duration KEPT_AFTER = Duration.ofMinutes(10);

    private final Function<DatasetVersion, Snapshot> loader;
    private final Runnable onMissing;
    private final InstantSource clock;
    private final Map<String, Snapshot> published = new ConcurrentHashMap<>();
    private final Map<String, Superseded> superseded = new ConcurrentHashMap<>();
    private final Map<String, Object> loading = new ConcurrentHashMap<>();
    private volatile Set<String> wanted = Set.of();

    /** Of the superseded ones, those that were published here and that readers may see still. */
    private volatile Set<String> released = Set.of();

    private record Superseded(DatasetVersion version, SoftReference<Snapshot> snapshot, long untilMillis) {}

    /**
     * @param loader reads a version
     * @param onMissing told when a version that was asked for is not in the archive any more
     */
    SnapshotCache(Function<DatasetVersion, Snapshot> loader, Runnable onMissing, InstantSource clock) {
        this.loader = loader;
        this.onMissing = onMissing;
        this.clock = clock;
    }

    /**
     * @throws UnknownVersionException when the version was retired
     */
    Snapshot get(DatasetVersion version) {
        try {
            return load(version);
        } catch (UnknownVersionException e) {
            onMissing.run(); // holding no lock
            throw e;
        }
    }

    /** As {@link #get}, and tells nobody when it is missing. */
    Snapshot load(DatasetVersion version) {
        String key = key(version);
        Snapshot known = known(key);
        if (known != null) {
            return known;
        }
        // A lock for each version: reading a large one does not hold up another.
        Object lock = loading.computeIfAbsent(key, any -> new Object());
        synchronized (lock) {
            try {
                Snapshot meanwhile = known(key);
                return meanwhile == null ? keep(key, loader.apply(version)) : meanwhile;
            } finally {
                loading.remove(key, lock);
            }
        }
    }

    /** A version that was published a short time ago, when it is here still and readers may see it. */
    Optional<DatasetVersion> findSuperseded(String layer, String versionId) {
        return superseded.entrySet().stream()
                .filter(one -> released.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .filter(one -> one.snapshot().get() != null)
                .map(Superseded::version)
                .filter(version -> version.layer().equals(layer) && version.id().equals(versionId))
                .findFirst();
    }

    /**
     * Says what is published from here on.
     *
     * @param isReleased whether a version that was published until now, or a short time ago, may be seen still
     */
    void want(Collection<DatasetVersion> versions, Predicate<DatasetVersion> isReleased) {
        Set<String> shown = new HashSet<>(released);
        shown.addAll(published.keySet());
        wanted = versions.stream().map(SnapshotCache::key).collect(Collectors.toSet());
        published.forEach((key, snapshot) -> {
            if (!wanted.contains(key)) {
                keep(key, snapshot);
                published.remove(key);
            }
        });
        long now = clock.millis();
        superseded
                .values()
                .removeIf(one -> one.untilMillis() < now || one.snapshot().get() == null);
        released = Set.of(); // and stays so when the archive cannot say
        released = superseded.entrySet().stream()
                .filter(one -> shown.contains(one.getKey())
                        && isReleased.test(one.getValue().version()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Snapshot keep(String key, Snapshot snapshot) {
        if (wanted.contains(key)) {
            published.put(key, snapshot);
        } else {
            superseded.put(
                    key,
                    new Superseded(
                            snapshot.version(), new SoftReference<>(snapshot), clock.millis() + KEPT_AFTER.toMillis()));
        }
        return snapshot;
    }

    private @Nullable Snapshot known(String key) {
        Snapshot snapshot = published.get(key);
        if (snapshot == null) {
            Superseded old = superseded.get(key);
            snapshot = old == null ? null : old.snapshot().get();
        }
        if (snapshot != null && wanted.contains(key) && published.putIfAbsent(key, snapshot) == null) {
            superseded.remove(key); // published once more
        }
        return snapshot;
    }

    /** With the moment at which it was made: a version that was retired may be taken in once more by the same id. */
    private static String key(DatasetVersion version) {
        return version.layer() + "/" + version.id() + "/" + version.createdAt();
    }
}
