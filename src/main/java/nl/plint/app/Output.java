package nl.plint.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes its result: a file that appears whole or not at all, or standard output. */
final class Output {
    private Output() {}

    /** Writes to a stream. */
    interface Writer {
        void write(OutputStream stream) throws IOException;
    }

    static void write(CommandSpec spec, @Nullable Path file, Writer writer) {
        try {
            if (file == null) {
                writer.write(System.out);
                System.out.flush();
                return;
            }
            Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".plint", ".part");
            try {
                try (OutputStream stream = Files.newOutputStream(beside)) {
                    writer.write(stream);
                }
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            spec.commandLine().getErr().println("Wrote " + file + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + (file == null ? "to standard output" : file), e);
        }
    }
}
