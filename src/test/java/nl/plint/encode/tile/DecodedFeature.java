package nl.plint.encode.tile;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A feature as an independent decoder reads it in a tile: its geometry in units of the tile, y downward, and its tags, with its
 * number under the key {@code #}.
 */
public record DecodedFeature(Geometry geometry, Map<String, Object> tags) {

    /** The features of a layer of a tile; none when it does not have the layer. */
    public static List<DecodedFeature> in(byte[] tile, String layer) {
        try {
            JtsLayer found = MvtReader.loadMvt(
                            new ByteArrayInputStream(tile),
                            new GeometryFactory(),
                            new TagKeyValueMapConverter(true, "#"),
                            MvtReader.RING_CLASSIFIER_V2_1)
                    .getLayer(layer);
            return found == null
                    ? List.of()
                    : found.getGeometries().stream().map(DecodedFeature::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // the converter given above makes such maps
    private static DecodedFeature of(Geometry geometry) {
        return new DecodedFeature(geometry, (Map<String, Object>) geometry.getUserData());
    }
}
