package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {
    @Test
    void only_the_first_thousand_characters_are_looked_at() throws UnusableValue {
        Extraction digits = new Extraction("(\\d+)");
        assertThat(digits.of("x".repeat(999) + "12")).isEqualTo("1");
        assertThat(digits.of("x".repeat(1_000) + "12")).isNull();
    }

    @Test
    void what_is_found_has_no_space_around_it_and_is_not_blank() throws UnusableValue {
        assertThat(new Extraction("^(.*)$").of(" a b ")).isEqualTo("a b");
        assertThat(new Extraction("a(.*)").of("a  ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*a*a*a*(b)", "^(?:(a|aa))+\\1z$"})
    void an_expression_that_would_try_for_years_is_stopped(String regex) {
        assertThatThrownBy(() -> new Extraction(regex).of("a".repeat(900)))
                .isInstanceOf(UnusableValue.class)
                .hasMessageContaining("too much work");
    }
}
