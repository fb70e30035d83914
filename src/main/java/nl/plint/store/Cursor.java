package nl.plint.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A place in a walk through the pages of one version: the position to go on from.
 *
 * <p>It names its version, so a walk that began before a new version was published ends in the version where it began; and the
 * order of the walk, in which the position counts.
 * The text form carries a checksum: one that was cut off or changed by hand is refused, not taken for the first page.
 *
 * @param order what is sorted by, in the form of {@link SortKey#text}; empty for stored order
 */
public record Cursor(String versionId, int position, String order) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,80})~(\\d{1,9})~(.{0,4000})~([0-9a-f]{1,8})", Pattern.DOTALL);

    public Cursor {
        if (position < 0) {
            throw new IllegalArgumentException("a cursor has no position below 0, was " + position);
        }
    }

    /** The text form, safe in a URL. */
    public String encode() {
        String body = versionId + "~" + position + "~" + order;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((body + "~" + checksum(body)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is not one that {@link #encode} made
     */
    public static Cursor decode(String text) {
        Matcher matcher = FORM.matcher(decoded(text));
        if (matcher.matches()) {
            Cursor cursor = new Cursor(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3));
            if (cursor.encode().equals(text)) {
                return cursor;
            }
        }
        throw new IllegalArgumentException("the cursor is not one that Plint gave out; start again without it");
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(("plint cursor " + body).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
