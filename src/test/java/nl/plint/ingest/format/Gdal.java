package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The programs of GDAL: an independent writer and reader of the formats that are tested. */
public final class Gdal {
    private Gdal() {}

    /** Skips the tests where GDAL is not installed. */
    public static void assume() {
        try {
            new ProcessBuilder("ogr2ogr", "--version").start().waitFor();
        } catch (IOException e) {
            Assumptions.abort("ogr2ogr is not installed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file in a format of GDAL. */
    public static Path convert(String format, Path source, Path target, String... options) {
        List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", format, target.toString(), source.toString()));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
        return target;
    }

    /** What a program prints; it must end well. */
    public static String run(String... command) {
        try {
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(started.waitFor()).as(output).isZero();
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
