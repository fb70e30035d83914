package nl.plint.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A licence as a catalogue and a link name it.
 *
 * @param text as it was given with the data: an SPDX id, an address, or words
 * @param address where it can be read; null when it is only words
 */
record Licence(String text, @Nullable String address) {
    /** The addresses by which the licences of the Dutch government are known (list of DCAT-AP-NL). */
    private static final Map<String, String> KNOWN = Map.of(
            "CC0-1.0", "http://creativecommons.org/publicdomain/zero/1.0/deed.nl",
            "CC-BY-4.0", "http://creativecommons.org/licenses/by/4.0/deed.nl",
            "CC-BY-SA-4.0", "http://creativecommons.org/licenses/by-sa/4.0/deed.nl");

    /** The licence of a text: its own address, that of the licence with this SPDX id, or none when it is neither. */
    static Licence of(String text) {
        if (text.matches("https?://\\S+")) {
            return new Licence(text, text);
        }
        String spdx = text.matches("[A-Za-z0-9.+-]+") ? "http://spdx.org/licenses/" + text : null;
        return new Licence(text, KNOWN.getOrDefault(text, spdx));
    }
}
