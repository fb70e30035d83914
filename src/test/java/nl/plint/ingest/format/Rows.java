package nl.plint.ingest.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.RawFeature;
import org.jspecify.annotations.NullUnmarked;
import org.locationtech.jts.geom.Geometry;

/** Reads whole files for tests. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
final class Rows {
    private Rows() {}

    static List<RawFeature> read(SourceFormat format, Path file) {
        return read(format, file, null);
    }

    static List<RawFeature> read(SourceFormat format, Path file, String sourceLayer) {
        try (SourceReader reader =
                format.open(file, new Options(file.getFileName().toString(), sourceLayer, null))) {
            return all(reader);
        }
    }

    static List<RawFeature> all(SourceReader reader) {
        List<RawFeature> rows = new ArrayList<>();
        for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
            rows.add(raw);
        }
        return rows;
    }

    /** Each row as a text of its values by name and of its geometry to the last digit, sorted: files may order as they like. */
    static List<String> texts(SourceFormat format, Path file, String sourceLayer) {
        try (SourceReader reader =
                format.open(file, new Options(file.getFileName().toString(), sourceLayer, null))) {
            return all(reader).stream().map(raw -> text(reader, raw)).sorted().toList();
        }
    }

    private static String text(SourceReader reader, RawFeature raw) {
        TreeMap<String, Object> values = new TreeMap<>();
        for (int column = 0; column < reader.columns().size(); column++) {
            Object value = raw.values().get(column);
            // A moment is text in either format; the number of its zeros is a matter of taste.
            boolean moment = value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\dT.*");
            values.put(
                    reader.columns().get(column).name(),
                    moment ? value.toString().replaceFirst("\\.0+(?=Z|$)", "") : value);
        }
        Geometry geometry = raw.geometry();
        return values + " " + (geometry == null ? null : geometry.toText()) + " " + raw.fault();
    }
}
