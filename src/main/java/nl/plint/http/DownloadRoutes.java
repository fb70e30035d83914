package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.plint.dataset.DatasetVersion;
import nl.plint.encode.FeatureEncoder;
import nl.plint.store.FeaturePage;
import nl.plint.store.PublishedLayer;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * All features of a layer as one file, or those that the parameters of {@code items} choose. It is written while it is sent, a
 * GeoPackage by way of a temporary file: what is in memory of it at once does not grow with the layer, or hardly.
 */
final class DownloadRoutes {
    private final Readers readers;
    private final Selections selections;
    private final Sender sender;
    private final Map<String, FeatureEncoder> encoders = new LinkedHashMap<>();

    /** @param encoders the default first */
    DownloadRoutes(Readers readers, Selections selections, Sender sender, List<FeatureEncoder> encoders) {
        this.readers = readers;
        this.selections = selections;
        this.sender = sender;
        encoders.forEach(encoder -> this.encoders.put(encoder.format(), encoder));
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/collections/{id}/download", this::download);
    }

    private void download(Context context) throws IOException {
        PublishedLayer layer = readers.now(context).get(context.pathParam("id"));
        ItemsRequest request = ItemsRequest.readWhole(context, layer);
        String format = Documents.format(context, List.copyOf(encoders.keySet()));
        DatasetVersion version = request.version();
        if (version == null) {
            throw new ProblemException(
                    Problem.notFound("layer '" + layer.definition().id()
                            + "' has no version at that time; its first is of "
                            + layer.versions().get(layer.versions().size() - 1).referenceDate()));
        }
        if (Validators.isNotModified(context, version, format, readers.mayReadAll(context))) {
            return;
        }
        Snapshot snapshot = readers.now(context).snapshot(version);
        FeaturePage page = selections.page(snapshot, request.criteria());
        FeatureEncoder encoder = Objects.requireNonNull(encoders.get(format));
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("numberMatched", page.numberMatched());
        members.put("numberReturned", page.rows().length);
        members.put("metadata", Metadata.ofFile(layer.definition(), version));
        sender.whileItIsRead(context, () -> {
            context.header("Content-Crs", "<" + request.crs().uri() + ">");
            context.header(
                    "Content-Disposition",
                    "attachment; filename=\"" + version.layer() + "-" + version.id() + "." + encoder.fileExtension()
                            + "\"");
            context.contentType(encoder.mediaType());
            encoder.write(request.shown(snapshot), page.rows(), request.crs(), members, context.outputStream());
        });
    }
}
