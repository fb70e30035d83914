package nl.plint.http;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.ingest.Ingestion;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Serves 300,000 points, and one page of 1,000 of them also as a static file on a server of the same kind, for a load
 * generator: prints the two addresses, a line each, and runs until it is stopped.
 */
public final class ServeBenchmark {
    private static final int POINTS = 300_000;

    private ServeBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("plint-bench");
        GeoPackageArchive archive = GeoPackageArchive.open(folder.resolve("data"));
        write(archive);
        DatasetCatalog catalog = new DatasetCatalog(archive);
        PlintServer server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(), "bench"),
                catalog,
                new AnalysisCatalog(List.of()),
                new Ingestion(catalog, List.of(), Map.of(), "bench"),
                new MemoryJobStore(folder),
                () -> true);
        String page = server.url() + "/collections/points/items?limit=1000&f=json";
        byte[] bytes = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
        Path files = Files.createDirectory(folder.resolve("static"));
        Files.write(files.resolve("page.json"), bytes);
        Javalin statics = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.staticFiles.add(site -> {
                        site.directory = files.toString();
                        site.location = io.javalin.http.staticfiles.Location.EXTERNAL;
                    });
                })
                .start("localhost", 0);
        System.out.println(page);
        System.out.println("http://localhost:" + statics.port() + "/page.json");
        Thread.currentThread().join();
    }

    private static void write(GeoPackageArchive archive) {
        LayerDefinition layer = new LayerDefinition(
                "points",
                LocalizedText.same("points"),
                LocalizedText.same("points"),
                GeometryKind.POINT,
                null,
                List.of(
                        PropertyDefinition.of("name", LocalizedText.same("name"), PropertyType.STRING),
                        PropertyDefinition.of("size", LocalizedText.same("size"), PropertyType.NUMBER),
                        PropertyDefinition.of("since", LocalizedText.same("since"), PropertyType.DATE)));
        archive.define(layer);
        Provenance provenance =
                new Provenance(LocalizedText.same("bench"), "CC0-1.0", null, "none", "0", null, true, "bench");
        Random random = new Random(1);
        GeometryFactory geometries = new GeometryFactory();
        try (VersionWriter writer = archive.begin(new VersionDraft(
                "20200101-00000000", layer, LocalDate.of(2020, 1, 1), new Schema(layer.properties()), provenance))) {
            for (int i = 0; i < POINTS; i++) {
                writer.write(new Feature(
                        "p" + i,
                        geometries.createPoint(new Coordinate(
                                203_000 + random.nextDouble() * 67_500, 511_000 + random.nextDouble() * 71_000)),
                        "pand " + i,
                        Math.round(random.nextDouble() * 10_000) / 10.0,
                        LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9_000))));
            }
            writer.finish("{}");
        }
        ArchiveSamples.publish(archive, "points", "20200101-00000000");
    }
}
