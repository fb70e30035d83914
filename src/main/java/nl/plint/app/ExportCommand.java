package nl.plint.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Crs;
import nl.plint.http.Metadata;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the current version of a layer to a file. */
@Command(
        name = "export",
        description = "Write the current version of a layer to a file.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "LAYER", description = "Id of the layer.")
    private String layer = "";

    @Option(
            names = "--format",
            paramLabel = "F",
            description =
                    "json (GeoJSON), csv, jsonfg (JSON-FG), fgb (FlatGeobuf) or gpkg (GeoPackage); default: as FILE is called,"
                            + " else json.")
    private @Nullable String format;

    @Option(
            names = "--crs",
            paramLabel = "CRS",
            defaultValue = "OGC:CRS84",
            description = "Coordinate reference system, such as EPSG:28992 (default: ${DEFAULT-VALUE}).")
    private String crs = "OGC:CRS84";

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path output;

    @Override
    public void run() {
        List<FeatureEncoder> encoders = Wiring.encoders();
        FeatureEncoder encoder = encoder(encoders);
        Crs system = Crs.parse(crs)
                .filter(Crs.SERVED::contains)
                .orElseThrow(() -> new UserException("'" + crs + "' is not served; there are " + Crs.SERVED));
        try (Workspace workspace = data.open()) {
            Published now = workspace.catalog().now();
            Snapshot snapshot = now.current(layer);
            Map<String, Object> members =
                    Map.of("metadata", Metadata.ofFile(now.get(layer).definition(), snapshot.version()));
            int[] rows = IntStream.range(0, snapshot.size()).toArray();
            Output.write(spec, output, stream -> encoder.write(snapshot, rows, system, members, stream));
        }
    }

    private FeatureEncoder encoder(List<FeatureEncoder> encoders) {
        if (format == null) {
            String name = output == null ? "" : output.toString();
            return encoders.stream()
                    .filter(known -> name.endsWith("." + known.fileExtension()))
                    .findFirst()
                    .orElse(encoders.get(0));
        }
        return encoders.stream()
                .filter(known -> known.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new UserException("there is no format '" + format + "'; there are "
                        + encoders.stream().map(FeatureEncoder::format).toList()));
    }
}
