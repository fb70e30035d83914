package nl.plint.ingest.format;

import java.nio.file.Path;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/**
 * OpenStreetMap data as the Overpass API answers it in JSON: nodes, ways and relations with tags. Tags become texts, beside
 * {@code osmType} and {@code osmId}. Ways need their nodes in the file or their geometry ({@code out geom}); a relation of
 * rings needs its geometry. What has neither is a point at its center, if that is given.
 */
public final class OverpassFormat implements SourceFormat {
    @Override
    public String name() {
        return "Overpass JSON";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        return JsonStart.isOverpass(start);
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return OverpassReader.open(file, options.fileName());
    }
}
