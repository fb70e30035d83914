package nl.plint.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * One version of a layer in memory: values packed in columns, geometries indexed in a Hilbert-packed R-tree.
 *
 * <p>Rows stand in the order in which they were stored. It never changes, so it may be read by any number of threads, and
 * whatever is derived from it may be kept under the version's id.
 */
public final class Snapshot implements FeatureTable {
    /** How many orders, and how many selections of properties, are kept of a snapshot: the ones in use. */
    private static final int MOST_KEPT = 8;

    private final DatasetVersion version;
    private final String[] ids;
    private final Map<String, Integer> rowOfId;
    private final @Nullable Geometry[] geometriesRd;
    private final Column[] columns;
    private final BoundsIndex index;
    private final Map<List<SortKey>, int[]> orders = kept();
    private final Map<Set<String>, Snapshot> narrowed = kept();

    /** The columns of another snapshot that a smaller schema has; all else is shared. */
    private Snapshot(Snapshot whole, Schema schema) {
        this.version = whole.version.withSchema(schema);
        this.ids = whole.ids;
        this.rowOfId = whole.rowOfId;
        this.geometriesRd = whole.geometriesRd;
        this.columns = schema.properties().stream().map(whole::column).toArray(Column[]::new);
        this.index = whole.index;
    }

    private Snapshot(DatasetVersion version, List<String> ids, List<@Nullable Geometry> geometries, Column[] columns) {
        this.version = version;
        this.ids = ids.toArray(String[]::new);
        this.geometriesRd = geometries.toArray(Geometry[]::new);
        this.columns = columns;
        this.index = new BoundsIndex(geometriesRd);
        this.rowOfId = new HashMap<>(this.ids.length * 2);
        for (int row = 0; row < this.ids.length; row++) {
            rowOfId.put(this.ids[row], row);
        }
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
    public String name() {
        return version.layer();
    }

    @Override
    public LocalDate referenceDate() {
        return version.referenceDate();
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

    private Column column(PropertyDefinition property) {
        return columns[schema().findPosition(property.name()).orElseThrow()];
    }

    /**
     * The same features as if the version had only some of its properties: whoever is given it cannot see, filter or sort by
     * the others. Shares the memory of this one. Names that it does not have are left out; the order stays that of the schema.
     */
    public Snapshot only(Set<String> names) {
        if (schema().properties().stream().map(PropertyDefinition::name).allMatch(names::contains)) {
            return this;
        }
        synchronized (narrowed) {
            return narrowed.computeIfAbsent(
                    Set.copyOf(names),
                    wanted -> new Snapshot(
                            this,
                            new Schema(schema().properties().stream()
                                    .filter(property -> wanted.contains(property.name()))
                                    .toList())));
        }
    }

    /**
     * All rows in an order, the first key first; equal rows in stored order. The array is not to be changed.
     *
     * @throws IllegalArgumentException when a key names no property, or one of objects, which have no order
     */
    int[] sorted(List<SortKey> keys) {
        int[] known;
        synchronized (orders) {
            known = orders.get(keys);
        }
        if (known == null) {
            List<Column> sortedBy = keys.stream()
                    .map(key -> schema().findPosition(key.property())
                            .orElseThrow(() ->
                                    new IllegalArgumentException("there is no property '" + key.property() + "'")))
                    .map(position -> columns[position])
                    .toList();
            known = SortOrder.of(keys, sortedBy, size());
            synchronized (orders) {
                orders.put(List.copyOf(keys), known);
            }
        }
        return known;
    }

    /** A map that forgets what was not used for longest. */
    private static <K, V> Map<K, V> kept() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_KEPT;
            }
        };
    }

    /** The values of one property. */
    Column column(int position) {
        return columns[position];
    }

    public OptionalInt findRow(String id) {
        Integer row = rowOfId.get(id);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** Number of features that have a place. */
    public int geometryCount() {
        return index.size();
    }

    /** Rows whose bounds meet an envelope in RD New, in row order. Features without a place are never among them. */
    public int[] rowsMeeting(Envelope envelopeRd) {
        BitSet rows = new BitSet(size());
        index.visit(envelopeRd, (row, minX, maxX, minY, maxY) -> rows.set(row));
        return rows.stream().toArray();
    }

    /** The bounds of the rows in RD New. */
    BoundsIndex bounds() {
        return index;
    }
}
