package nl.plint.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Small versions for tests of archives, and what stands in them as text that can be compared. */
public final class ArchiveSamples {
    public static final String REPORT = "{\"read\":1,\"remark\":\"één\"}";

    private ArchiveSamples() {}

    public static PropertyDefinition property(String name, PropertyType type) {
        return PropertyDefinition.of(name, LocalizedText.same(name), type);
    }

    public static List<PropertyDefinition> number() {
        return List.of(property("number", PropertyType.NUMBER));
    }

    public static VersionDraft draft(
            String version, GeometryKind geometry, LocalDate referenceDate, List<PropertyDefinition> properties) {
        LayerDefinition layer = new LayerDefinition(
                "shop-units",
                new LocalizedText("Winkelpanden", "Shop units"),
                new LocalizedText("Panden met een winkel", "Buildings with a shop"),
                geometry,
                null,
                properties);
        Provenance provenance = new Provenance(
                LocalizedText.same("Test"), "CC0-1.0", null, "shops.csv", "00".repeat(32), null, true, "test");
        return new VersionDraft(version, layer, referenceDate, new Schema(properties), provenance);
    }

    public static Geometry geometry(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException(wkt, e);
        }
    }

    public static Feature feature(String id, @Nullable String wkt, @Nullable Object... values) {
        return new Feature(id, wkt == null ? null : geometry(wkt), values);
    }

    /** Features that all have the same number, so that a mix of two versions would show. */
    public static List<Feature> numbered(double number, int count) {
        List<Feature> features = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            features.add(feature("id-" + id, "POINT (" + (230_000 + id) + " 550000)", number));
        }
        return features;
    }

    /** Defines the layer of the draft and writes a version. */
    public static DatasetVersion write(DatasetArchive archive, VersionDraft draft, List<Feature> features) {
        archive.define(draft.layer());
        try (VersionWriter writer = archive.begin(draft)) {
            features.forEach(writer::write);
            return writer.finish(REPORT);
        }
    }

    /** Publishes a version whatever is published for its date now. */
    public static void publish(DatasetArchive archive, String layer, String versionId) {
        String replacing = archive.findVersion(layer, versionId)
                .flatMap(version -> archive.listPublished(layer).stream()
                        .filter(one -> one.referenceDate().equals(version.referenceDate()))
                        .findFirst())
                .map(DatasetVersion::id)
                .orElse(null);
        archive.publish(layer, versionId, replacing);
    }

    public static List<Feature> read(DatasetArchive archive, DatasetVersion version) {
        List<Feature> features = new ArrayList<>();
        try (FeatureStream stream = archive.read(version)) {
            for (Feature feature = stream.next(); feature != null; feature = stream.next()) {
                features.add(feature);
            }
        }
        return features;
    }

    public static List<String> describe(DatasetArchive archive, DatasetVersion version) {
        return describe(read(archive, version));
    }

    /** One line for each feature, with the class of each value. */
    public static List<String> describe(List<Feature> features) {
        return features.stream().map(ArchiveSamples::describe).toList();
    }

    private static String describe(Feature feature) {
        StringBuilder line = new StringBuilder(feature.id()).append(' ').append(feature.geometryRd());
        for (int position = 0; position < feature.valueCount(); position++) {
            Object value = feature.value(position);
            line.append(" | ");
            if (value instanceof java.util.Map<?, ?> map) {
                line.append(new java.util.TreeMap<>(map));
            } else if (value instanceof List<?>) {
                line.append(value);
            } else if (value != null) {
                line.append(value.getClass().getSimpleName()).append(' ').append(value);
            }
        }
        return line.toString();
    }
}
