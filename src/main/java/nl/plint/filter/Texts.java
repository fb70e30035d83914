package nl.plint.filter;

import java.text.Normalizer;
import java.util.Locale;

/** Texts as CQL2 compares them. */
final class Texts {
    /** Below it no character can be written in another way. */
    private static final char FIRST_COMPOSABLE = '\u0300';

    private static final int DOTLESS_I = 0x131;
    private static final int FIRST_CHEROKEE = 0x13A0;
    private static final int LAST_CHEROKEE = 0x13FD;
    private static final int FIRST_SMALL_CHEROKEE = 0xAB70;
    private static final int LAST_SMALL_CHEROKEE = 0xABBF;
    private static final int DAKUTEN = 0x3099;
    private static final int HANDAKUTEN = 0x309A;

    private Texts() {}

    /** The text in which canonically equal texts are equal (Unicode normalization form C). */
    static String normalized(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= FIRST_COMPOSABLE) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Full case folding of Unicode: equal for texts that differ in case only. */
    static String caseFolded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character < 0x80) {
                folded.append((char) ((character >= 'A' && character <= 'Z') ? character + 32 : character));
            } else {
                folded.append(caseFolded(character));
            }
        });
        return normalized(folded.toString());
    }

    /** Character by character: the small sigma at the end of a word is a matter of spelling, not of folding. */
    private static String caseFolded(int character) {
        String own = Character.toString(character);
        if (character == DOTLESS_I || (character >= FIRST_CHEROKEE && character <= LAST_CHEROKEE)) {
            return character > 0x13F5 ? own.toUpperCase(Locale.ROOT) : own;
        }
        if (character >= FIRST_SMALL_CHEROKEE && character <= LAST_SMALL_CHEROKEE) {
            return own.toUpperCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder();
        own.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .forEach(upper -> folded.append(Character.toString(upper).toLowerCase(Locale.ROOT)));
        return folded.toString();
    }

    /** The text without nonspacing marks; those that voice Japanese syllables are kept, they make other letters. */
    static String withoutAccents(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK
                        || character == DAKUTEN
                        || character == HANDAKUTEN)
                .forEach(bare::appendCodePoint);
        return normalized(bare.toString());
    }
}
