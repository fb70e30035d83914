package nl.plint.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.plint.ingest.CombinedReader;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFile;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;

/**
 * Files of other formats in a zip, or in zips in a zip as BAG extracts come: a Shapefile with its parts, one file, or one
 * table in several files that are numbered ({@code 0221PND15092020-000001.xml} and on).
 *
 * <p>When a zip holds several layers, the source layer chooses: the name of a file without its extension and number, or a
 * part of it that fits one only; for a layer inside that file, {@code file/layer}.
 */
public final class ZippedFormat implements SourceFormat {
    private static final Set<String> NO_DATA = Set.of(".pdf", ".doc", ".docx", ".md", ".html", ".qml", ".sld", ".lyr");
    private static final Set<String> PARTS_OF_SHAPEFILE =
            Set.of(".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".xml", ".idx");

    private final List<SourceFormat> formats;

    /**
     * @param formats of the files inside, in the order in which they are tried
     */
    public ZippedFormat(List<SourceFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    @Override
    public String name() {
        return "zip";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        String extension = UnpackedZip.extension(fileName);
        // Some formats are zips themselves; GDAL reads them.
        boolean other = Set.of(".xlsx", ".ods", ".docx", ".kmz").contains(extension)
                || fileName.toLowerCase(Locale.ROOT).endsWith(".gdb.zip");
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4 && !other;
    }

    /** A file inside and the format that reads it. */
    private record Inside(SourceFile file, SourceFormat format) {}

    @Override
    public SourceReader open(Path file, Options options) {
        UnpackedZip zip;
        try {
            zip = UnpackedZip.of(file, options.fileName());
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + options.fileName() + ": " + e.getMessage(), e);
        }
        String wanted = options.sourceLayer();
        List<Inside> chosen;
        String inner;
        try {
            Map<String, List<Inside>> layers = layers(zip.files(), options.fileName());
            chosen = Objects.requireNonNull(layers.get(choose(layers.keySet(), wanted, options.fileName())));
            inner = innerLayer(layers.size(), wanted);
        } catch (RuntimeException e) {
            // Whatever went wrong, the unpacked files go.
            zip.close();
            throw e;
        }
        SourceFormat format = chosen.get(0).format();
        return CombinedReader.open(
                chosen.stream().map(Inside::file).toList(),
                part -> format.open(
                        part.path(), new Options(options.fileName() + "/" + part.name(), inner, options.geometry())),
                zip::close);
    }

    /** The files that can be read, by the layer that they are a part of. */
    private Map<String, List<Inside>> layers(List<SourceFile> files, String fileName) {
        boolean shapefiles = files.stream()
                .anyMatch(file -> UnpackedZip.extension(file.name()).equals(".shp"));
        Map<String, List<Inside>> layers = new LinkedHashMap<>();
        for (SourceFile file : files) {
            String extension = UnpackedZip.extension(file.name());
            boolean part = NO_DATA.contains(extension) || (shapefiles && PARTS_OF_SHAPEFILE.contains(extension));
            if (!part) {
                recognize(file)
                        .ifPresent(format -> layers.computeIfAbsent(layerName(file.name()), name -> new ArrayList<>())
                                .add(new Inside(file, format)));
            }
        }
        if (layers.isEmpty()) {
            throw new IngestException(
                    Fault.UNKNOWN_FORMAT,
                    fileName + " holds no file that can be read; it has "
                            + files.stream().map(SourceFile::name).limit(20).toList());
        }
        return layers;
    }

    private Optional<SourceFormat> recognize(SourceFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] start = in.readNBytes(4096);
            return formats.stream()
                    .filter(format -> format.recognizes(file.path(), file.name(), start))
                    .findFirst();
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + file.name() + ": " + e.getMessage(), e);
        }
    }

    /** The name without extension and without a number that only tells which part of the layer it is. */
    private static String layerName(String name) {
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).replaceFirst("[-_]\\d{4,}$", "");
    }

    private static String choose(Set<String> layers, @Nullable String wanted, String fileName) {
        if (layers.size() == 1) {
            return layers.iterator().next();
        }
        if (wanted != null) {
            String file = wanted.contains("/") ? wanted.substring(0, wanted.indexOf('/')) : wanted;
            String name = layerName(file);
            if (layers.contains(name)) {
                return name;
            }
            String part = name.toLowerCase(Locale.ROOT);
            List<String> fitting = layers.stream()
                    .filter(layer -> layer.toLowerCase(Locale.ROOT).contains(part))
                    .toList();
            if (fitting.size() == 1) {
                return fitting.get(0);
            }
        }
        throw new IngestException(
                Fault.AMBIGUOUS_LAYER,
                fileName + (wanted == null ? " holds several layers" : " has no single layer '" + wanted + "'")
                        + "; choose one as the source layer: " + layers);
    }

    private static @Nullable String innerLayer(int layers, @Nullable String wanted) {
        if (wanted != null && wanted.contains("/")) {
            return wanted.substring(wanted.indexOf('/') + 1);
        }
        return layers == 1 ? wanted : null;
    }
}
