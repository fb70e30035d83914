package nl.plint.text;

import java.util.Locale;

/** One text in Dutch and in English. Neither is blank. */
public record LocalizedText(String nl, String en) {
    public LocalizedText {
        if (nl.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException(
                    "a text needs both Dutch and English, was nl='" + nl + "', en='" + en + "'");
        }
    }

    /** A text that is the same in both languages, such as a name. */
    public static LocalizedText same(String text) {
        return new LocalizedText(text, text);
    }

    /** The Dutch text for a Dutch locale, the English one for every other. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("nl") ? nl : en;
    }
}
