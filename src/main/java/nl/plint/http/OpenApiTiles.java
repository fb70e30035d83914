package nl.plint.http;

import static nl.plint.http.ApiDescription.query;
import static nl.plint.http.ApiDescription.ref;
import static nl.plint.http.ApiSchemas.ANY_OBJECT;
import static nl.plint.http.ApiSchemas.LINKS;
import static nl.plint.http.ApiSchemas.NUMBER;
import static nl.plint.http.ApiSchemas.TEXT;
import static nl.plint.http.ApiSchemas.URI;
import static nl.plint.http.ApiSchemas.WHOLE;
import static nl.plint.http.ApiSchemas.list;
import static nl.plint.http.ApiSchemas.object;
import static nl.plint.http.ApiSchemas.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.encode.tile.VectorTileEncoder;
import nl.plint.geo.TileMatrixSet;

/** The part of the description of the API about OGC API Tiles. */
final class OpenApiTiles {
    private static final String TAG = "tiles";
    private static final Map<String, Object> FROM_ZERO = Map.of("type", "integer", "minimum", 0);

    private OpenApiTiles() {}

    static void describe(ApiDescription api) {
        api.tag(TAG, "Vectortegels van lagen", "Vector tiles of layers");
        parameters(api);
        schemas(api);
        api.operation(
                "get",
                "/tileMatrixSets",
                read("tileMatrixSets", "Tegelstelsels", "Tile matrix sets")
                        .withShared("f")
                        .answersDocument("De tegelstelsels", "The tile matrix sets", ref("TileMatrixSets")));
        api.operation(
                "get",
                "/tileMatrixSets/{tileMatrixSetId}",
                read("tileMatrixSet", "Een tegelstelsel", "A tile matrix set")
                        .withShared("tileMatrixSetId", "f")
                        .answersDocument("Het tegelstelsel", "The tile matrix set", ref("TileMatrixSet")));
        describe(
                api,
                "/collections/{id}/tiles",
                "collection",
                "collectionId",
                "version",
                "datetime",
                "filter",
                "filterLang",
                "filterCrs");
        describe(api, "/tiles", "dataset", "collections", "datetime");
    }

    private static ApiOperation read(String operationId, String nl, String en) {
        return ApiOperation.of(operationId, TAG, nl, en).withShared("lang", "acceptLanguage");
    }

    private static void parameters(ApiDescription api) {
        api.parameter(
                "tileMatrixSetId",
                ApiDescription.path(
                        "tileMatrixSetId",
                        "Naam van het tegelstelsel",
                        "Id of the tile matrix set",
                        oneOf(TileMatrixSet.SERVED.stream()
                                .map(TileMatrixSet::id)
                                .toList())));
        api.parameter(
                "tileMatrix",
                ApiDescription.path(
                        "tileMatrix",
                        "Zoomniveau: 0 tot en met 18, in NetherlandsRDNewQuad tot en met 16",
                        "Zoom: 0 to 18, in NetherlandsRDNewQuad to 16",
                        FROM_ZERO));
        api.parameter("tileRow", ApiDescription.path("tileRow", "Rij, van boven af", "Row, from the top", FROM_ZERO));
        api.parameter(
                "tileCol", ApiDescription.path("tileCol", "Kolom, van links af", "Column, from the left", FROM_ZERO));
        api.parameter(
                "version",
                query(
                        "version",
                        "Naam van een versie; haar tegels veranderen nooit",
                        "Id of a version; its tiles never change",
                        TEXT));
        Map<String, Object> collections = query(
                "collections",
                "Namen van de gewenste lagen; zonder deze alle",
                "Ids of the layers that are wanted; all without it",
                list(TEXT));
        api.parameter("collections", collections);
        api.parameter(
                "tileSetFormat",
                query(
                        "f",
                        "Vorm van het antwoord; tilejson alleen voor WebMercatorQuad",
                        "Form of the answer; tilejson for WebMercatorQuad only",
                        oneOf(List.of("json", "html", "tilejson"))));
        api.parameter("tileFormat", query("f", "Vorm van de tegel", "Form of the tile", oneOf(List.of("mvt"))));
    }

    private static void schemas(ApiDescription api) {
        Map<String, Object> corner = Map.of("type", "array", "minItems", 2, "maxItems", 2, "items", NUMBER);
        Map<String, Object> matrix = object(List.of("id", "scaleDenominator", "cellSize", "pointOfOrigin"))
                .with("id", TEXT)
                .with("scaleDenominator", NUMBER)
                .with("cellSize", NUMBER)
                .with("cornerOfOrigin", oneOf(List.of("topLeft")))
                .with("pointOfOrigin", corner)
                .with("tileWidth", WHOLE)
                .with("tileHeight", WHOLE)
                .with("matrixWidth", WHOLE)
                .with("matrixHeight", WHOLE)
                .toMap();
        api.schema(
                "TileMatrixSet",
                object(List.of("id", "crs", "tileMatrices"))
                        .with("id", TEXT)
                        .with("title", TEXT)
                        .with("uri", URI)
                        .with("crs", URI)
                        .with("orderedAxes", list(TEXT))
                        .with("wellKnownScaleSet", URI)
                        .with("tileMatrices", list(matrix))
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "TileMatrixSets",
                object(List.of("tileMatrixSets"))
                        .with(
                                "tileMatrixSets",
                                list(object(List.of("id", "links"))
                                        .with("id", TEXT)
                                        .with("title", TEXT)
                                        .with("uri", URI)
                                        .with("crs", URI)
                                        .with("links", LINKS)
                                        .toMap()))
                        .with("links", LINKS)
                        .toMap());
        Map<String, Object> limits = object(
                        List.of("tileMatrix", "minTileRow", "maxTileRow", "minTileCol", "maxTileCol"))
                .with("tileMatrix", TEXT)
                .with("minTileRow", WHOLE)
                .with("maxTileRow", WHOLE)
                .with("minTileCol", WHOLE)
                .with("maxTileCol", WHOLE)
                .toMap();
        Map<String, Object> layer = object(List.of("id", "dataType"))
                .with("id", TEXT)
                .with("title", TEXT)
                .with("description", TEXT)
                .with("dataType", oneOf(List.of("vector")))
                .with("geometryDimension", WHOLE)
                .with("propertiesSchema", ANY_OBJECT)
                .with("links", LINKS)
                .toMap();
        api.schema(
                "TileSet",
                object(List.of("dataType", "crs", "links"))
                        .with("title", TEXT)
                        .with("dataType", oneOf(List.of("vector")))
                        .with("crs", URI)
                        .with("tileMatrixSetId", TEXT)
                        .with("tileMatrixSetURI", URI)
                        .with("tileMatrixSetLimits", list(limits))
                        .with("layers", list(layer))
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "TileSets",
                object(List.of("tilesets"))
                        .with("title", TEXT)
                        .with("tilesets", list(ref("TileSet")))
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "TileJson",
                object(List.of("tilejson", "tiles", "vector_layers"))
                        .with("tilejson", TEXT)
                        .with("name", TEXT)
                        .with("attribution", TEXT)
                        .with("scheme", TEXT)
                        .with("tiles", list(TEXT))
                        .with("minzoom", WHOLE)
                        .with("maxzoom", WHOLE)
                        .with("bounds", list(NUMBER))
                        .with("vector_layers", list(ANY_OBJECT))
                        .toMap());
    }

    /** The list of tilesets, a tileset and a tile, of a collection or of the dataset, by the names that the standard gives. */
    private static void describe(ApiDescription api, String path, String of, String... parameters) {
        api.operation(
                "get",
                path,
                read(of + ".vector.getTileSetsList", "Tegelsets", "Tilesets")
                        .withShared(parameters)
                        .withShared("f")
                        .answersDocument("De tegelsets", "The tilesets", ref("TileSets")));
        Map<String, Map<String, Object>> description = new LinkedHashMap<>();
        description.put("application/json", ref("TileSet"));
        description.put("text/html", TEXT);
        description.put(TileDocuments.TILE_JSON, ref("TileJson"));
        api.operation(
                "get",
                path + "/{tileMatrixSetId}",
                read(of + ".vector.getTileSet", "Een tegelset", "A tileset")
                        .withShared(parameters)
                        .withShared("tileMatrixSetId", "tileSetFormat")
                        .answers("200", "De tegelset", "The tileset", description));
        api.operation(
                "get",
                path + "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
                read(of + ".vector.getTile", "Een vectortegel", "A vector tile")
                        .withShared(parameters)
                        .withShared("tileMatrixSetId", "tileMatrix", "tileRow", "tileCol", "tileFormat")
                        .answers(
                                "200",
                                "Mapbox Vector Tile 2.1 met een laag voor elke collectie",
                                "Mapbox Vector Tile 2.1 with a layer for each collection",
                                Map.of(VectorTileEncoder.MEDIA_TYPE, ApiSchemas.BINARY))
                        .header(
                                "200",
                                TileRoutes.THINNED,
                                "Hoeveel objecten van hoeveel er in een laag staan die te groot was",
                                "How many features of how many are in a layer that was too large")
                        .answers("204", "In deze tegel is niets", "There is nothing in this tile", Map.of()));
    }
}
