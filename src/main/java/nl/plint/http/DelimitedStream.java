package nl.plint.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of a form as a stream with a delimiter in it, read piece by piece; of a piece no more is in memory than a buffer
 * holds. A body that ends before a piece does is malformed.
 */
final class DelimitedStream {
    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    /**
     * @param first what is read before the stream
     */
    DelimitedStream(InputStream in, String first, String delimiter) {
        this.in = in;
        this.delimiter = delimiter.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = first.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, buffer, 0, bytes.length);
        this.to = bytes.length;
    }

    /** Copies what comes before the next delimiter, and goes past it. */
    void copyUntilDelimiter(OutputStream out) throws IOException {
        while (true) {
            int at = indexOfDelimiter();
            // The last bytes may be the beginning of a delimiter.
            int end = at >= 0 ? at : Math.max(from, to - delimiter.length + 1);
            out.write(buffer, from, end - from);
            from = end;
            if (at >= 0) {
                from += delimiter.length;
                return;
            }
            fill();
        }
    }

    private int indexOfDelimiter() {
        for (int at = from; at <= to - delimiter.length; at++) {
            int matched = 0;
            while (matched < delimiter.length && buffer[at + matched] == delimiter[matched]) {
                matched++;
            }
            if (matched == delimiter.length) {
                return at;
            }
        }
        return -1;
    }

    /** The text, in UTF-8, before the next line break. */
    String readLine(int mostBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = read(); next != '\n'; next = read()) {
            line.write(next);
            if (line.size() > mostBytes) {
                throw MultipartForm.malformed("there is a line of more than " + mostBytes + " bytes");
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The next byte. */
    int read() throws IOException {
        if (from == to) {
            fill();
        }
        return buffer[from++] & 0xff;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw MultipartForm.malformed("it breaks off");
        }
        to += read;
    }
}
