package nl.plint.http;

import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import nl.plint.job.JobFile;
import org.jspecify.annotations.Nullable;

/** Brings the body of a request to the disk while it comes in: one file as it is, or a form with files in it. */
final class UploadReader {
    private final Path folder;
    private final long mostBytes;

    /**
     * @param folder where the folders of uploads are made
     * @param mostBytes what a body may be at most
     */
    UploadReader(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads the body to its end. The upload is the caller's to close; when this throws nothing is left.
     *
     * @param fileName the name of a file that is sent as it is; null where only a form can be sent
     * @throws ProblemException when the body is too large, empty or malformed
     */
    Upload read(Context context, @Nullable String fileName) throws IOException {
        if (context.req().getContentLengthLong() > mostBytes) {
            throw tooLarge();
        }
        Upload upload = Upload.below(folder);
        try {
            if (isForm(context)) {
                MultipartForm.read(body(context), String.valueOf(context.contentType()), upload);
            } else if (fileName == null) {
                throw new ProblemException(Problem.invalidParameter(
                        "fileName must name the file that is sent, such as ?fileName=shops.csv"));
            } else {
                try (OutputStream out = upload.newFile(fileName)) {
                    body(context).transferTo(out);
                }
            }
            requireContents(upload);
            return upload;
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    private static boolean isForm(Context context) {
        String type = context.contentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** The body, which ends in a problem where it becomes too large. */
    private InputStream body(Context context) {
        return new FilterInputStream(context.bodyInputStream()) {
            private long total;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                total += Math.max(read, 0);
                if (total > mostBytes) {
                    throw tooLarge();
                }
                return read;
            }
        };
    }

    private static void requireContents(Upload upload) throws IOException {
        if (upload.files().isEmpty()) {
            throw new ProblemException(Problem.invalidBody("the form has no file; send it as part 'file'"));
        }
        for (JobFile file : upload.files()) {
            if (Files.size(file.path()) == 0) {
                throw new ProblemException(Problem.invalidBody("the body is empty; send the file"));
            }
        }
    }

    private ProblemException tooLarge() {
        String most = mostBytes < 1 << 20 ? mostBytes + " bytes" : (mostBytes >> 20) + " MiB";
        return new ProblemException(new Problem(
                413,
                "too-large",
                "Too large",
                "at most " + most + " can be sent; use 'plint ingest' for larger files"));
    }
}
