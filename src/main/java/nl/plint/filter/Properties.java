package nl.plint.filter;

import org.jspecify.annotations.Nullable;

/** The values that an expression can name. */
@FunctionalInterface
public interface Properties {
    /** The value of a name; null where unknown. */
    @Nullable
    Object get(String name);
}
