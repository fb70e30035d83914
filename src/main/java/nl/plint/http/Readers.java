package nl.plint.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Published;

/**
 * What a client may read: with a key everything, without one what is left when restricted properties do not exist. The one place
 * where this is decided; what is answered to a client is read through here.
 */
final class Readers {
    private final DatasetCatalog catalog;
    private final Keys keys;

    Readers(DatasetCatalog catalog, Keys keys) {
        this.catalog = catalog;
        this.keys = keys;
    }

    /**
     * What is published now, as the client may see it.
     *
     * @throws ProblemException when the client sent a key that is not right
     */
    Published now(Context context) {
        return mayReadAll(context) ? catalog.now() : catalog.now().forPublic();
    }

    /**
     * Whether the client sent a key. Nobody can where no key is configured.
     *
     * @throws ProblemException when the key is not right
     */
    boolean mayReadAll(Context context) {
        return keys.isGiven(context);
    }

    /** A version by its id that is published, or was until another took its place, as the client may see it. */
    Optional<DatasetVersion> findReleased(Context context, String layer, String versionId) {
        Published now = now(context);
        return catalog.findReleased(layer, versionId).filter(now::shows).map(now::seen);
    }

    /** A version by its id: with a key any, without one those that are released. */
    Optional<DatasetVersion> findVersion(Context context, String layer, String versionId) {
        return mayReadAll(context) ? catalog.findVersion(layer, versionId) : findReleased(context, layer, versionId);
    }

    /** All versions of a layer: with a key every one, without one those that are released. */
    List<DatasetVersion> listVersions(Context context, String layer) {
        return mayReadAll(context)
                ? catalog.archive().listVersions(layer)
                : catalog.archive().listReleased(layer).stream()
                        .filter(now(context)::shows)
                        .toList();
    }
}
