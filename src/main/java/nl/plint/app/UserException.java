package nl.plint.app;

/** A command cannot be carried out for a reason that its user can mend; the message says how. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }
}
