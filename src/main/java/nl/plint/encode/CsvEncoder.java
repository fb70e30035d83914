package nl.plint.encode;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.geo.AxisOrder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTWriter;

/** CSV (RFC 4180) in UTF-8: a header line, the id, the properties, and the geometry as well-known text. */
public final class CsvEncoder implements FeatureEncoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String title() {
        return "CSV";
    }

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public String fileExtension() {
        return "csv";
    }

    @Override
    public void write(
            FeatureTable table, int[] rows, Crs crs, Map<String, ? extends @Nullable Object> members, OutputStream out)
            throws IOException {
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().build(text);
        List<String> header = new ArrayList<>();
        header.add("featureId");
        table.schema().properties().stream().map(PropertyDefinition::name).forEach(header::add);
        header.add("wkt");
        csv.writeRecord(header);
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, crs);
        WKTWriter wkt = new WKTWriter();
        for (int row : rows) {
            List<String> fields = new ArrayList<>(header.size());
            fields.add(table.id(row));
            for (int position = 0; position < table.schema().size(); position++) {
                fields.add(text(table.value(row, position)));
            }
            Geometry geometry = table.geometryRd(row);
            fields.add(geometry == null ? "" : wkt.write(AxisOrder.asWritten(reprojection.transform(geometry), crs)));
            csv.writeRecord(fields);
        }
        csv.flush();
        text.flush();
    }

    private static String text(@Nullable Object value) throws IOException {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value instanceof Map || value instanceof List ? JSON.writeValueAsString(value) : value.toString();
    }
}
