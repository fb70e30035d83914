package nl.plint.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A walk over the tokens of a CQL2 text. */
final class Cql2Tokens {
    private final List<Cql2Token> tokens;
    private final int[] closings;
    private int at;

    Cql2Tokens(String source) {
        tokens = Cql2Token.listOf(source);
        closings = Cql2Token.closings(tokens);
    }

    Cql2Token current() {
        return tokens.get(at);
    }

    /** The token after the current one, or the last. */
    Cql2Token following(int places) {
        return tokens.get(Math.min(at + places, tokens.size() - 1));
    }

    int offset() {
        return current().offset();
    }

    void next() {
        if (at < tokens.size() - 1) {
            at++;
        }
    }

    /** The symbol or word that an operator can be, in lower case; empty for anything else. */
    String symbol() {
        Cql2Token token = current();
        return (token.kind() == Cql2Token.Kind.SYMBOL || token.is("DIV"))
                ? token.text().toLowerCase(Locale.ROOT)
                : "";
    }

    boolean accept(String word) {
        if (current().is(word)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw expected("'" + word + "'");
        }
    }

    void requireEnd() {
        if (current().kind() != Cql2Token.Kind.END) {
            throw expected("AND, OR or the end");
        }
    }

    Cql2Exception expected(String what) {
        return Cql2Exception.at(
                offset(), "expected " + what + ", found " + current().shown());
    }

    /** A text that has a form of its own. */
    <T> T text(String form, Function<String, Optional<T>> reader) {
        Cql2Token token = current();
        Optional<T> read = token.kind() == Cql2Token.Kind.TEXT ? reader.apply(token.text()) : Optional.empty();
        T value = read.orElseThrow(() -> expected(form + " in single quotes"));
        next();
        return value;
    }

    /** An unsigned number. */
    double number() {
        if (current().kind() != Cql2Token.Kind.NUMBER) {
            throw expected("a number");
        }
        double number = Double.parseDouble(current().text());
        if (Double.isInfinite(number)) {
            throw expected("a number below 1.8E308");
        }
        next();
        return number;
    }

    double signedNumber() {
        boolean minus = accept("-");
        if (!minus) {
            accept("+");
        }
        double number = number();
        return minus ? -number : number;
    }

    /** Whether a parenthesis opens here and what it closes is a whole argument: a comma or another closing one follows. */
    boolean isWholeInParentheses() {
        int closing = closings[at];
        return closing >= 0
                && closing + 1 < tokens.size()
                && (tokens.get(closing + 1).is(",") || tokens.get(closing + 1).is(")"));
    }
}
