package nl.plint.ingest.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.format.GdalProgram.Result;
import org.jspecify.annotations.Nullable;

/** Reads the GeoPackage that GDAL made of a file, and removes it afterwards. */
final class GdalReader implements SourceReader {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int LINES_TOLD = 5;
    private static final int CHARACTERS_TOLD = 1_000;

    private final GdalFolder folder;
    private final SourceReader features;
    private final double bytesEach;

    private GdalReader(GdalFolder folder, SourceReader features, double bytesEach) {
        this.folder = folder;
        this.features = features;
        this.bytesEach = bytesEach;
    }

    static GdalReader open(Path file, Options options, String ogr2ogr, String ogrinfo) {
        try {
            GdalFolder folder = GdalFolder.create(file, options.fileName());
            try {
                convert(folder, file, options.fileName(), ogr2ogr, ogrinfo);
                double bytesEach = Files.size(file) / (double) Math.max(1, Files.size(folder.output()));
                return new GdalReader(folder, GeoPackageReader.open(folder.output(), options), bytesEach);
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IngestException(
                    Fault.UNREADABLE,
                    options.fileName() + " cannot be read with GDAL, which is not there or cannot be started",
                    e);
        }
    }

    private static void convert(GdalFolder folder, Path file, String fileName, String ogr2ogr, String ogrinfo)
            throws IOException {
        GdalProgram program = new GdalProgram(folder.path());
        // The columns that GDAL adds get names of ours, so that they never meet those of the file.
        List<String> command = List.of(
                ogr2ogr,
                "-f",
                "GPKG",
                "-nlt",
                "CONVERT_TO_LINEAR",
                "-lco",
                "FID=plint_fid",
                "-lco",
                "GEOMETRY_NAME=plint_geometry",
                "-lco",
                "SPATIAL_INDEX=NO",
                folder.output().toString(),
                folder.input());
        Result result = program.run(command, program.forbiddenDrivers(ogrinfo), LIMIT);
        switch (result.ending()) {
            case WELL -> {
                if (!Files.exists(folder.output())) {
                    throw new IngestException(Fault.NOTHING_TO_STORE, fileName + " has no layers that GDAL can read");
                }
            }
            case BADLY ->
                throw new IngestException(
                        Fault.MALFORMED,
                        fileName + " cannot be read by GDAL: "
                                + told(result.output(), folder, file.toAbsolutePath(), fileName));
            case OUT_OF_TIME ->
                throw new IngestException(
                        Fault.TOO_LARGE, fileName + " takes GDAL more than " + LIMIT.toMinutes() + " minutes to read");
            case OUT_OF_DISK ->
                throw new IngestException(
                        Fault.TOO_LARGE, fileName + " becomes larger than is taken when GDAL reads it");
        }
    }

    /** The last lines that GDAL printed, without paths of this machine. */
    private static String told(String output, GdalFolder folder, Path file, String fileName) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        String text = lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()).stream()
                .map(String::strip)
                .collect(Collectors.joining(" | "));
        String separator = file.getFileSystem().getSeparator();
        // The longer paths first: one can be the beginning of another.
        text = text.replace(folder.input(), fileName)
                .replace(file.toString(), fileName)
                .replace(Path.of(folder.input()).resolveSibling("") + separator, "")
                .replace(folder.output().toString(), fileName)
                .replace(folder.path().toString(), fileName);
        return text.substring(Math.max(0, text.length() - CHARACTERS_TOLD));
    }

    @Override
    public List<SourceColumn> columns() {
        return features.columns();
    }

    @Override
    public SourceCrs crs() {
        return features.crs();
    }

    @Override
    public boolean hasGeometry() {
        return features.hasGeometry();
    }

    @Override
    public @Nullable RawFeature next() {
        return features.next();
    }

    @Override
    public long bytesRead() {
        return (long) (features.bytesRead() * bytesEach);
    }

    @Override
    public void close() {
        try {
            features.close();
        } finally {
            folder.close();
        }
    }
}
