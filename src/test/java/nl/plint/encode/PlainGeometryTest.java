package nl.plint.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import nl.plint.geo.Crs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class PlainGeometryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "6.56, '6.56,0.0'",
        "6, '6.0,0.0'",
        "-6.5600001, '-6.5600001,0.0'",
        "6.56000004, '6.56,0.0'",
        "0.05, '0.05,0.0'",
        "0.0005, '5.0E-4,0.0'",
        "-180, '-180.0,0.0'"
    })
    void a_coordinate_has_the_decimals_that_it_needs_and_seven_at_most(double x, String written) throws IOException {
        assertThat(written(x, Crs.CRS84)).isEqualTo("{\"type\":\"Point\",\"coordinates\":[" + written + "]}");
    }

    @Property(tries = 500)
    void a_coordinate_is_read_back_as_the_nearest_centimetre_or_millimetre(
            @ForAll @DoubleRange(min = -1e8, max = 1e8) double x) throws IOException {
        assertThat(JSON.readTree(written(x, Crs.RD_NEW)).at("/coordinates/0").asDouble())
                .isEqualTo(Math.round(x * 1e3) / 1e3);
        assertThat(JSON.readTree(written(x / 1e6, Crs.CRS84))
                        .at("/coordinates/0")
                        .asDouble())
                .isEqualTo(Math.round(x / 1e6 * 1e7) / 1e7);
    }

    private static String written(double x, Crs crs) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
            new PlainGeometry(json, crs).write(new GeometryFactory().createPoint(new Coordinate(x, 0)));
        }
        return text.toString();
    }
}
