package nl.plint.policy.file;

/** A policy cannot be used. Says in which document, where in it, what stands there and what is accepted. */
public final class InvalidPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String document;
    private final String path;
    private final int line;

    /**
     * @param path the place in the document, such as {@code rules[3].condition}
     * @param line counted from 1; 0 when the document has no lines
     */
    public InvalidPolicyException(String document, String path, int line, String fault) {
        super(document + (line > 0 ? ", line " + line : "") + (path.isEmpty() ? "" : ", " + path) + ": " + fault);
        this.document = document;
        this.path = path;
        this.line = line;
    }

    public String document() {
        return document;
    }

    public String path() {
        return path;
    }

    public int line() {
        return line;
    }
}
