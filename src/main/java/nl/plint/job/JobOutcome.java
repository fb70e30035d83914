package nl.plint.job;

/** What a successful job gave: bytes that are sent as they are. */
public final class JobOutcome {
    private final byte[] bytes;
    private final String mediaType;

    public JobOutcome(byte[] bytes, String mediaType) {
        this.bytes = bytes.clone();
        this.mediaType = mediaType;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    public String mediaType() {
        return mediaType;
    }
}
