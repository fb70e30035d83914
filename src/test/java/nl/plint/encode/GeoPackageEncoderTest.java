package nl.plint.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.geo.Crs;
import nl.plint.text.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The temporary file of a GeoPackage that is sent; what is in it is tested where it is read. */
class GeoPackageEncoderTest {
    private static final FeatureList TABLE = new FeatureList(
            new Schema(List.of(PropertyDefinition.of("name", new LocalizedText("Naam", "Name"), PropertyType.STRING))),
            List.of(new Feature("a", null, "one"), new Feature("b", null, "two")));

    @TempDir
    Path folder;

    private void write(Path temporary, OutputStream out) throws IOException {
        new GeoPackageEncoder(temporary).write(TABLE, new int[] {0, 1}, Crs.RD_NEW, Map.of(), out);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void a_receiver_that_hangs_up_leaves_no_file_behind() throws IOException {
        OutputStream hangsUp = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                assertThat(files()).hasSize(1);
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> write(folder, hangsUp)).hasMessage("gone");
        assertThat(files()).isEmpty();
        write(folder, OutputStream.nullOutputStream());
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_is_a_failure_of_input_and_output() {
        assertThatThrownBy(() -> write(folder.resolve("missing"), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }
}
