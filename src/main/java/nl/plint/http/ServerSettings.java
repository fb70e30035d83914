package nl.plint.http;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the server is run.
 *
 * @param host address to listen on
 * @param port 0 for any that is free
 * @param publicUrl what links begin with, such as {@code https://geo.example.nl}; null to take it from each request
 * @param keys the keys that may change layers; none means that nobody may
 * @param software name and version
 * @param uploadFolder where files that are sent are kept until they are taken in
 * @param mostUploadBytes what the body of such a request may be at most
 * @param publisher who publishes the data
 * @param cacheBytes how much of encoded features and tiles is kept to be sent again, at most
 * @param trustsProxy whether {@code Forwarded} and {@code X-Forwarded-*} say what the client asked for: only where a proxy stands in
 *     front that sets them itself, as anybody can send them
 */
public record ServerSettings(
        String host,
        int port,
        @Nullable String publicUrl,
        Set<String> keys,
        String software,
        Path uploadFolder,
        long mostUploadBytes,
        Publisher publisher,
        long cacheBytes,
        boolean trustsProxy) {
    private static final long MOST_UPLOAD_BYTES = 512L << 20;

    public ServerSettings {
        keys = Set.copyOf(keys);
    }

    /** Takes uploads of up to 512 MiB in the folder for temporary files. */
    public ServerSettings(String host, int port, @Nullable String publicUrl, Set<String> keys, String software) {
        this(host, port, publicUrl, keys, software, Path.of(System.getProperty("java.io.tmpdir")), MOST_UPLOAD_BYTES);
    }

    /** Leaves the publisher unnamed, keeps answers in a quarter of the heap, and trusts no proxy. */
    public ServerSettings(
            String host,
            int port,
            @Nullable String publicUrl,
            Set<String> keys,
            String software,
            Path uploadFolder,
            long mostUploadBytes) {
        this(
                host,
                port,
                publicUrl,
                keys,
                software,
                uploadFolder,
                mostUploadBytes,
                Publisher.UNNAMED,
                Runtime.getRuntime().maxMemory() / 4,
                false);
    }

    /** The same, with the publisher named. */
    public ServerSettings by(Publisher named) {
        return new ServerSettings(
                host, port, publicUrl, keys, software, uploadFolder, mostUploadBytes, named, cacheBytes, trustsProxy);
    }

    /** The same, with so many bytes for answers that are kept. */
    public ServerSettings caching(long bytes) {
        return new ServerSettings(
                host, port, publicUrl, keys, software, uploadFolder, mostUploadBytes, publisher, bytes, trustsProxy);
    }

    /** The same, behind a proxy whose word is taken for what the client asked for. */
    public ServerSettings behindProxy() {
        return new ServerSettings(
                host, port, publicUrl, keys, software, uploadFolder, mostUploadBytes, publisher, cacheBytes, true);
    }
}
