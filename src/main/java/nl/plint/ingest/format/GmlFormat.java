package nl.plint.ingest.format;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/**
 * GML 2, 3.1 and 3.2 in any application schema: answers of a WFS, INSPIRE, BGT, TOP10NL, BRK, BAG 1 and 2 extracts, STOP
 * geo-informatieobjecten. No schema is read or fetched.
 */
public final class GmlFormat implements SourceFormat {
    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?([A-Za-z_][\\w.-]*)[\\s/>]");

    /** Kinds of XML that are no GML and that others read. */
    private static final Set<String> OTHERS = Set.of("kml", "gpx", "osm", "html", "svg", "OGRVRTDataSource");

    @Override
    public String name() {
        return "GML";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        String document = TextEncoding.start(start).stripLeading();
        if (!document.startsWith("<")) {
            return false;
        }
        Matcher root = ROOT.matcher(document.replaceAll("(?s)<\\?.*?\\?>|<!--.*?(-->|$)", ""));
        return !root.find() || !OTHERS.contains(root.group(1));
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return GmlReader.open(file, options);
    }
}
