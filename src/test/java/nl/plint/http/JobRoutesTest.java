package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.plint.job.JobStore;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.DatasetArchive;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Jobs of a server on a folder, which keeps them in memory. */
@NullUnmarked // the folder is made before the first test
class JobRoutesTest extends JobRoutesContract {
    private Path data;

    @Override
    DatasetArchive open() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        return GeoPackageArchive.open(data);
    }

    @Override
    JobStore jobs(Path files) {
        return new MemoryJobStore(files);
    }

    @Override
    void requireNoTraceOf(String layer) throws IOException {
        try (Stream<Path> kept = Files.walk(data)) {
            assertThat(kept.filter(Files::isRegularFile)
                            .map(file -> data.relativize(file).toString()))
                    .noneMatch(name -> name.contains(layer));
        }
    }

    @Test
    void stopping_the_server_dismisses_what_runs_and_leaves_nothing() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("uploads-of-another"));
        PlintServer stopping = serve(elsewhere);
        String job = sendHeld(stopping);
        PERMITS.release(2);
        while (!json(get(job)).path("message").asText().endsWith("rows read")) {
            Thread.onSpinWait();
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(stopping::close);
        while (!closing.isDone()) {
            PERMITS.release();
            Thread.sleep(50);
        }
        closing.get(1, TimeUnit.SECONDS);
        assertThat(elsewhere).isEmptyDirectory();
    }
}
