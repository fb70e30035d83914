package nl.plint.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.hprtree.HPRtree;

/**
 * One version of a layer in memory: values packed in columns, geometries indexed in a Hilbert-packed R-tree.
 *
 * <p>Rows stand in the order in which they were stored. It never changes, so it may be read by any number of threads, and
 * whatever is derived from it may be kept under the version's id.
 */
public final class Snapshot implements FeatureTable {
    private final DatasetVersion version;
    private final String[] ids;
    private final Map<String, Integer> rowOfId;
    private final @Nullable Geometry[] geometriesRd;
    private final Column[] columns;
    private final HPRtree index;
    private final int geometryCount;

    private Snapshot(DatasetVersion version, List<String> ids, List<@Nullable Geometry> geometries, Column[] columns) {
        this.version = version;
        this.ids = ids.toArray(String[]::new);
        this.geometriesRd = geometries.toArray(Geometry[]::new);
        this.columns = columns;
        this.index = new HPRtree();
        this.rowOfId = new HashMap<>(this.ids.length * 2);
        int indexed = 0;
        for (int row = 0; row < this.ids.length; row++) {
            rowOfId.put(this.ids[row], row);
            Geometry geometry = geometriesRd[row];
            if (geometry != null && !geometry.isEmpty()) {
                index.insert(geometry.getEnvelopeInternal(), row);
                indexed++;
            }
        }
        index.build();
        this.geometryCount = indexed;
    }

    /** Reads a whole version into memory; the stream is left open. */
    public static Snapshot load(DatasetVersion version, FeatureStream stream) {
        List<String> ids = new ArrayList<>();
        List<@Nullable Geometry> geometries = new ArrayList<>();
        Column.Builder[] builders = version.schema().properties().stream()
                .map(PropertyDefinition::type)
                .map(Column::builder)
                .toArray(Column.Builder[]::new);
        for (Feature feature = stream.next(); feature != null; feature = stream.next()) {
            ids.add(feature.id());
            geometries.add(feature.geometryRd());
            for (int position = 0; position < builders.length; position++) {
                builders[position].add(feature.value(position));
            }
        }
        Column[] columns = Arrays.stream(builders).map(Column.Builder::build).toArray(Column[]::new);
        return new Snapshot(version, ids, geometries, columns);
    }

    public DatasetVersion version() {
        return version;
    }

    @Override
    public Schema schema() {
        return version.schema();
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public String id(int row) {
        return ids[row];
    }

    @Override
    public @Nullable Geometry geometryRd(int row) {
        return geometriesRd[row];
    }

    @Override
    public @Nullable Object value(int row, int position) {
        return columns[position].value(row);
    }

    public OptionalInt findRow(String id) {
        Integer row = rowOfId.get(id);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** Number of features that have a place. */
    public int geometryCount() {
        return geometryCount;
    }

    /** Rows whose bounds meet an envelope in RD New, in row order. Features without a place are never among them. */
    public int[] rowsMeeting(Envelope envelopeRd) {
        Collector collector = new Collector();
        index.query(envelopeRd, collector);
        return collector.sorted();
    }

    private static final class Collector implements ItemVisitor {
        private int[] rows = new int[32];
        private int size;

        @Override
        public void visitItem(Object item) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size++] = (Integer) item;
        }

        int[] sorted() {
            int[] found = Arrays.copyOf(rows, size);
            Arrays.sort(found);
            return found;
        }
    }
}
