package nl.plint.dataset;

import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a version came from.
 *
 * @param source who made the data
 * @param licence SPDX id or URL of the licence
 * @param attribution the text that a map must show, null where none is asked
 * @param fileName name of the file taken in, without its folder
 * @param fileSha256 SHA-256 of that file, lower-case hex
 * @param mapping id of the mapping used, null where none was
 * @param synthetic whether the data is invented, and must say so wherever it is shown
 * @param software version of Plint that took it in
 */
public record Provenance(
        LocalizedText source,
        String licence,
        @Nullable String attribution,
        String fileName,
        String fileSha256,
        @Nullable String mapping,
        boolean synthetic,
        String software) {}
