package nl.plint.encode;

import java.util.List;

/** The formats that features are written in. To add one, write it and add it here. */
public final class Encoders {
    private Encoders() {}

    /**
     * All of them, the default first.
     *
     * @param geoJson the one that keeps what it has encoded for all who share it
     */
    public static List<FeatureEncoder> with(GeoJsonEncoder geoJson) {
        return List.of(
                geoJson, new CsvEncoder(), new JsonFgEncoder(), new FlatGeobufEncoder(), new GeoPackageEncoder());
    }
}
