package nl.plint.http;

import io.javalin.http.Context;
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

    /** A version by its id, published or not, as the client may see it. */
    Optional<DatasetVersion> findVersion(Context context, String layer, String versionId) {
        Published now = now(context);
        return catalog.findVersion(layer, versionId).map(now::seen);
    }
}
