package nl.plint.ingest.format;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/** GeoPackage (OGC 12-128): features and attributes tables, also those that fall short of the standard where SQLite opens them. */
public final class GeoPackageFormat implements SourceFormat {
    @Override
    public String name() {
        return "GeoPackage";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        return start.length >= 16 && new String(start, 0, 15, StandardCharsets.US_ASCII).equals("SQLite format 3");
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return GeoPackageReader.open(file, options);
    }
}
