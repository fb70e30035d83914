package nl.plint.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.NullUnmarked;

/** All that a reader gives for a file. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
record SourceRows(List<SourceColumn> columns, SourceCrs crs, boolean hasGeometry, List<RawFeature> features) {
    static SourceRows of(SourceFormat format, Path file) {
        List<RawFeature> features = new ArrayList<>();
        String name = file.getFileName().toString();
        try (SourceReader reader = format.open(file, new SourceFormat.Options(name, null, null))) {
            for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
                features.add(raw);
            }
            return new SourceRows(reader.columns(), reader.crs(), reader.hasGeometry(), features);
        }
    }

    static SourceRows of(SourceFormat format, Path folder, String text) throws java.io.IOException {
        return of(format, folder, text, StandardCharsets.UTF_8);
    }

    static SourceRows of(SourceFormat format, Path folder, String text, Charset charset) throws java.io.IOException {
        Path file = Files.write(folder.resolve("test.json"), text.getBytes(charset));
        return of(format, file);
    }

    /** The values of a row by the name of their column. */
    Map<String, Object> values(int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            values.put(columns.get(column).name(), features.get(row).values().get(column));
        }
        return values;
    }

    /** The geometries as well-known text, or the faults. */
    List<String> places() {
        return features.stream()
                .map(raw -> raw.fault() != null ? raw.fault() : String.valueOf(raw.geometry()))
                .toList();
    }

    List<String> ids() {
        return features.stream().map(RawFeature::id).toList();
    }

    List<String> columnNames() {
        return columns.stream().map(SourceColumn::name).toList();
    }
}
