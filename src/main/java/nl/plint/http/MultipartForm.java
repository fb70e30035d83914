package nl.plint.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form with files (multipart/form-data, RFC 7578) while it comes in: parts named {@code file} go to the disk, the
 * others are short fields in UTF-8.
 *
 * <p>Not the parser of Jetty 12.1.12: that one puts a line feed before the contents of a file that begins as a boundary does,
 * with a dash, when the network cuts the body there.
 */
final class MultipartForm {
    private static final int MOST_PARTS = 50;
    private static final int MOST_HEADERS = 20;
    private static final int MOST_HEADER_BYTES = 4_096;
    private static final int MOST_FIELD_BYTES = 10_000;
    private static final int MOST_BOUNDARY_LENGTH = 70;
    private static final String FILE = "file";
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;\"]+)=(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]*))");

    private final DelimitedStream in;
    private final Upload upload;

    private MultipartForm(DelimitedStream in, Upload upload) {
        this.in = in;
        this.upload = upload;
    }

    /**
     * Reads the form in a body into an upload.
     *
     * @throws ProblemException when it is another kind of multipart, malformed, or has too much in it
     */
    static void read(InputStream body, String contentType, Upload upload) throws IOException {
        String boundary = parameters(contentType).getOrDefault("boundary", "");
        if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                || boundary.isEmpty()
                || boundary.length() > MOST_BOUNDARY_LENGTH) {
            throw refused("the content type must be multipart/form-data with a boundary, was '" + contentType + "'");
        }
        // The line break before a boundary belongs to it; the first one may have none, so it is given one.
        new MultipartForm(new DelimitedStream(body, "\r\n", "\r\n--" + boundary), upload).readParts();
    }

    private void readParts() throws IOException {
        // What comes before the first boundary means nothing.
        in.copyUntilDelimiter(OutputStream.nullOutputStream());
        for (int parts = 0; beginsPart(); parts++) {
            if (parts == MOST_PARTS) {
                throw refused("the form has more than " + MOST_PARTS + " parts");
            }
            readPart();
        }
    }

    /** Whether the boundary that was just passed begins a part, rather than closing the form. */
    private boolean beginsPart() throws IOException {
        int first = in.read();
        int second = in.read();
        if (first == '-' && second == '-') {
            return false;
        }
        boolean lineEnds = first == '\r' && second == '\n';
        if (!lineEnds && !in.readLine(MOST_HEADER_BYTES).isBlank()) {
            throw malformed("a boundary is followed by other text");
        }
        return true;
    }

    private void readPart() throws IOException {
        Map<String, String> disposition = readDisposition();
        String name = disposition.getOrDefault("name", "");
        String fileName = disposition.get("filename");
        if (name.isEmpty()) {
            throw refused("each part of the form needs a name in its Content-Disposition");
        }
        if (name.equals(FILE)) {
            if (fileName == null) {
                throw refused("part 'file' needs a filename in its Content-Disposition");
            }
            try (OutputStream out = upload.newFile(fileName)) {
                in.copyUntilDelimiter(out);
            }
        } else if (fileName == null) {
            Field field = new Field(name);
            in.copyUntilDelimiter(field);
            upload.putField(name, field.toString(StandardCharsets.UTF_8));
        } else {
            throw refused("files go in parts named 'file', there is one named '" + name + "'");
        }
    }

    private Map<String, String> readDisposition() throws IOException {
        Map<String, String> disposition = Map.of();
        for (int headers = 0; headers <= MOST_HEADERS; headers++) {
            String line = in.readLine(MOST_HEADER_BYTES);
            if (line.isEmpty()) {
                return disposition;
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                disposition = parameters(line);
            }
        }
        throw refused("a part of the form has more than " + MOST_HEADERS + " headers");
    }

    /** The parameters of a header, their names in lower case. */
    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher found = PARAMETER.matcher(header);
        while (found.find()) {
            @Nullable String quoted = found.group(2);
            // Only these two are escaped: a browser that sends a whole path sends its backslashes as they are.
            String value = quoted == null
                    ? String.valueOf(found.group(3))
                    : quoted.replace("\\\"", "\"").replace("\\\\", "\\");
            parameters.putIfAbsent(String.valueOf(found.group(1)).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(Problem.invalidBody(detail));
    }

    /** The body breaks the rules of its own form. */
    static ProblemException malformed(String detail) {
        return refused("the body is no valid multipart/form-data: " + detail);
    }

    /** The value of a field as far as it is read. */
    private static final class Field extends ByteArrayOutputStream {
        private final String name;

        Field(String name) {
            this.name = name;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (size() + length > MOST_FIELD_BYTES) {
                throw refused("field '" + name + "' is longer than " + MOST_FIELD_BYTES + " bytes");
            }
            super.write(bytes, offset, length);
        }
    }
}
