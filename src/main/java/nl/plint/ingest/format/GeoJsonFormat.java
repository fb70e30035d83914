package nl.plint.ingest.format;

import java.nio.file.Path;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/**
 * GeoJSON (RFC 7946): a FeatureCollection, a single Feature or geometry, one of these a line, or a text sequence (RFC 8142);
 * in UTF-8 or UTF-16. Understands the {@code crs} member of the older specification, ids of features, members that the
 * standard does not know, and OGC Features and Geometries JSON (JSON-FG) but for its arcs and solids.
 */
public final class GeoJsonFormat implements SourceFormat {
    @Override
    public String name() {
        return "GeoJSON";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        return JsonStart.isObject(start) && !JsonStart.isOverpass(start);
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return GeoJsonReader.open(file, options.fileName());
    }
}
