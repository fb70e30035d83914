package nl.plint.ingest;

import java.util.List;
import nl.plint.dataset.PropertyType;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** Reads the features of one file, one after the other. */
public interface SourceReader extends AutoCloseable {
    /** What our own tables call the column with the id of a feature. */
    String ID_COLUMN = "featureId";

    /**
     * A column of the file.
     *
     * @param type its type where the format has types; STRING where values are text to be interpreted, or unknown
     * @param coordinate whether it holds coordinates or the id of the feature, which are in the feature already
     */
    record SourceColumn(String name, PropertyType type, boolean coordinate) {
        public SourceColumn(String name, PropertyType type) {
            this(name, type, false);
        }

        /** Where the column of a name is, whatever its case; below 0 where there is none. */
        static int find(List<SourceColumn> columns, String name) {
            for (int column = 0; column < columns.size(); column++) {
                if (columns.get(column).name().equalsIgnoreCase(name)) {
                    return column;
                }
            }
            return -1;
        }
    }

    /**
     * What the file says of its CRS: one of the two is known, or neither.
     *
     * @param name an EPSG code or other spelling, null where there is none
     * @param wellKnownText OGC or ESRI well-known text, null where there is none
     */
    record SourceCrs(@Nullable String name, @Nullable String wellKnownText) {
        public static final SourceCrs NONE = new SourceCrs(null, null);
    }

    /**
     * A feature as the file has it, x first in its geometry unless the file swapped its axes.
     *
     * @param row 1 for the first
     * @param id the file's own id, null where it has none
     * @param fault what kept the row or its geometry from being read, null for nothing
     * @param values in the order of the columns; a nested value is of maps and lists
     */
    record RawFeature(
            long row,
            @Nullable String id,
            @Nullable Geometry geometry,
            @Nullable String fault,
            List<@Nullable Object> values) {}

    /** The columns; for a format without a schema, those found by a first pass. */
    List<SourceColumn> columns();

    SourceCrs crs();

    /** Whether its values have types; false where all of them are texts whose meaning must be found out. */
    default boolean isTyped() {
        return true;
    }

    /**
     * Something to tell of the file as a whole.
     *
     * @param message what was found and what was done
     */
    record FileNote(IssueCode code, LocalizedText message) {}

    /** Whether its ids are numbers of rows, so that those of another file are the same. */
    default boolean hasLocalIds() {
        return false;
    }

    /** What the user should know of how the file was read, once it was read to its end; empty for nothing. */
    default List<FileNote> notes() {
        return List.of();
    }

    /** Whether the file has places at all. */
    boolean hasGeometry();

    /**
     * The next feature, null after the last.
     *
     * @throws IngestException when the file breaks off or is malformed
     */
    @Nullable
    RawFeature next();

    /** Bytes read so far, as good as the format can tell. */
    long bytesRead();

    @Override
    void close();
}
