package nl.plint.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A form with files (multipart/form-data, RFC 7578) that is parsed while it comes in: parts named {@code file} go to the
 * disk, the others are short fields in UTF-8.
 *
 * <p>The parser of Jetty swallows what its listener throws, so the first failure is kept and thrown after each piece.
 */
final class MultipartForm extends MultiPart.AbstractPartsListener implements AutoCloseable {
    private static final int MOST_PARTS = 50;
    private static final int MOST_HEADER_BYTES = 4_096;
    private static final int MOST_FIELD_BYTES = 10_000;
    private static final String FILE = "file";

    private final Upload upload;
    private final MultiPart.Parser parser;
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private @Nullable OutputStream file;
    private @Nullable RuntimeException failure;

    private MultipartForm(Upload upload, String boundary) {
        this.upload = upload;
        this.parser = new MultiPart.Parser(boundary, this);
        parser.setMaxParts(MOST_PARTS);
        parser.setPartHeadersMaxLength(MOST_HEADER_BYTES);
    }

    /**
     * A form that puts what it finds into an upload.
     *
     * @throws ProblemException when it is another kind of multipart, or without a boundary
     */
    static MultipartForm into(Upload upload, String contentType) {
        String boundary = MultiPart.extractBoundary(contentType);
        if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                || boundary == null
                || boundary.isEmpty()
                || boundary.length() > 70) {
            throw malformed("the content type must be multipart/form-data with a boundary, was '" + contentType + "'");
        }
        return new MultipartForm(upload, boundary);
    }

    /** Parses the next piece. */
    void take(byte[] bytes, int length) {
        parse(Content.Chunk.from(ByteBuffer.wrap(bytes, 0, length), false));
    }

    /** Says that there are no more pieces. */
    void finish() {
        parse(Content.Chunk.EOF);
    }

    private void parse(Content.Chunk chunk) {
        parser.parse(chunk);
        if (failure != null) {
            throw failure;
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.invalidBody(detail));
    }

    @Override
    public void onPartHeaders() {
        attempt(() -> {
            String name = getName();
            if (name == null || name.isEmpty()) {
                throw malformed("each part needs a name in its Content-Disposition");
            }
            if (name.equals(FILE)) {
                if (getFileName() == null) {
                    throw malformed("part 'file' needs a filename in its Content-Disposition");
                }
                file = upload.newFile(getFileName());
            } else if (getFileName() != null) {
                throw malformed("files go in parts named 'file', there is one named '" + name + "'");
            }
        });
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        attempt(() -> {
            byte[] bytes = new byte[chunk.getByteBuffer().remaining()];
            chunk.getByteBuffer().get(bytes);
            if (file != null) {
                file.write(bytes);
            } else if (field.size() + bytes.length > MOST_FIELD_BYTES) {
                throw malformed("field '" + getName() + "' is longer than " + MOST_FIELD_BYTES + " bytes");
            } else {
                field.write(bytes);
            }
        });
    }

    @Override
    public void onPart(String name, @Nullable String fileName, HttpFields headers) {
        attempt(() -> {
            if (file != null) {
                file.close();
                file = null;
            } else {
                upload.putField(name, field.toString(StandardCharsets.UTF_8));
                field.reset();
            }
        });
    }

    @Override
    public void onFailure(Throwable cause) {
        if (failure == null) {
            failure = malformed("the body is no valid multipart/form-data: " + cause.getMessage());
        }
    }

    /** One step of taking in a part. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) {
        if (failure != null) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            failure = new UncheckedIOException("cannot write a file that is sent", e);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Closes the file of a part that broke off. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
