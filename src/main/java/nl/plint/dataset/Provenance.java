package nl.plint.dataset;

import java.util.regex.Pattern;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a version came from.
 *
 * @param source who made the data
 * @param licence SPDX id or URL of the licence
 * @param attribution the text that a map must show, null where none is asked
 * @param fileName name of the file taken in, without its folder; of a kept answer its process
 * @param fileSha256 SHA-256 of that file, lower-case hex; of a kept answer that of what it was asked
 * @param mapping id of the mapping used, null where none was
 * @param synthetic whether the data is invented, and must say so wherever it is shown
 * @param software version of Plint that took it in
 * @param execution the analysis whose answer it is, null for data that was taken in
 */
public record Provenance(
        LocalizedText source,
        String licence,
        @Nullable String attribution,
        String fileName,
        String fileSha256,
        @Nullable String mapping,
        boolean synthetic,
        String software,
        @Nullable Execution execution) {
    private static final Pattern OPEN = Pattern.compile(
            "(CC0|CC-BY|CC-BY-SA|ODbL|ODC-By|PDDL|DL-DE-BY|DL-DE-ZERO|OGL-UK|NLOD|etalab)-\\d[\\d.]*(-[A-Z]{2})?"
                    + "|https?://creativecommons\\.org/(publicdomain/(zero|mark)|licenses/(by|by-sa))/.*"
                    + "|https?://opendatacommons\\.org/licenses/(odbl|by|pddl)/.*");

    /**
     * Whether everybody may have the data and pass it on: its licence is a known open one (by its SPDX id or its address), or it is
     * invented. A licence that is not stated or not known is not open.
     */
    public boolean isOpen() {
        return synthetic || OPEN.matcher(licence).matches();
    }

    /** Of data that was taken in. */
    public Provenance(
            LocalizedText source,
            String licence,
            @Nullable String attribution,
            String fileName,
            String fileSha256,
            @Nullable String mapping,
            boolean synthetic,
            String software) {
        this(source, licence, attribution, fileName, fileSha256, mapping, synthetic, software, null);
    }
}
