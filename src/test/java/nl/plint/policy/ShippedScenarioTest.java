package nl.plint.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import nl.plint.policy.file.ScenarioReader;
import nl.plint.text.LocalizedText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the shipped rules, each at its value and just beyond it, on one drawn park of 1 km. */
class ShippedScenarioTest {
    private static final String PARK = "POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0))";

    private static Scenario shipped(String id) {
        try {
            return ScenarioReader.read(
                    id, Files.readString(Path.of("gis-data/scenarios", id + ".yaml"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Profile facility(String type, double floorAreaM2, double visitorsPerWeek, String category) {
        return new Profile(
                "drawn",
                LocalizedText.same("Drawn"),
                type,
                floorAreaM2,
                0,
                visitorsPerWeek,
                5,
                EnvironmentalCategory.find(category).orElseThrow(),
                100);
    }

    private static Site park(String maxCategory) {
        return new Site(
                "1",
                "plot",
                "business-parks",
                LocalDate.of(2015, 1, 1),
                PaperMap.geometry(PARK),
                Map.of("issuableNowAreaHa", 10.0, "maxEnvironmentalCategory", maxCategory));
    }

    private static PaperMap around(String type) {
        return new PaperMap()
                .draw("business-parks", PARK, "parkType", type)
                .draw("business-units", "POINT (90000 0)", "vacant", true, "floorAreaM2", 100.0)
                .draw("residential-areas", "POINT (1050 500)")
                .draw("protected-areas", "POINT (9000 500)")
                .draw("broadband", PARK, "downloadMbps", 100.0)
                .draw("roads", "POINT (3000 500)", "roadClass", "A")
                .draw("centres", "POINT (1100 1000)");
    }

    @ParameterizedTest
    @CsvSource({
        "LOKAAL,     1500,   0, PERMITTED",
        "LOKAAL,     1501,   0, PROHIBITED",
        "REGIONAAL,  1501,   0, PERMITTED",
        "REGIONAAL,  5000,   0, PERMITTED",
        "REGIONAAL,  5001,   0, DISCRETIONARY",
        "REGIONAAL,  1500,   5, DISCRETIONARY",
        "REGIONAAL,  1500,   6, PROHIBITED",
        "REGIONAAL, 50000,   0, DISCRETIONARY",
        "REGIONAAL, 50001,   0, PROHIBITED"
    })
    void storage_meets_its_limits_on_an_open_park(String parkType, double floorM2, double visitors, Result expected) {
        assertThat(judge("bedrijventerrein-open", facility("W2", floorM2, visitors, "2"), around(parkType)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3.1, PERMITTED", "3.2, PROHIBITED", "2, PERMITTED"})
    void fifty_meters_from_homes_is_enough_for_category_3_1_and_no_more(String category, Result expected) {
        assertThat(judge("bedrijventerrein-open", facility("W2", 500, 0, category), around("LOKAAL")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1100, PERMITTED", "1100.1, DISCRETIONARY", "1500, DISCRETIONARY", "1500.1, PROHIBITED"})
    void a_pick_up_point_stays_near_the_centre(double x, Result expected) {
        PaperMap map =
                new PaperMap().draw("centres", "POINT (" + x + " 1000)").draw("residential-areas", "POINT (1050 0)");
        assertThat(judge("centrum-eerst", facility("W3", 100, 100, "1"), map)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"REGIONAAL, 3000, PERMITTED", "REGIONAAL, 3001, PROHIBITED", "LOKAAL, 3000, PROHIBITED"})
    void a_distribution_centre_needs_a_regional_park_by_a_motorway(String parkType, double x, Result expected) {
        PaperMap map = new PaperMap()
                .draw("business-parks", PARK, "parkType", parkType)
                .draw("business-units", "POINT (90000 0)", "vacant", true, "floorAreaM2", 100.0)
                .draw("residential-areas", "POINT (1050 500)")
                .draw("protected-areas", "POINT (9000 500)")
                .draw("broadband", PARK, "downloadMbps", 100.0)
                .draw("roads", "POINT (1001 500)", "roadClass", "N")
                .draw("roads", "POINT (" + x + " 500)", "roadClass", "A");
        assertThat(judge("bedrijventerrein-open", facility("W5", 8000, 0, "3.1"), map))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"STRICT, PROHIBITED", "STORAGE_IS_NOT_RETAIL, DISCRETIONARY"})
    void the_reading_of_the_plan_decides_in_the_practice_of_2013(String reading, Result expected) {
        Scenario scenario = shipped("praktijk-2013");
        assertThat(new SiteEvaluation(
                                scenario, facility("W2", 500, 0, "2"), Map.of("reading", reading), around("LOKAAL"))
                        .assess(park("3.2"))
                        .result())
                .isEqualTo(expected);
    }

    private static Result judge(String scenario, Profile facility, SiteFacts facts) {
        return new SiteEvaluation(shipped(scenario), facility, Map.of(), facts)
                .assess(park("4.2"))
                .result();
    }
}
