package nl.plint.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.format.GdalProgram.Ending;

/**
 * What no other format takes, where GDAL is installed and can read it: MapInfo, DXF, KML, GPX, spreadsheets, file
 * geodatabases. GDAL turns the file into a GeoPackage, and that is read.
 */
public final class GdalFormat implements SourceFormat {
    private static final Duration RECOGNITION_LIMIT = Duration.ofSeconds(60);
    private static final int MOST_TAB_BYTES = 1 << 20;

    private final String ogr2ogr;
    private final String ogrinfo;

    public GdalFormat() {
        this("ogr2ogr", "ogrinfo");
    }

    /** With programs of other names, or in other places than on the path. */
    public GdalFormat(String ogr2ogr, String ogrinfo) {
        this.ogr2ogr = ogr2ogr;
        this.ogrinfo = ogrinfo;
    }

    @Override
    public String name() {
        return "GDAL";
    }

    /** No: the first bytes do not tell what GDAL can read. */
    @Override
    public boolean recognizes(String fileName, byte[] start) {
        return false;
    }

    @Override
    public boolean recognizes(Path file, String fileName, byte[] start) {
        if (start.length == 0 || namesOtherFiles(file, fileName)) {
            return false;
        }
        try (GdalFolder folder = GdalFolder.create(file, fileName)) {
            GdalProgram program = new GdalProgram(folder.path());
            return program.run(
                                    List.of(ogrinfo, "-ro", "-so", "-q", folder.input()),
                                    program.forbiddenDrivers(ogrinfo),
                                    RECOGNITION_LIMIT)
                            .ending()
                    == Ending.WELL;
        } catch (IOException e) {
            return false; // GDAL is not there, which the advice tells
        }
    }

    /** A MapInfo table can be a view of others, or a list of tables that make up one: those are not in the file. */
    private static boolean namesOtherFiles(Path file, String fileName) {
        if (!fileName.toLowerCase(Locale.ROOT).endsWith(".tab")) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_TAB_BYTES);
            String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            return bytes.length == MOST_TAB_BYTES || text.contains("isseamless") || text.contains("create view");
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public Optional<String> findAdvice() {
        try (GdalFolder folder = GdalFolder.create()) {
            new GdalProgram(folder.path()).run(List.of(ogr2ogr, "--version"), "", RECOGNITION_LIMIT);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("with GDAL installed (Debian: gdal-bin) more formats can be read");
        }
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return GdalReader.open(file, options, ogr2ogr, ogrinfo);
    }
}
