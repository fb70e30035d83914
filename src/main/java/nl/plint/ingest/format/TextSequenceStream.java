package nl.plint.ingest.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A text sequence in UTF-8 as plain concatenated JSON: each record separator becomes a tab. A tab, because between records
 * it means nothing, and inside a text it is as forbidden as the separator, so a record that breaks off is still found.
 */
final class TextSequenceStream extends FilterInputStream {
    TextSequenceStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        return read == JsonStart.RECORD_SEPARATOR ? '\t' : read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        for (int at = offset; at < offset + read; at++) {
            if (buffer[at] == JsonStart.RECORD_SEPARATOR) {
                buffer[at] = '\t';
            }
        }
        return read;
    }
}
