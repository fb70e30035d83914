package nl.plint.ingest.format;

import java.nio.file.Path;
import java.util.Locale;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/** ESRI Shapefile: the {@code .shp} with its {@code .dbf} and {@code .prj} beside it, or all of them in a zip. */
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
        String lower = fileName.toLowerCase(Locale.ROOT);
        boolean zip = start[0] == 'P' && start[1] == 'K' && lower.endsWith(".zip") && !lower.endsWith(".gdb.zip");
        return code == SHAPEFILE_CODE || zip;
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return ShapefileReader.open(file, options);
    }
}
