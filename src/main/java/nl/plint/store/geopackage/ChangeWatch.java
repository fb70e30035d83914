package nl.plint.store.geopackage;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether another process has changed the catalog; SQLite tells nobody by itself. */
final class ChangeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
    private static final long EVERY_MILLIS = 1_000;

    private final LongSupplier revision;
    private volatile boolean closed;

    ChangeWatch(LongSupplier revision) {
        this.revision = revision;
    }

    /** Calls the listener after changes from here on, until what is returned is closed. */
    AutoCloseable tell(Runnable listener) {
        long seen = revision.getAsLong();
        Thread thread = new Thread(() -> watch(listener, seen), "plint-changes");
        thread.setDaemon(true);
        thread.start();
        return thread::interrupt;
    }

    private void watch(Runnable listener, long first) {
        long seen = first;
        boolean failing = false;
        while (!closed) {
            try {
                Thread.sleep(EVERY_MILLIS);
                long now = revision.getAsLong();
                if (now != seen) {
                    listener.run();
                    seen = now;
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // whatever it is, it must not end the watch; tried again in a second
                if (!failing && !closed) {
                    LOG.warn("what another process changed cannot be shown yet", e);
                }
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
