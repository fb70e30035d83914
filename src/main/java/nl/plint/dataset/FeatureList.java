package nl.plint.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A table of features given as a list: for answers and small sets. */
public record FeatureList(Schema schema, List<Feature> features) implements FeatureTable {
    public FeatureList {
        features = List.copyOf(features);
    }

    @Override
    public int size() {
        return features.size();
    }

    @Override
    public String id(int row) {
        return features.get(row).id();
    }

    @Override
    public @Nullable Geometry geometryRd(int row) {
        return features.get(row).geometryRd();
    }

    @Override
    public @Nullable Object value(int row, int position) {
        return features.get(row).value(position);
    }
}
