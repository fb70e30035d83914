package nl.plint.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Mapping.Place;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The places of codes such as postcodes, in RD New, out of the current version of a layer. Codes are compared without spaces
 * and case. Features with the same code are put together.
 */
final class CodedPlaces {
    private final Place.Join join;
    private final TreeMap<String, Geometry> places = new TreeMap<>();

    /**
     * @param mappingId for messages
     * @throws IngestException when the layer is not published or lacks the property
     */
    CodedPlaces(DatasetCatalog catalog, Place.Join join, String mappingId) {
        this.join = join;
        if (catalog.now().find(join.layer()).isEmpty()) {
            throw new IngestException(
                    Fault.INVALID_MAPPING,
                    "mapping " + mappingId + " takes places from layer '" + join.layer()
                            + "', which has no published version; take that in first");
        }
        Snapshot layer = catalog.now().current(join.layer());
        OptionalInt position = layer.schema().findPosition(join.property());
        if (position.isEmpty()) {
            throw new IngestException(
                    Fault.INVALID_MAPPING,
                    "mapping " + mappingId + " takes places by property '" + join.property() + "', which layer '"
                            + join.layer() + "' does not have; it has "
                            + layer.schema().properties().stream()
                                    .map(PropertyDefinition::name)
                                    .toList());
        }
        Map<String, List<Geometry>> shapes = new TreeMap<>();
        for (int row = 0; row < layer.size(); row++) {
            Geometry shape = layer.geometryRd(row);
            Object code = layer.value(row, position.getAsInt());
            if (code != null && shape != null && !shape.isEmpty()) {
                shapes.computeIfAbsent(Values.code(code), key -> new ArrayList<>())
                        .add(shape);
            }
        }
        shapes.forEach((code, all) -> places.put(code, place(all)));
    }

    private Geometry place(List<Geometry> shapes) {
        Geometry shape = shapes.size() == 1 ? shapes.get(0) : OverlayNGRobust.union(shapes);
        return join.asPoint() ? shape.getInteriorPoint() : shape;
    }

    Place.Join join() {
        return join;
    }

    /** A copy of the place of a code, null when the layer does not have it. */
    @Nullable
    Geometry find(Object code) {
        Geometry place = places.get(Values.code(code));
        return place == null ? null : place.copy();
    }

    /** Adds all codes and places: a file that is taken in with others is another version. */
    void addTo(MessageDigest digest) {
        WKBWriter wkb = new WKBWriter();
        places.forEach((code, place) -> {
            digest.update(code.getBytes(StandardCharsets.UTF_8));
            digest.update(wkb.write(place));
        });
    }
}
