package nl.plint.dataset;

/** Who may see a property. */
public enum Restriction {
    /** Everybody. */
    NONE,
    /** Everybody in a version whose licence is open or whose data is invented, in others only those with a key. */
    UNLESS_OPEN,
    /** Only those with a key. */
    ALWAYS;

    /** What it comes to in a version: for everybody, or not. */
    Restriction in(Provenance provenance) {
        return this != UNLESS_OPEN ? this : provenance.isOpen() ? NONE : ALWAYS;
    }
}
