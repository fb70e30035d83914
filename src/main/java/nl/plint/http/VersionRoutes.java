package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.ingest.RejectedRows;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.UnknownLayerException;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.VersionComparison;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a layer. Those that are released (see {@link nl.plint.store.DatasetArchive#findReleased}) are for everybody;
 * seeing others, publishing, unpublishing and retiring need a key.
 */
final class VersionRoutes {
    private final DatasetCatalog catalog;
    private final Readers readers;
    private final Links links;
    private final Keys keys;

    VersionRoutes(DatasetCatalog catalog, Readers readers, Links links, Keys keys) {
        this.catalog = catalog;
        this.readers = readers;
        this.links = links;
        this.keys = keys;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/collections/{id}/versions", this::versions);
        routes.get(Links.ROOT + "/collections/{id}/versions/{versionId}", this::version);
        routes.get(Links.ROOT + "/collections/{id}/versions/{versionId}/rejected", this::rejected);
        routes.get(Links.ROOT + "/collections/{id}/versions/{versionId}/comparison", this::compare);
        routes.put(Links.ROOT + "/collections/{id}/versions/{versionId}/publication", this::publish);
        routes.delete(Links.ROOT + "/collections/{id}/versions/{versionId}/publication", this::unpublish);
        routes.delete(Links.ROOT + "/collections/{id}/versions/{versionId}", this::retire);
    }

    private void versions(Context context) {
        Documents.requireKnown(context, List.of("f"));
        String layer = context.pathParam("id");
        List<DatasetVersion> versions = readers.listVersions(context, layer);
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
        document.put("report", told(context, version, Json.parse(RejectedRows.without(report))));
        Documents.send(context, version.id(), document);
    }

    /** A report quotes values of the file: of a layer with restricted properties only the figures are for everybody. */
    private Object told(Context context, DatasetVersion version, Object report) {
        if (!readers.now(context).hidesPropertiesOf(version.layer()) || !(report instanceof Map<?, ?> whole)) {
            return report;
        }
        Map<Object, @Nullable Object> figures = new LinkedHashMap<>(whole);
        figures.remove("issues");
        return figures;
    }

    private void rejected(Context context) {
        Documents.requireKnown(context, List.of("f"));
        DatasetVersion version = get(context);
        if (readers.now(context).hidesPropertiesOf(version.layer())) {
            keys.require(context);
        }
        String report = catalog.archive().report(version.layer(), version.id());
        String format = context.queryParam("f") == null ? "csv" : context.queryParam("f");
        String text =
                switch (format) {
                    case "csv" -> RejectedRows.csv(report);
                    case "geojson" -> RejectedRows.geoJson(report);
                    default -> throw ItemsRequest.invalid("f", format, "csv or geojson");
                };
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + version.layer() + "-" + version.id() + "-rejected." + format + "\"");
        context.result(text).contentType(format.equals("csv") ? "text/csv; charset=utf-8" : "application/geo+json");
    }

    private void compare(Context context) {
        Documents.requireKnown(context, List.of("f", "with"));
        DatasetVersion version = get(context);
        String with = context.queryParam("with");
        DatasetVersion other = with == null
                ? readers.now(context).get(version.layer()).current()
                : get(context, version.layer(), with);
        Map<String, @Nullable Object> document = VersionComparison.of(
                        readers.now(context).snapshot(other),
                        readers.now(context).snapshot(version))
                .toMap();
        Documents.send(context, "Comparison", document);
    }

    private DatasetVersion get(Context context) {
        return get(context, context.pathParam("id"), context.pathParam("versionId"));
    }

    private DatasetVersion get(Context context, String layer, String id) {
        return readers.findVersion(context, layer, id).orElseThrow(() -> new UnknownVersionException(layer, id));
    }

    private Map<String, @Nullable Object> describe(Context context, DatasetVersion version) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", version.id());
        shown.put("referenceDate", version.referenceDate().toString());
        shown.put(
                "published",
                catalog.now()
                        .find(version.layer())
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
        if (version.provenance().execution() != null) {
            shown.put("execution", version.provenance().execution().toMap());
        }
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

    private void publish(Context context) {
        keys.require(context);
        DatasetVersion version = get(context);
        catalog.publish(version.layer(), version.id());
        send(context, version);
    }

    private void unpublish(Context context) {
        keys.require(context);
        DatasetVersion version = get(context);
        catalog.unpublish(version.layer(), version.id());
        send(context, version);
    }

    private void retire(Context context) {
        keys.require(context);
        catalog.retire(context.pathParam("id"), context.pathParam("versionId"));
        context.status(204);
    }

    private void send(Context context, DatasetVersion version) {
        context.result(Json.bytes(describe(context, version))).contentType("application/json");
    }
}
