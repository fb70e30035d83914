package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.RejectedRows;
import nl.plint.ingest.SourceFile;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.UnknownLayerException;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.VersionComparison;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The versions of a layer: reading them is open, sending and publishing one needs a key. */
final class VersionRoutes {
    private static final long MOST_BYTES = 512L << 20;

    private final DatasetCatalog catalog;
    private final Links links;
    private final Keys keys;
    private final Ingestion ingestion;

    VersionRoutes(DatasetCatalog catalog, Links links, Keys keys, Ingestion ingestion) {
        this.catalog = catalog;
        this.links = links;
        this.keys = keys;
        this.ingestion = ingestion;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/collections/{id}/versions", this::versions);
        routes.get(Links.ROOT + "/collections/{id}/versions/{versionId}", this::version);
        routes.get(Links.ROOT + "/collections/{id}/versions/{versionId}/rejected", this::rejected);
        routes.get(Links.ROOT + "/collections/{id}/versions/{versionId}/comparison", this::compare);
        routes.post(Links.ROOT + "/collections/{id}/versions", this::receive);
        routes.put(Links.ROOT + "/collections/{id}/versions/{versionId}/publication", this::publish);
    }

    private void versions(Context context) {
        Documents.requireKnown(context, List.of("f"));
        String layer = context.pathParam("id");
        List<DatasetVersion> versions = catalog.archive().listVersions(layer);
        if (versions.isEmpty()) {
            throw new UnknownLayerException(layer);
        }
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        versions.forEach(version -> shown.add(describe(context, version)));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("versions", shown);
        document.put(
                "links",
                links.selfAndAlternate(context, "/collections/" + layer + "/versions", Documents.isHtml(context)));
        Documents.send(context, "Versions", document);
    }

    private void version(Context context) {
        Documents.requireKnown(context, List.of("f"));
        DatasetVersion version = get(context);
        Map<String, @Nullable Object> document = describe(context, version);
        String report = catalog.archive().report(version.layer(), version.id());
        document.put("report", Json.parse(RejectedRows.without(report)));
        Documents.send(context, version.id(), document);
    }

    private void rejected(Context context) {
        Documents.requireKnown(context, List.of());
        DatasetVersion version = get(context);
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + version.layer() + "-" + version.id() + "-rejected.csv\"");
        context.result(RejectedRows.csv(catalog.archive().report(version.layer(), version.id())))
                .contentType("text/csv; charset=utf-8");
    }

    private void compare(Context context) {
        Documents.requireKnown(context, List.of("f", "with"));
        DatasetVersion version = get(context);
        String with = context.queryParam("with");
        DatasetVersion other = with == null ? catalog.get(version.layer()).current() : get(version.layer(), with);
        Map<String, @Nullable Object> document =
                VersionComparison.of(catalog.load(other), catalog.load(version)).toMap();
        Documents.send(context, "Comparison", document);
    }

    private DatasetVersion get(Context context) {
        return get(context.pathParam("id"), context.pathParam("versionId"));
    }

    private DatasetVersion get(String layer, String id) {
        return catalog.archive().findVersion(layer, id).orElseThrow(() -> new UnknownVersionException(layer, id));
    }

    private Map<String, @Nullable Object> describe(Context context, DatasetVersion version) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", version.id());
        shown.put("referenceDate", version.referenceDate().toString());
        shown.put(
                "published",
                catalog.find(version.layer())
                        .map(layer -> layer.versions().stream()
                                .anyMatch(published -> published.id().equals(version.id())))
                        .orElse(false));
        shown.put("featureCount", version.featureCount());
        shown.put("createdAt", version.createdAt().toString());
        shown.put("source", version.provenance().source().in(Documents.language(context)));
        shown.put("license", version.provenance().licence());
        shown.put("fileName", version.provenance().fileName());
        shown.put("fileSha256", version.provenance().fileSha256());
        shown.put("mapping", version.provenance().mapping());
        shown.put("synthetic", version.provenance().synthetic());
        shown.put("software", version.provenance().software());
        shown.put(
                "links",
                List.of(links.link(
                        context,
                        "self",
                        "application/json",
                        "Version with its report",
                        "/collections/" + version.layer() + "/versions/" + version.id())));
        return shown;
    }

    private void receive(Context context) throws IOException {
        keys.require(context);
        Documents.requireKnown(
                context,
                List.of(
                        "fileName",
                        "mapping",
                        "referenceDate",
                        "source",
                        "licence",
                        "attribution",
                        "sourceLayer",
                        "publish",
                        "force"));
        String fileName = context.queryParam("fileName");
        if (fileName == null || !fileName.matches("[^/\\\\\\x00-\\x1f]{1,200}")) {
            throw new ProblemException(Problem.invalidParameter(
                    "fileName must name the file that is sent, such as ?fileName=shops.csv, without a folder"));
        }
        String dateText = context.queryParam("referenceDate");
        LocalDate date;
        try {
            date = dateText == null ? LocalDate.now(ZoneId.systemDefault()) : LocalDate.parse(dateText);
        } catch (DateTimeException e) {
            throw ItemsRequest.invalid("referenceDate", String.valueOf(dateText), "a date such as 2026-01-01");
        }
        Path folder = Files.createTempDirectory("plint-upload");
        Path file = folder.resolve("upload" + extension(fileName));
        try {
            spool(context, file);
            IngestReport report = ingestion.ingest(
                    new IngestRequest(
                            List.of(new SourceFile(file, fileName)),
                            context.pathParam("id"),
                            context.queryParam("mapping"),
                            date,
                            LocalizedText.same(parameter(context, "source", fileName)),
                            parameter(context, "licence", "not stated"),
                            context.queryParam("attribution"),
                            false,
                            context.queryParam("sourceLayer"),
                            !"false".equals(context.queryParam("publish")),
                            "true".equals(context.queryParam("force"))),
                    IngestProgress.NONE);
            context.status(201);
            context.header(
                    "Location",
                    links.href(context, "/collections/" + report.layer() + "/versions/" + report.versionId()));
            context.result(Json.bytes(report.toMap())).contentType("application/json");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static String parameter(Context context, String name, String otherwise) {
        String value = context.queryParam(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 || !fileName.substring(dot).matches("\\.[A-Za-z0-9]{1,10}") ? "" : fileName.substring(dot);
    }

    private static void spool(Context context, Path file) throws IOException {
        long written = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = context.bodyInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                if (written > MOST_BYTES) {
                    throw new ProblemException(new Problem(
                            413,
                            "too-large",
                            "Too large",
                            "at most 512 MiB can be sent; use 'plint ingest' for larger files"));
                }
                out.write(buffer, 0, read);
            }
        }
        if (written == 0) {
            throw new ProblemException(
                    new Problem(400, "invalid-body", "Invalid body", "the body is empty; send the file"));
        }
    }

    private void publish(Context context) {
        keys.require(context);
        DatasetVersion version = get(context);
        catalog.publish(version.layer(), version.id());
        context.result(Json.bytes(describe(context, version))).contentType("application/json");
    }
}
