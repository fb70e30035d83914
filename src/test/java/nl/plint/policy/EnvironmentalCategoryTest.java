package nl.plint.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentalCategoryTest {
    @Test
    void categories_stand_in_the_published_order() {
        assertThat(EnvironmentalCategory.codes())
                .containsExactly("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6");
    }

    /** VNG, Bedrijven en milieuzonering (2009): quiet residential area and mixed area, in metres. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, 0", "2, 30, 10", "3.1, 50, 30", "3.2, 100, 50", "4.1, 200, 100",
        "4.2, 300, 200", "5.1, 500, 300", "5.2, 700, 500", "5.3, 1000, 700", "6, 1500, 1000"
    })
    void distances_are_those_of_the_table(String code, double quietMeters, double mixedMeters) {
        EnvironmentalCategory category = EnvironmentalCategory.find(code).orElseThrow();
        assertThat(category.quietDistanceMeters()).isEqualTo(quietMeters);
        assertThat(category.mixedDistanceMeters()).isEqualTo(mixedMeters);
        assertThat(EnvironmentalCategory.findStep(category.step())).contains(category);
    }

    @Test
    void there_is_nothing_between_categories() {
        assertThat(EnvironmentalCategory.find("3")).isEmpty();
        assertThat(EnvironmentalCategory.find("3.10")).isEmpty();
        assertThat(EnvironmentalCategory.findStep(2.5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2014-01-01, 2017-01-01, 3",
        "2014-01-02, 2017-01-01, 2.99726",
        "2016-01-01, 2016-07-01, 0.497268",
        "2016-02-29, 2017-02-28, 1",
        "2017-06-01, 2017-01-01, -0.413699",
    })
    void years_are_calendar_years_with_the_fraction_of_the_last(LocalDate from, LocalDate to, double years) {
        assertThat(SiteMeasures.years(from, to)).isCloseTo(years, Offset.offset(1e-5));
    }
}
