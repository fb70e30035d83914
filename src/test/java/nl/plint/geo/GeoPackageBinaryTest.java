package nl.plint.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class GeoPackageBinaryTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private final GeoPackageBinary binary = new GeoPackageBinary(FACTORY);

    @Test
    void a_point_has_no_envelope() throws ParseException {
        byte[] blob = binary.encode(new WKTReader().read("POINT (1 2)"), 28992);
        assertThat(HexFormat.of().formatHex(blob))
                .isEqualTo("47500001" + "40710000" + "0101000000" + "000000000000f03f" + "0000000000000040");
        assertThat(GeoPackageBinary.srsId(blob)).isEqualTo(28992);
    }

    @Test
    void an_empty_geometry_is_flagged_as_such() throws ParseException {
        byte[] blob = binary.encode(new WKTReader().read("POLYGON EMPTY"), 28992);
        assertThat(blob[3]).isEqualTo((byte) 0x11);
        assertThat(binary.decode(blob).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4", "2, 6", "3, 6", "4, 8"})
    void every_kind_of_envelope_and_both_byte_orders_are_read(int kind, int doubles) throws ParseException {
        for (String wkt : new String[] {"POINT (1 2)", "LINESTRING (1 2, 3 4)", "MULTIPOINT ((1 2), (3 4))"}) {
            Geometry expected = new WKTReader().read(wkt);
            for (int little = 0; little <= 1; little++) {
                byte[] wkb = new WKBWriter(2, little == 1 ? ByteOrderValues.LITTLE_ENDIAN : ByteOrderValues.BIG_ENDIAN)
                        .write(expected);
                byte[] blob = ByteBuffer.allocate(8 + 8 * doubles + wkb.length)
                        .order(little == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                        .put(new byte[] {'G', 'P', 0, (byte) (kind << 1 | little)})
                        .putInt(4326)
                        .put(new byte[8 * doubles])
                        .put(wkb)
                        .array();
                assertThat(binary.decode(blob).equalsExact(expected)).isTrue();
                assertThat(GeoPackageBinary.srsId(blob)).isEqualTo(4326);
            }
        }
    }

    @Property(tries = 200)
    void a_line_comes_back_exactly(
            @ForAll @Size(min = 2, max = 20) double[] xs, @ForAll @DoubleRange(min = -1e7, max = 1e7) double y)
            throws ParseException {
        Coordinate[] coordinates = new Coordinate[xs.length];
        for (int index = 0; index < xs.length; index++) {
            coordinates[index] = new Coordinate(xs[index], y + index);
        }
        Geometry line = FACTORY.createLineString(coordinates);
        assertThat(binary.decode(binary.encode(line, 28992)).equalsExact(line)).isTrue();
    }

    @Test
    void what_is_no_geometry_is_refused() {
        assertThatThrownBy(() -> binary.decode(new byte[] {1, 2, 3})).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> binary.decode(new byte[] {'G', 'P', 0, 0x21, 0, 0, 0, 0, 1}))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("extended");
        assertThatThrownBy(() -> binary.decode(new byte[] {'G', 'P', 0, 0x0b, 0, 0, 0, 0, 1}))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("envelope");
        assertThatThrownBy(() -> binary.decode(new byte[] {'G', 'P', 0, 0x03, 0, 0, 0, 0, 1}))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("cut short");
    }
}
