package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers as RFC 7240 allows them. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class PreferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return=minimal                 | false | 20 | false",
                "respond-async                  | true  | 0  | true",
                "Respond-Async                  | true  | 0  | true",
                "wait=5                         | false | 5  | false",
                "wait = \"5\"                   | false | 5  | false",
                "wait=0                         | false | 0  | false",
                "wait=100000000000              | false | 20 | false",
                "wait=3600                      | false | 60 | false",
                "wait=soon                      | false | 20 | false",
                "wait=-1                        | false | 20 | false",
                "wait                           | false | 20 | false",
                "respond-async, wait=10         | true  | 10 | false",
                "wait=10; x=y,respond-async;a=b | true  | 10 | false",
                "wait=10, wait=30               | false | 10 | false",
                ", ,=,;                         | false | 20 | false"
            })
    void a_header_says_how_long_to_wait(String header, boolean async, int seconds, boolean wantsJob) {
        Preference preference = Preference.of(List.of(header));
        assertThat(preference.async()).isEqualTo(async);
        assertThat(preference.patience()).hasSeconds(seconds);
        assertThat(preference.wantsJob()).isEqualTo(wantsJob);
    }

    @Test
    void several_headers_are_one() {
        Preference preference = Preference.of(List.of("respond-async", "wait=10"));
        assertThat(preference.applied(true)).isEqualTo("respond-async, wait=10");
        assertThat(preference.applied(false)).isEqualTo("wait=10");
        assertThat(Preference.of(List.of()).applied(true)).isEmpty();
    }
}
