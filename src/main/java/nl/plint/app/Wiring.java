package nl.plint.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.catchment.DisplacementScenarioAnalysis;
import nl.plint.analysis.cluster.ClustersAnalysis;
import nl.plint.analysis.density.KernelDensityAnalysis;
import nl.plint.analysis.displacement.DisplacementAnalysis;
import nl.plint.analysis.displacement.OpeningAnalysis;
import nl.plint.analysis.echo.EchoAnalysis;
import nl.plint.analysis.emerging.EmergingHotspotsAnalysis;
import nl.plint.analysis.hotspot.HotspotAnalysis;
import nl.plint.analysis.parameter.ParameterFile;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.suitability.SuitabilityAnalysis;
import nl.plint.analysis.trend.VacancyTrendAnalysis;
import nl.plint.analysis.vacancy.VacancySummaryAnalysis;
import nl.plint.dataset.Audience;
import nl.plint.encode.Encoders;
import nl.plint.encode.FeatureEncoder;
import nl.plint.encode.GeoJsonEncoder;
import nl.plint.http.AnswerWriter;
import nl.plint.ingest.Mapping;
import nl.plint.ingest.MappingFile;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.ingest.format.FlatGeobufFormat;
import nl.plint.ingest.format.GdalFormat;
import nl.plint.ingest.format.GeoJsonFormat;
import nl.plint.ingest.format.GeoPackageFormat;
import nl.plint.ingest.format.GmlFormat;
import nl.plint.ingest.format.OverpassFormat;
import nl.plint.ingest.format.ShapefileFormat;
import nl.plint.ingest.format.ZippedFormat;
import nl.plint.policy.Scenario;
import nl.plint.policy.file.ScenarioReader;

/** Everything that is plugged in, in one place. To add something, write it and add a line here. */
final class Wiring {
    private Wiring() {}

    /** Formats that can be taken in, in the order in which they are tried. */
    static List<SourceFormat> sourceFormats() {
        List<SourceFormat> formats = new ArrayList<>(List.of(
                new GeoPackageFormat(),
                new FlatGeobufFormat(),
                new ShapefileFormat(),
                new OverpassFormat(),
                new GeoJsonFormat(),
                new GmlFormat(),
                new CsvFormat(),
                new GdalFormat()));
        formats.add(0, new ZippedFormat(formats));
        return formats;
    }

    /** Formats that features are written in. */
    static List<FeatureEncoder> encoders() {
        return Encoders.with(new GeoJsonEncoder());
    }

    /**
     * The questions that can be asked.
     *
     * @param audience the most that is shown of vacancy to whoever asks
     */
    static AnalysisCatalog analyses(Audience audience) {
        return new AnalysisCatalog(List.of(
                new VacancySummaryAnalysis(audience),
                new VacancyTrendAnalysis(audience),
                new KernelDensityAnalysis(audience),
                new ClustersAnalysis(audience),
                new HotspotAnalysis(audience),
                new EmergingHotspotsAnalysis(audience),
                new DisplacementScenarioAnalysis(retailParameters()),
                new SuitabilityAnalysis(scenarios()),
                new DisplacementAnalysis(audience, retailParameters()),
                new OpeningAnalysis(audience, retailParameters()),
                new EchoAnalysis()));
    }

    static AnswerWriter answerWriter() {
        return new AnswerWriter(encoders(), Version.current());
    }

    /** The mappings that come with the program, by id. */
    static Map<String, Mapping> mappings() {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        for (String name : BundledFiles.listYaml("mappings")) {
            Mapping mapping = MappingFile.read(text("mappings/" + name), name);
            mappings.put(mapping.id(), mapping);
        }
        return mappings;
    }

    /** What the analyses of retail take for granted. */
    static Parameters retailParameters() {
        try (InputStream in = BundledFiles.open("parameters/retail.yaml")) {
            return ParameterFile.read(in, "retail.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Scenario> scenarios() {
        return BundledFiles.listYaml("scenarios").stream()
                .map(name -> ScenarioReader.read(name, text("scenarios/" + name)))
                .toList();
    }

    private static String text(String path) {
        try (InputStream in = BundledFiles.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
