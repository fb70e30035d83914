package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Scripts and styles of the pages, from the class path: OpenLayers and our own. The address of each has its hash in it, so it may
 * be kept for ever.
 */
final class Assets {
    private static final String ROOT = "/ogc/assets";
    private static final String OPEN_LAYERS = "/META-INF/resources/webjars/ol/10.7.0/";
    private static final Map<String, Asset> ALL = Map.of(
            "ol.js", Asset.read(OPEN_LAYERS + "dist/ol.js", "text/javascript; charset=utf-8"),
            "ol.css", Asset.read(OPEN_LAYERS + "ol.css", "text/css; charset=utf-8"),
            "map.js", Asset.read("/web/map.js", "text/javascript; charset=utf-8"));

    private Assets() {}

    static void register(RoutesConfig routes) {
        routes.get(ROOT + "/{hash}/{name}", Assets::asset);
    }

    /** The path of an asset on this server. */
    static String path(String name) {
        return ROOT + "/" + get(name).hash + "/" + name;
    }

    private static Asset get(String name) {
        Asset asset = ALL.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return asset;
    }

    private static void asset(Context context) {
        String name = context.pathParam("name");
        Asset asset = ALL.get(name);
        if (asset == null || !asset.hash.equals(context.pathParam("hash"))) {
            throw new ProblemException(Problem.notFound("there is no file at " + context.path()));
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.result(asset.contents).contentType(asset.mediaType);
    }

    private static final class Asset {
        private final byte[] contents;
        private final String mediaType;
        private final String hash;

        private Asset(byte[] contents, String mediaType, String hash) {
            this.contents = contents;
            this.mediaType = mediaType;
            this.hash = hash;
        }

        static Asset read(String resource, String mediaType) {
            try (InputStream in = Assets.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is not on the class path");
                }
                byte[] contents = in.readAllBytes();
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(contents);
                return new Asset(contents, mediaType, HexFormat.of().formatHex(digest, 0, 8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
