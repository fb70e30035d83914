package nl.plint.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import nl.plint.encode.tile.VectorTile;
import nl.plint.encode.tile.VectorTileEncoder;
import nl.plint.filter.Expression;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;
import nl.plint.store.Snapshot;

/**
 * Tiles that were made, plain and zipped, up to a number of bytes. Snapshots never change, so nothing in here is ever out of date;
 * those not asked for any more are the first to go.
 */
final class TileCache {
    private static final int ENTRY_BYTES = 256;

    private final VectorTileEncoder encoder = new VectorTileEncoder();
    private final Selections selections;
    private final boolean keeps;
    private final Cache<Key, SentTile> tiles;

    /**
     * @param mostBytes how many bytes are kept at most; 0 keeps none
     */
    TileCache(long mostBytes, Selections selections) {
        this.selections = selections;
        this.keeps = mostBytes > 0;
        this.tiles = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Key key, SentTile tile) ->
                        tile.bytes().length + key.selection().length() + ENTRY_BYTES)
                .build();
    }

    /** Snapshots by their numbers, so that the key does not keep them in memory. */
    private record Key(List<Long> snapshots, String selection, String set, TileAddress tile, boolean zipped) {}

    /**
     * A tile as it is sent.
     *
     * @param tag what stands for these bytes in an entity tag
     * @param isZipped whether the bytes are those of the tile in gzip
     * @param thinned for each layer that is thinned how many features of how many are in it, empty when there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // thousands of bytes, never compared
    record SentTile(byte[] bytes, String tag, boolean isZipped, String thinned) {
        boolean isEmpty() {
            return bytes.length == 0;
        }
    }

    /**
     * A tile with a layer of each snapshot.
     *
     * @param request says which features are in it
     * @param zipped whether it is wanted in gzip; an empty tile is not zipped
     */
    SentTile get(List<Snapshot> snapshots, TilesRequest request, TileMatrixSet set, TileAddress tile, boolean zipped) {
        List<Long> numbers = snapshots.stream().map(selections::serial).toList();
        Key key = new Key(numbers, TilesRequest.written(request.selecting()), set.id(), tile, zipped);
        SentTile known = tiles.getIfPresent(key);
        if (known != null) {
            return known;
        }
        if (zipped) {
            SentTile plain = get(snapshots, request, set, tile, false);
            return made(key, () -> zipped(plain));
        }
        if (snapshots.size() == 1) {
            IntPredicate rows = rows(snapshots.get(0), request);
            return made(key, () -> encoded(snapshots.get(0), rows, set, tile));
        }
        // Not within the making of this one: the cache does not take a tile while it makes another.
        SentTile joined = joined(snapshots, request, set, tile);
        return made(key, () -> joined);
    }

    /** Makes a tile, once when many ask for it together. */
    private SentTile made(Key key, Supplier<SentTile> make) {
        return keeps ? tiles.get(key, any -> make.get()) : make.get();
    }

    /** Layers stand one after the other in a tile, so the tiles of each of them do together. */
    private SentTile joined(List<Snapshot> snapshots, TilesRequest request, TileMatrixSet set, TileAddress tile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> thinned = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            SentTile one = get(List.of(snapshot), request, set, tile, false);
            bytes.writeBytes(one.bytes());
            if (!one.thinned().isEmpty()) {
                thinned.add(one.thinned());
            }
        }
        return new SentTile(bytes.toByteArray(), tag(bytes.toByteArray()), false, String.join(", ", thinned));
    }

    private SentTile encoded(Snapshot snapshot, IntPredicate rows, TileMatrixSet set, TileAddress tile) {
        String layer = snapshot.version().layer();
        VectorTile encoded = encoder.encode(snapshot, layer, set, tile, rows);
        String thinned = encoded.isThinned() ? layer + "=" + encoded.featureCount() + "/" + encoded.offeredCount() : "";
        return new SentTile(encoded.bytes(), tag(encoded.bytes()), false, thinned);
    }

    private IntPredicate rows(Snapshot snapshot, TilesRequest request) {
        Expression filter = request.filter();
        if (filter == null) {
            return row -> true;
        }
        return selections.of(snapshot, null, filter)::contains;
    }

    private static SentTile zipped(SentTile plain) {
        if (plain.isEmpty()) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.bytes().length / 2 + 64);
        try (GZIPOutputStream zip = new FastGzip(bytes)) {
            zip.write(plain.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array in memory does not fail
        }
        return new SentTile(bytes.toByteArray(), plain.tag() + "-gzip", true, plain.thinned());
    }

    /** Tiles are zipped once and kept, and also when somebody waits for one that nobody saw before. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream target) throws IOException {
            super(target, 1 << 13);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Of the bytes alone: a tile that a new version leaves as it was need not be sent again. */
    private static String tag(byte[] bytes) {
        return hash(new CRC32(), bytes) + hash(new CRC32C(), bytes) + "-" + bytes.length;
    }

    private static String hash(Checksum checksum, byte[] bytes) {
        checksum.update(bytes, 0, bytes.length);
        return Long.toHexString(checksum.getValue());
    }
}
