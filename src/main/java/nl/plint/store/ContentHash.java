package nl.plint.store;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.file.ValueJson;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/**
 * A SHA-256 over the features of a version, in their order: ids, geometries to the bit and values with their types. The same
 * whatever archive they are in, so that copies and backups can be held against it. For one thread.
 */
public final class ContentHash {
    private final MessageDigest sha256 = sha256();
    private final DataOutputStream out =
            new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
    private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.BIG_ENDIAN);

    public void add(Feature feature) {
        try {
            text(feature.id());
            Geometry geometry = feature.geometryRd();
            bytes(geometry == null ? null : wkb.write(geometry));
            out.writeInt(feature.valueCount());
            for (int position = 0; position < feature.valueCount(); position++) {
                value(feature.value(position));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash of all that was added, as 64 hexadecimal digits. Call it once. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The hash of all features of a stream, which is left open. */
    public static String of(FeatureStream stream) {
        ContentHash hash = new ContentHash();
        for (Feature feature = stream.next(); feature != null; feature = stream.next()) {
            hash.add(feature);
        }
        return hash.hex();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value == null || (value instanceof Double number && number.isNaN())) {
            out.writeByte('0');
        } else if (value instanceof String string) {
            out.writeByte('s');
            text(string);
        } else if (value instanceof Long number) {
            out.writeByte('i');
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number + 0.0); // SQLite knows no negative zero
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? 't' : 'f');
        } else if (value instanceof LocalDate date) {
            out.writeByte('D');
            out.writeLong(date.toEpochDay());
        } else {
            out.writeByte('j');
            text(ValueJson.write(value));
        }
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
