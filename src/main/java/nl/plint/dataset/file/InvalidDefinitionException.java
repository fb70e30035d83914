package nl.plint.dataset.file;

/** A definition cannot be used. Says in which file, at which key, what stands there and what is accepted. */
public final class InvalidDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidDefinitionException(String source, String path, String problem) {
        super(source + (path.isEmpty() ? "" : ", " + path) + ": " + problem);
    }

    InvalidDefinitionException(String source, String path, Exception cause) {
        super(source + (path.isEmpty() ? "" : ", " + path) + ": " + cause.getMessage(), cause);
    }
}
