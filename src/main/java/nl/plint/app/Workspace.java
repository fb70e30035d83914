package nl.plint.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.file.LayerDefinitionFile;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.Mapping;
import nl.plint.job.JobStore;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.UnknownVersionException;
import org.jspecify.annotations.Nullable;

/** An open archive with the built-in layers defined, and what works on it. */
final class Workspace implements AutoCloseable {
    private final DatasetArchive archive;
    private final Function<Path, JobStore> jobs;
    private final DatasetCatalog catalog;

    private Workspace(ArchivePlace.Opened opened, Audience shownTo) {
        this.archive = opened.archive();
        this.jobs = opened.jobs();
        defineBuiltInLayers();
        this.catalog = new DatasetCatalog(archive, shownTo);
    }

    static Workspace open(Path folder) {
        return open(ArchivePlace.folder(folder));
    }

    static Workspace open(ArchivePlace place) {
        return open(place, Audience.PUBLIC);
    }

    /** @param shownTo whom everybody is taken for, when it comes to answers that were kept */
    static Workspace open(ArchivePlace place, Audience shownTo) {
        ArchivePlace.Opened opened = place.open();
        try {
            return new Workspace(opened, shownTo);
        } catch (RuntimeException e) {
            opened.archive().close(); // and what could not be opened is told
            throw e;
        }
    }

    DatasetArchive archive() {
        return archive;
    }

    DatasetCatalog catalog() {
        return catalog;
    }

    /**
     * A version of a layer.
     *
     * @param version its id, null for the current one
     */
    DatasetVersion version(String layer, @Nullable String version) {
        return version == null
                ? catalog.now().get(layer).current()
                : archive.findVersion(layer, version).orElseThrow(() -> new UnknownVersionException(layer, version));
    }

    Ingestion ingestion() {
        return ingestion(Wiring.mappings());
    }

    /** Ingestion with other mappings than those that come with the program. */
    Ingestion ingestion(Map<String, Mapping> mappings) {
        return new Ingestion(catalog, Wiring.sourceFormats(), mappings, Version.current());
    }

    /**
     * Where jobs are kept: with the archive, where several servers may share it.
     *
     * @param files a folder for the files that jobs work on
     */
    JobStore jobs(Path files) {
        return jobs.apply(files);
    }

    private void defineBuiltInLayers() {
        Map<String, LayerDefinition> known = new HashMap<>();
        archive.listLayers().forEach(layer -> known.put(layer.id(), layer));
        for (LayerDefinition layer : builtInLayers()) {
            if (!layer.equals(known.get(layer.id()))) {
                archive.define(layer);
            }
        }
    }

    /** The definitions that come with the program. */
    static List<LayerDefinition> builtInLayers() {
        return BundledFiles.listYaml("layers").stream()
                .map(name -> {
                    try (InputStream yaml = BundledFiles.open("layers/" + name)) {
                        return LayerDefinitionFile.read(yaml, name);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        catalog.close();
        archive.close();
    }
}
