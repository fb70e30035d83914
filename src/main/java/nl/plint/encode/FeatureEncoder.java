package nl.plint.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;

/** Writes features in one format. Safe for many threads. */
public interface FeatureEncoder {
    /** Its name for people, the same in every language, such as {@code GeoJSON}. */
    String title();

    /** Its short name, as in {@code f=csv}. */
    String format();

    /** Its media type. */
    String mediaType();

    /** What names of its files end in, without the dot. */
    String fileExtension();

    /** Whether a page of features is of use in it, or only a whole file. */
    default boolean suitsPages() {
        return true;
    }

    /**
     * Writes some rows of a table; the stream is left open.
     *
     * @param crs the system to write coordinates in, one of {@link Crs#SERVED}
     * @param members what stands beside the features, as plain values; a format that has no place for it leaves it out.
     *     {@code metadata} among it tells where the features came from
     */
    void write(
            FeatureTable table, int[] rows, Crs crs, Map<String, ? extends @Nullable Object> members, OutputStream out)
            throws IOException;
}
