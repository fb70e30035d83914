package nl.plint.ingest.format;

import java.nio.file.Path;
import java.util.Locale;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/**
 * Tables as text: comma, semicolon, tab or bar between values, UTF-8, UTF-16 or Windows-1252, with a header line. Places come from
 * two columns or one with well-known text.
 */
public final class CsvFormat implements SourceFormat {
    @Override
    public String name() {
        return "CSV";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        boolean named = lower.endsWith(".csv") || lower.endsWith(".tsv") || lower.endsWith(".txt");
        String text = TextEncoding.start(start);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            return false;
        }
        String header = text.lines().findFirst().orElse("");
        boolean markup =
                header.stripLeading().startsWith("<") || header.stripLeading().startsWith("{");
        return start.length > 0 && !markup && (named || header.matches(".*[;,\t|].*"));
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return CsvReader.open(file, options);
    }
}
