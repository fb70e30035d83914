package nl.plint.job;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once that the store of the jobs cannot be reached, and once that it can again, however many threads find out. */
final class StoreOutage {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOutage.class);

    private boolean lasts;

    synchronized void failed(Throwable cause) {
        if (!lasts) {
            lasts = true;
            LOG.warn("the store of the jobs cannot be reached; it is tried again until it can", cause);
        }
    }

    synchronized void answered() {
        if (lasts) {
            lasts = false;
            LOG.info("the store of the jobs can be reached again");
        }
    }
}
