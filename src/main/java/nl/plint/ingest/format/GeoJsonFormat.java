package nl.plint.ingest.format;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/**
 * GeoJSON (RFC 7946): a FeatureCollection, a single Feature, or one feature a line. Understands the {@code crs} member of
 * the older specification and ids of features.
 */
public final class GeoJsonFormat implements SourceFormat {
    @Override
    public String name() {
        return "GeoJSON";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        int first = 0;
        while (first < text.length()
                && (Character.isWhitespace(text.charAt(first)) || text.charAt(first) == '\uFEFF')) {
            first++;
        }
        return first < text.length() && text.charAt(first) == '{';
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return GeoJsonReader.open(file, options.fileName());
    }
}
