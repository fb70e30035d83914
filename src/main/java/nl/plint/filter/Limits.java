package nl.plint.filter;

/** How large an expression may be, whatever its encoding: one that a person or a program means stays far below. */
final class Limits {
    /** Characters of its text. */
    static final int LENGTH = 200_000;

    /** Expressions within expressions. */
    static final int DEPTH = 100;

    /** Expressions of all kinds together. */
    static final int EXPRESSIONS = 20_000;

    /** Coordinates of all geometries together. */
    static final int COORDINATES = 50_000;

    private int depth;
    private int expressions;
    private int coordinates;

    static void checkLength(String text) {
        if (text.length() > LENGTH) {
            throw Cql2Exception.of("it is " + text.length() + " characters long, at most " + LENGTH + " are taken");
        }
    }

    void enter(int offset) {
        if (++depth > DEPTH) {
            throw Cql2Exception.at(offset, "nested too deeply, at most " + DEPTH + " levels are taken");
        }
        if (++expressions > EXPRESSIONS) {
            throw Cql2Exception.at(offset, "too many parts, at most " + EXPRESSIONS + " are taken");
        }
    }

    void leave() {
        depth--;
    }

    void coordinate(int offset) {
        if (++coordinates > COORDINATES) {
            throw Cql2Exception.at(offset, "too many coordinates, at most " + COORDINATES + " are taken");
        }
    }
}
