package nl.plint.dataset.geopackage;

import java.time.Instant;

/**
 * What a GeoPackage tells of its table.
 *
 * @param lastChange when the data was last changed
 * @param noGeometry the type of geometries to declare when the table has none, such as {@code POINT}
 * @param metadataJson where the data came from and all else that is known of it, as a JSON object
 */
public record TableDescription(
        String title, String description, Instant lastChange, String noGeometry, String metadataJson) {}
