package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledFilesTest {
    @Test
    void threads_that_list_the_files_of_a_jar_at_once_do_not_stand_in_each_others_way(@TempDir Path folder)
            throws Exception {
        Path jar = folder.resolve("a program.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("gis-data/layers/b.yaml", "gis-data/layers/a.yaml", "gis-data/layers/c.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        URL layers = URI.create("jar:" + jar.toUri() + "!/gis-data/layers").toURL();
        Callable<List<String>> list = () -> BundledFiles.listYaml(layers);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(list);
            }
            for (Future<List<String>> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).containsExactly("a.yaml", "b.yaml");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_layers_of_the_program_are_listed_in_order() {
        assertThat(BundledFiles.listYaml("layers"))
                .contains("municipalities.yaml")
                .isSorted();
        assertThat(BundledFiles.listYaml("there-is-none")).isEmpty();
    }
}
