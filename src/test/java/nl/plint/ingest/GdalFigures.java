package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.locationtech.jts.geom.Envelope;

/**
 * What GDAL counts and measures in many files, all of them at once: {@code ogr2ogr} turns the layers of one virtual data
 * source to RD New, and SQL measures them with SpatiaLite.
 *
 * <p>How to read a layer is told in words with spaces between: {@code layer=} its name, {@code srs=} its CRS where the file
 * does not say it, {@code source=} another path than the file's own, {@code {}} being that path and a bar standing between
 * several; a name in capitals is an option of the driver.
 */
final class GdalFigures {
    private GdalFigures() {}

    /**
     * The features of a layer in RD New.
     *
     * @param length of lines, and the perimeter of polygons
     * @param bounds null envelope when no feature has a place
     */
    record Figures(long count, double area, double length, Envelope bounds) {}

    /** Skips the test where GDAL is not installed. */
    static void assumeInstalled() {
        try {
            new ProcessBuilder("ogr2ogr", "--version").start().waitFor();
        } catch (IOException e) {
            Assumptions.abort("ogr2ogr is not installed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads all layers.
     *
     * @param layers how to read each
     * @param path the file that each is in
     * @param hasPlaces whether there is something to measure; else the features are only counted
     * @param folder to work in
     */
    static <T> Map<T, Figures> of(Map<T, String> layers, Function<T, Path> path, Predicate<T> hasPlaces, Path folder)
            throws IOException {
        StringBuilder virtual = new StringBuilder("<OGRVRTDataSource>\n");
        List<String> measures = new ArrayList<>();
        Map<String, T> byName = new LinkedHashMap<>();
        layers.forEach((key, how) -> {
            String name = "layer" + byName.size();
            byName.put(name, key);
            virtual.append(layer(name, how, path.apply(key).toString()));
            measures.add("SELECT '" + name + "' AS name, count(*) AS count"
                    + (hasPlaces.test(key)
                            ? ", total(st_area(gdal_geom)) AS area, total(st_length(gdal_geom)) + total(st_perimeter(gdal_geom)) AS length,"
                                    + " min(st_minx(gdal_geom)) AS minx, max(st_maxx(gdal_geom)) AS maxx,"
                                    + " min(st_miny(gdal_geom)) AS miny, max(st_maxy(gdal_geom)) AS maxy"
                            : ", 0.0 AS area, 0.0 AS length, NULL AS minx, NULL AS maxx, NULL AS miny, NULL AS maxy")
                    + " FROM " + name);
        });
        Path source = Files.writeString(folder.resolve("all.vrt"), virtual.append("</OGRVRTDataSource>\n"));
        Path turned = folder.resolve("all.gpkg");
        run(
                "ogr2ogr -f GPKG -t_srs EPSG:28992 -dim XY -nlt CONVERT_TO_LINEAR --config OGR_ARC_STEPSIZE 0.1"
                        + " -lco FID=gdal_fid -lco GEOMETRY_NAME=gdal_geom -lco SPATIAL_INDEX=NO",
                turned.toString(),
                source.toString());
        Path figures = folder.resolve("figures.csv");
        run(
                "ogr2ogr -f CSV -dialect SQLite -sql",
                String.join(" UNION ALL ", measures),
                figures.toString(),
                turned.toString());
        Map<T, Figures> answers = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(figures)) {
            csv.forEach(row -> answers.put(byName.get(row.getField("name")), figures(row)));
        }
        return answers;
    }

    private static Figures figures(NamedCsvRecord row) {
        return new Figures(
                Long.parseLong(row.getField("count")),
                number(row, "area"),
                number(row, "length"),
                row.getField("minx").isEmpty()
                        ? new Envelope()
                        : new Envelope(
                                number(row, "minx"), number(row, "maxx"), number(row, "miny"), number(row, "maxy")));
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    /** A layer of the virtual data source, or several that are put together. */
    private static String layer(String name, String how, String path) {
        List<String> sources = List.of(path);
        // GDAL would write what it found out of a GML file beside it.
        StringBuilder options =
                new StringBuilder(path.matches(".*\\.(?:gml|xml)") ? "<OOI key=\"WRITE_GFS\">NO</OOI>" : "");
        String sourceLayer = "";
        String crs = "";
        for (String word : how.split(" ")) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.indexOf('='))) {
                case "layer" -> sourceLayer = value;
                case "srs" -> crs = "<LayerSRS>" + value + "</LayerSRS>";
                case "source" -> sources = List.of(value.replace("{}", path).split("\\|"));
                case "measures" -> {
                    // For who compares: area and length are known to differ.
                }
                default ->
                    options.append("<OOI key=\"")
                            .append(word, 0, word.indexOf('='))
                            .append("\">")
                            .append(value)
                            .append("</OOI>");
            }
        }
        StringBuilder parts = new StringBuilder();
        for (int at = 0; at < sources.size(); at++) {
            parts.append("<OGRVRTLayer name=\"")
                    .append(name)
                    .append(sources.size() == 1 ? "" : "part" + at)
                    .append("\"><SrcDataSource>")
                    .append(sources.get(at))
                    .append("</SrcDataSource><OpenOptions>")
                    .append(options)
                    .append("</OpenOptions><SrcLayer>")
                    .append(sourceLayer)
                    .append("</SrcLayer>")
                    .append(crs)
                    .append("</OGRVRTLayer>\n");
        }
        return sources.size() == 1
                ? parts.toString()
                : "<OGRVRTUnionLayer name=\"" + name + "\">" + parts + "</OGRVRTUnionLayer>\n";
    }

    /** Runs a program with words, and with more that may have spaces; it must end well. */
    private static void run(String words, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(words.split(" ")));
        command.addAll(List.of(more));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            String errors = output.lines()
                    .filter(line -> !line.startsWith("Warning"))
                    .limit(10)
                    .collect(Collectors.joining("\n"));
            assertThat(program.waitFor()).as(errors).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
