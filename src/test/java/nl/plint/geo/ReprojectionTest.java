package nl.plint.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class ReprojectionTest {

    /** The self-check points of RDNAPTRANS: RD x, y and ETRS89 latitude, longitude. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Texel,           117380.12, 575040.34, 53.160753042, 4.824761912",
        "Noord-Groningen, 247380.56, 604580.78, 53.419482050, 6.776726674",
        "Amersfoort,      155000,    463000,    52.155172897, 5.387203657",
        "Zuid-Limburg,    182260.45, 311480.67, 50.792584916, 5.773795548"
    })
    void is_within_15_centimetres_of_the_published_points(
            String place, double x, double y, double latitude, double longitude) {
        for (Crs crs : new Crs[] {Crs.ETRS89, Crs.CRS84}) {
            double[] found = Reprojection.between(Crs.RD_NEW, crs).transform(x, y);
            assertThat(metersApart(found[0], found[1], longitude, latitude))
                    .as(place)
                    .isLessThan(0.15);
        }
    }

    /** Computed with PROJ's seven-parameter string, in DOMAIN section 2.6. */
    @ParameterizedTest
    @CsvSource({
        "6.5625,  52.99667, 233906.710, 557276.643",
        "6.90694, 52.77917, 257539.077, 533509.300",
        "6.19444, 52.69583, 209571.113, 523461.794"
    })
    void agrees_with_proj_to_a_centimetre_in_drenthe(double longitude, double latitude, double x, double y) {
        double[] found = Reprojection.between(Crs.CRS84, Crs.RD_NEW).transform(longitude, latitude);
        assertThat(found[0]).isCloseTo(x, within(0.01));
        assertThat(found[1]).isCloseTo(y, within(0.01));
    }

    @Property(tries = 300)
    void comes_back_within_a_centimetre(
            @ForAll @DoubleRange(min = 203_000, max = 270_500) double x,
            @ForAll @DoubleRange(min = 511_000, max = 582_000) double y) {
        for (Crs crs : Crs.SERVED) {
            double[] there = Reprojection.between(Crs.RD_NEW, crs).transform(x, y);
            double[] back = Reprojection.between(crs, Crs.RD_NEW).transform(there[0], there[1]);
            assertThat(Math.hypot(back[0] - x, back[1] - y)).as(crs.toString()).isLessThan(0.01);
        }
    }

    @Property(tries = 50)
    void agrees_with_geotools_to_two_centimetres(
            @ForAll @DoubleRange(min = 203_000, max = 270_500) double x,
            @ForAll @DoubleRange(min = 511_000, max = 582_000) double y) {
        double[] ours = Reprojection.between(Crs.RD_NEW, Crs.CRS84).transform(x, y);
        double[] theirs = {x, y};
        ForeignCrs.between(Crs.RD_NEW, Crs.CRS84).transform(theirs);
        assertThat(metersApart(ours[0], ours[1], theirs[0], theirs[1])).isLessThan(0.02);
    }

    @Test
    void web_mercator_is_on_the_sphere_of_the_web_maps() {
        double[] assen = Reprojection.between(Crs.CRS84, Crs.WEB_MERCATOR).transform(6.5625, 52.99667);
        double radius = 6_378_137;
        assertThat(assen[0]).isCloseTo(Math.toRadians(6.5625) * radius, within(0.001));
        assertThat(assen[1])
                .isCloseTo(Math.log(Math.tan(Math.PI / 4 + Math.toRadians(52.99667) / 2)) * radius, within(0.001));
    }

    @Test
    void a_system_that_is_not_served_goes_through_geotools() {
        // UTM zone 32 north of the ETRS89 point of Assen, by the same seven parameters: there and back.
        double[] utm = Reprojection.between(Crs.RD_NEW, Crs.epsg("25832")).transform(233_907, 557_277);
        assertThat(utm[0]).isBetween(330_000.0, 340_000.0);
        assertThat(utm[1]).isBetween(5_870_000.0, 5_880_000.0);
        double[] back = Reprojection.between(Crs.epsg("25832"), Crs.RD_NEW).transform(utm[0], utm[1]);
        assertThat(Math.hypot(back[0] - 233_907, back[1] - 557_277)).isLessThan(0.02);
    }

    @Test
    void reads_well_known_text_without_an_epsg_code() {
        String esri = "PROJCS[\"ETRS_1989_UTM_Zone_32N\",GEOGCS[\"GCS_ETRS_1989\",DATUM[\"D_ETRS_1989\","
                + "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
                + "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
                + "PARAMETER[\"Central_Meridian\",9.0],PARAMETER[\"Scale_Factor\",0.9996],"
                + "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
        double[] utm = Reprojection.between(Crs.RD_NEW, Crs.epsg("25832")).transform(233_907, 557_277);
        double[] found = Reprojection.fromWellKnownText(esri).transform(utm[0], utm[1]);
        assertThat(Math.hypot(found[0] - 233_907, found[1] - 557_277)).isLessThan(0.05);
    }

    /** WGS 84 without a shift equals WGS 84; the axes that the text names do not turn what is x first in a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
                        + "UNIT[\"degree\",0.0174532925199433]]",
                "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
                        + "UNIT[\"degree\",0.0174532925199433],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST]]",
                "GEOGCS[\"ETRS89\",DATUM[\"European_Terrestrial_Reference_System_1989\",SPHEROID[\"GRS 1980\",6378137,"
                        + "298.257222101],TOWGS84[0,0,0,0,0,0,0]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],"
                        + "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST]]"
            })
    void degrees_by_well_known_text_land_where_crs84_does(String text) {
        double[] expected = Reprojection.between(Crs.CRS84, Crs.RD_NEW).transform(6.56, 52.99);
        double[] found = Reprojection.fromWellKnownText(text).transform(6.56, 52.99);
        assertThat(Math.hypot(found[0] - expected[0], found[1] - expected[1])).isLessThan(1);
    }

    @Test
    void a_shift_that_the_text_gives_is_used() {
        String text = "GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128],"
                + "TOWGS84[565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725]],PRIMEM[\"Greenwich\",0],"
                + "UNIT[\"degree\",0.0174532925199433]]";
        // The origin of RD by its definition: the tower of Amersfoort in degrees of its own datum.
        double[] found = Reprojection.fromWellKnownText(text).transform(5.38763888888889, 52.1561605555556);
        assertThat(Math.hypot(found[0] - 155_000, found[1] - 463_000)).isLessThan(1);
    }

    @Test
    void degrees_of_a_datum_whose_shift_is_not_given_are_refused() {
        assertThatThrownBy(
                        () -> Reprojection.fromWellKnownText(
                                "GEOGCS[\"GCS_Amersfoort\",DATUM[\"D_Amersfoort\",SPHEROID["
                                        + "\"Bessel_1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]]"))
                .isInstanceOf(UnknownCrsException.class)
                .hasMessageContaining("AMERSFOORT");
    }

    @Test
    void an_unknown_system_is_named() {
        assertThatThrownBy(() -> Reprojection.between(Crs.epsg("99999"), Crs.RD_NEW))
                .isInstanceOf(UnknownCrsException.class)
                .hasMessageContaining("EPSG:99999");
        assertThatThrownBy(() -> Reprojection.fromWellKnownText("PROJCS[nonsense"))
                .isInstanceOf(UnknownCrsException.class);
    }

    @Test
    void a_geometry_is_copied_and_not_changed() {
        Geometry point = new GeometryFactory().createPoint(new Coordinate(233_907, 557_277));
        Geometry turned = Reprojection.between(Crs.RD_NEW, Crs.CRS84).transform(point);
        assertThat(point.getCoordinate()).isEqualTo(new Coordinate(233_907, 557_277));
        assertThat(turned.getCoordinate().x).isCloseTo(6.5625, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:28992",
                "epsg:28992",
                "urn:ogc:def:crs:EPSG::28992",
                "urn:ogc:def:crs:EPSG:6.9:28992",
                "http://www.opengis.net/def/crs/EPSG/0/28992",
                "https://www.opengis.net/def/crs/EPSG/0/28992",
                "http://www.opengis.net/gml/srs/epsg.xml#28992",
                "[EPSG:28992]"
            })
    void the_usual_spellings_of_a_system_are_read(String spelling) {
        assertThat(Crs.parse(spelling)).contains(Crs.RD_NEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CRS84",
                "OGC:CRS84",
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
            })
    void the_usual_spellings_of_crs84_are_read(String spelling) {
        assertThat(Crs.parse(spelling)).contains(Crs.CRS84);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28992", "EPSG:", "EPSG:28992;DROP", "http://example.org/crs/28992"})
    void anything_else_is_not_a_system(String text) {
        assertThat(Crs.parse(text)).isEmpty();
    }

    /** On the sphere, good to a fraction of a millimetre at these distances. */
    private static double metersApart(double longitudeA, double latitudeA, double longitudeB, double latitudeB) {
        double east = Math.toRadians(longitudeA - longitudeB) * 6_378_137 * Math.cos(Math.toRadians(latitudeA));
        double north = Math.toRadians(latitudeA - latitudeB) * 6_378_137;
        return Math.hypot(east, north);
    }

    @ParameterizedTest
    @CsvSource({
        "OGC,  CRS84, 1e300,     52",
        "OGC,  CRS84, 1e15,      52",
        "OGC,  CRS84, 6,         92.5",
        "OGC,  CRS84, Infinity,  52",
        "OGC,  CRS84, 6,         NaN",
        "EPSG, 3857,  1e300,     6e6",
        "EPSG, 3857,  -1e12,     6e6",
        "EPSG, 32631, 1e300,     -1e300"
    })
    void what_is_no_place_on_earth_is_not_a_number_at_once(String authority, String code, double x, double y) {
        assertThat(Reprojection.between(new Crs(authority, code), Crs.RD_NEW).transform(x, y))
                .containsOnly(Double.NaN);
    }

    @Test
    void far_from_the_netherlands_rd_comes_back_as_degrees() {
        Reprojection toDegrees = Reprojection.between(Crs.RD_NEW, Crs.CRS84);
        for (double far : new double[] {-1e8, -1e7, -1e6, 0, 1e6, 1e7, 1e8}) {
            for (double y : new double[] {-1e8, -3e6, 0, 1e8}) {
                double[] degrees = toDegrees.transform(far, y);
                assertThat(degrees[0]).isBetween(-360.0, 360.0);
                assertThat(degrees[1]).isBetween(-90.0, 90.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROJCS[\"x\",GEOGCS[\"y\",DATUM[\"WGS_1984\",SPHEROID[\"WGS\",-1,0]],PRIMEM[\"G\",1e999],UNIT[\"d\",0]],PROJECTION[\"Transverse_Mercator\"],UNIT[\"Meter\",0]]",
                "GEOGCS[\"y\",DATUM[\"WGS_1984\",SPHEROID[\"WGS\",0,0]],PRIMEM[\"G\",0],UNIT[\"d\",-1e-308]]",
                "GEOGCS[",
                "\0"
            })
    void well_known_text_that_makes_no_sense_is_no_more_than_not_known(String text) {
        try {
            Reprojection.fromWellKnownText(text).transform(6, 52);
        } catch (UnknownCrsException e) {
            assertThat(e).hasMessageContaining("is not known");
        }
    }

    @Test
    void well_known_text_nested_without_end_is_not_known() {
        assertThatThrownBy(() -> Reprojection.fromWellKnownText("COMPD_CS[".repeat(20_000)))
                .isInstanceOf(UnknownCrsException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }
}
