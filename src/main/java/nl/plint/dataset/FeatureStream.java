package nl.plint.dataset;

import org.jspecify.annotations.Nullable;

/** Features one after the other, for sets too large to hold. Closing frees what lies behind it. */
public interface FeatureStream extends AutoCloseable {
    /** The schema that the values of every feature follow. */
    Schema schema();

    /** The next feature, or null after the last. */
    @Nullable
    Feature next();

    @Override
    void close();
}
