package nl.plint.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * A piece of CQL2 text.
 *
 * @param text of a text and of a quoted name without its quotes, of anything else as it was written
 * @param offset of its first character
 */
record Cql2Token(Kind kind, String text, int offset) {
    enum Kind {
        TEXT,
        NUMBER,
        NAME,
        QUOTED_NAME,
        SYMBOL,
        END
    }

    private static final String ESCAPES = "abtnvfr'\\";
    private static final String ESCAPED = "\u0007\b\t\n\u000b\f\r'\\";

    /** Whether it is a word or a symbol of the grammar; case does not matter. */
    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The token as a message shows it. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + shortened(text) + "'";
            case NUMBER -> "the number " + shortened(text);
            case QUOTED_NAME -> "the name \"" + shortened(text) + "\"";
            case NAME, SYMBOL -> "'" + shortened(text) + "'";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "...";
    }

    /** All tokens of a text, an END behind them. */
    static List<Cql2Token> listOf(String source) {
        List<Cql2Token> tokens = new ArrayList<>();
        int at = skipSpace(source, 0);
        while (at < source.length()) {
            at = skipSpace(source, read(source, at, tokens));
        }
        tokens.add(new Cql2Token(Kind.END, "", source.length()));
        return tokens;
    }

    /** For each token that is an opening parenthesis the place of the one that closes it, for others and without it -1. */
    static int[] closings(List<Cql2Token> tokens) {
        int[] closings = new int[tokens.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int place = 0; place < closings.length; place++) {
            closings[place] = -1;
            if (tokens.get(place).is("(")) {
                open.push(place);
            } else if (tokens.get(place).is(")") && !open.isEmpty()) {
                closings[open.pop()] = place;
            }
        }
        return closings;
    }

    private static int read(String source, int start, List<Cql2Token> tokens) {
        int character = source.codePointAt(start);
        if (character == '\'') {
            return readText(source, start, tokens);
        }
        if (character == '"') {
            return readQuotedName(source, start, tokens);
        }
        if (isDigit(character) || (character == '.' && isDigit(at(source, start + 1)))) {
            int end = numberEnd(source, start);
            tokens.add(new Cql2Token(Kind.NUMBER, source.substring(start, end), start));
            return end;
        }
        if (isNameStart(character)) {
            int end = start;
            while (end < source.length() && isNamePart(source.codePointAt(end))) {
                end += Character.charCount(source.codePointAt(end));
            }
            tokens.add(new Cql2Token(Kind.NAME, source.substring(start, end), start));
            return end;
        }
        int length =
                (source.startsWith("<>", start) || source.startsWith("<=", start) || source.startsWith(">=", start))
                        ? 2
                        : 1;
        if (length == 1 && "=<>()*/+-,%^".indexOf(character) < 0) {
            throw Cql2Exception.at(
                    start,
                    "'" + Character.toString(character) + "' has no meaning here outside a text in single quotes");
        }
        tokens.add(new Cql2Token(Kind.SYMBOL, source.substring(start, start + length), start));
        return start + length;
    }

    private static int readText(String source, int start, List<Cql2Token> tokens) {
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < source.length()) {
            char character = source.charAt(at);
            int escape = character == '\\' ? ESCAPES.indexOf(at(source, at + 1)) : -1;
            if (escape >= 0) {
                text.append(ESCAPED.charAt(escape));
                at += 2;
            } else if (character != '\'') {
                text.append(character);
                at++;
            } else if (at(source, at + 1) == '\'') {
                text.append('\'');
                at += 2;
            } else {
                tokens.add(new Cql2Token(Kind.TEXT, text.toString(), start));
                return at + 1;
            }
        }
        throw Cql2Exception.at(start, "the text that begins here has no closing quote '");
    }

    private static int readQuotedName(String source, int start, List<Cql2Token> tokens) {
        StringBuilder name = new StringBuilder();
        int at = start + 1;
        while (at < source.length()) {
            if (source.charAt(at) != '"') {
                name.append(source.charAt(at));
                at++;
            } else if (at(source, at + 1) == '"') {
                name.append('"');
                at += 2;
            } else if (name.isEmpty()) {
                break;
            } else {
                tokens.add(new Cql2Token(Kind.QUOTED_NAME, name.toString(), start));
                return at + 1;
            }
        }
        throw Cql2Exception.at(start, "the name that begins here is empty or has no closing quote \"");
    }

    private static int numberEnd(String source, int start) {
        int at = digitsEnd(source, start);
        if (at(source, at) == '.') {
            at = digitsEnd(source, at + 1);
        }
        char exponent = at(source, at);
        if (exponent == 'e' || exponent == 'E') {
            char sign = at(source, at + 1);
            int digits = (sign == '+' || sign == '-') ? at + 2 : at + 1;
            if (isDigit(at(source, digits))) {
                return digitsEnd(source, digits);
            }
        }
        return at;
    }

    private static int digitsEnd(String source, int start) {
        int at = start;
        while (isDigit(at(source, at))) {
            at++;
        }
        return at;
    }

    /** The character at a place, NUL beyond the end. */
    private static char at(String source, int place) {
        return place < source.length() ? source.charAt(place) : 0;
    }

    private static int skipSpace(String source, int start) {
        int at = start;
        while (at < source.length() && isSpace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Whether a name can begin with it: the letters of XML names, and the colon. */
    private static boolean isNameStart(int character) {
        return character == ':'
                || character == '_'
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= 0xC0 && character <= 0x2FF && character != 0xD7 && character != 0xF7)
                || (character >= 0x370 && character <= 0x1FFE && character != 0x37E && character != 0x1680)
                || character == 0x200C
                || character == 0x200D
                || (character >= 0x2070 && character <= 0x218F)
                || (character >= 0x2C00 && character <= 0x2FEF)
                || (character >= 0x3001 && character <= 0xD7FF)
                || (character >= 0xF900 && character <= 0xFDCF)
                || (character >= 0xFDF0 && character <= 0xFFFD)
                || (character >= 0x10000 && character <= 0xEFFFF);
    }

    private static boolean isNamePart(int character) {
        return isNameStart(character)
                || isDigit(character)
                || character == '.'
                || (character >= 0x300 && character <= 0x36F)
                || character == 0x203F
                || character == 0x2040;
    }

    /** Whether text is a name that needs no quotes, unless it is a word of the grammar. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && isNameStart(text.codePointAt(0))
                && text.codePoints().allMatch(Cql2Token::isNamePart);
    }
}
