package nl.plint.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Gives the one kind of digest that is used. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
