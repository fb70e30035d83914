package nl.plint.ingest.format;

import java.nio.file.Path;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/** ESRI Shapefile: the {@code .shp} with its {@code .dbf}, {@code .prj} and {@code .cpg} beside it. */
public final class ShapefileFormat implements SourceFormat {
    private static final int SHAPEFILE_CODE = 9994;

    @Override
    public String name() {
        return "Shapefile";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        if (start.length < 4) {
            return false;
        }
        int code = (start[0] & 0xff) << 24 | (start[1] & 0xff) << 16 | (start[2] & 0xff) << 8 | (start[3] & 0xff);
        return code == SHAPEFILE_CODE;
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return ShapefileReader.open(file, options);
    }
}
