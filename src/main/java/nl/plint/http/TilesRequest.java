package nl.plint.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.filter.Expression;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.PublishedLayer;
import nl.plint.store.UnknownVersionException;
import org.jspecify.annotations.Nullable;

/**
 * What a request for tiles, or for a description of them, asks of which layers; read from its path and query once.
 *
 * @param path where the tiles are, below the root of the API
 * @param layers the collection, or those of the dataset that are asked for
 * @param versions the version of each of them that answers; a layer that had none in force at the time asked for is left out
 * @param isPinned whether the request names the version, so that its answer never changes
 * @param filter null for all features
 * @param selecting the parameters that select features, in a fixed order
 * @param query all parameters but the format, for links
 */
record TilesRequest(
        String path,
        List<PublishedLayer> layers,
        List<DatasetVersion> versions,
        boolean isPinned,
        @Nullable Expression filter,
        Map<String, String> selecting,
        Map<String, String> query) {
    private static final List<String> OF_COLLECTION = List.of(
            "f", "version", "datetime", FilterParameters.FILTER, FilterParameters.LANGUAGE, FilterParameters.CRS);
    private static final List<String> OF_DATASET = List.of("f", "collections", "datetime");

    /**
     * The tiles of one collection.
     *
     * @throws ProblemException naming the parameter, its value and what is accepted
     * @throws UnknownVersionException when the layer has no version of that name that readers may see
     */
    static TilesRequest ofCollection(Context context, DatasetCatalog catalog) {
        PublishedLayer layer = catalog.now().forPublic().get(context.pathParam("id"));
        String id = layer.definition().id();
        if (layer.definition().geometry() == GeometryKind.NONE) {
            throw new ProblemException(
                    Problem.notFound("layer '" + id + "' is a table without places, so it has no tiles"));
        }
        String versionId = context.queryParam("version");
        String datetime = context.queryParam("datetime");
        if (versionId != null && datetime != null) {
            throw new ProblemException(
                    Problem.invalidParameter("version and datetime both choose a version; leave one of them out"));
        }
        DatasetVersion version = versionId == null
                ? ItemsRequest.atTime(datetime, layer)
                : catalog.findReleased(id, versionId)
                        .filter(catalog.now().forPublic()::shows)
                        .map(catalog.now().forPublic()::seen)
                        .orElseThrow(() -> new UnknownVersionException(id, versionId));
        DatasetVersion described = version == null ? layer.current() : version;
        List<String> known = new ArrayList<>(OF_COLLECTION);
        known.addAll(FilterParameters.queryables(described.schema()));
        Documents.requireKnown(context, known);
        Map<String, String> query = query(context);
        Map<String, String> selecting = new TreeMap<>(query);
        selecting.remove("version");
        selecting.remove("datetime");
        return new TilesRequest(
                "/collections/" + id + "/tiles",
                List.of(layer),
                version == null ? List.of() : List.of(version),
                versionId != null,
                FilterParameters.read(context, described.schema()),
                selecting,
                query);
    }

    /** The tiles of several collections together: those of {@code collections}, all that have places without it. */
    static TilesRequest ofDataset(Context context, DatasetCatalog catalog) {
        Documents.requireKnown(context, OF_DATASET);
        List<PublishedLayer> withPlaces = catalog.now().forPublic().list().stream()
                .filter(layer -> layer.definition().geometry() != GeometryKind.NONE)
                .toList();
        String asked = context.queryParam("collections");
        List<PublishedLayer> layers = asked == null
                ? withPlaces
                : Arrays.stream(asked.split(",", -1))
                        .distinct()
                        .map(id -> named(id, withPlaces))
                        .toList();
        List<DatasetVersion> versions = new ArrayList<>();
        for (PublishedLayer layer : layers) {
            DatasetVersion version = ItemsRequest.atTime(context.queryParam("datetime"), layer);
            if (version != null) {
                versions.add(version);
            }
        }
        return new TilesRequest("/tiles", layers, versions, false, null, Map.of(), query(context));
    }

    private static PublishedLayer named(String id, List<PublishedLayer> layers) {
        return layers.stream()
                .filter(layer -> layer.definition().id().equals(id))
                .findFirst()
                .orElseThrow(() -> ItemsRequest.invalid(
                        "collections",
                        id,
                        "ids of collections with commas between, of "
                                + layers.stream()
                                        .map(layer -> layer.definition().id())
                                        .toList()));
    }

    private static Map<String, String> query(Context context) {
        Map<String, String> query = new TreeMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        query.remove("f");
        return query;
    }

    /** Parameters as they are written in a URL. */
    static String written(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> Links.encoded(entry.getKey()) + "=" + Links.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }
}
