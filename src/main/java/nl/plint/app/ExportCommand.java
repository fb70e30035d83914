package nl.plint.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Crs;
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
            defaultValue = "json",
            description = "json (GeoJSON), csv, jsonfg (JSON-FG) or fgb (FlatGeobuf) (default: ${DEFAULT-VALUE}).")
    private String format = "json";

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
        FeatureEncoder encoder = encoders.stream()
                .filter(known -> known.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new UserException("there is no format '" + format + "'; there are "
                        + encoders.stream().map(FeatureEncoder::format).toList()));
        Crs system = Crs.parse(crs)
                .filter(Crs.SERVED::contains)
                .orElseThrow(() -> new UserException("'" + crs + "' is not served; there are " + Crs.SERVED));
        try (Workspace workspace = data.open()) {
            Snapshot snapshot = workspace.catalog().now().current(layer);
            Map<String, Object> members = Map.of(
                    "metadata",
                    Map.of(
                            "layer", layer,
                            "version", snapshot.version().id(),
                            "referenceDate", snapshot.version().referenceDate().toString(),
                            "license", snapshot.version().provenance().licence(),
                            "synthetic", snapshot.version().provenance().synthetic()));
            int[] rows = IntStream.range(0, snapshot.size()).toArray();
            Output.write(spec, output, stream -> encoder.write(snapshot, rows, system, members, stream));
        }
    }
}
