package nl.plint.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final List<@Nullable Boolean> TRUTHS = Arrays.asList(true, false, null);

    /** Every rule over every combination of what is known, against all ways in which the unknown could turn out. */
    @Test
    void a_verdict_is_known_exactly_when_it_does_not_depend_on_what_is_unknown() {
        List<Optional<Effect>> effects = new ArrayList<>(List.of(Optional.empty()));
        Arrays.stream(Effect.values()).map(Optional::of).forEach(effects::add);
        int cases = 0;
        for (Boolean applies : TRUTHS) {
            for (Boolean holds : TRUTHS) {
                for (Optional<Effect> whenHolds : effects) {
                    for (Optional<Effect> whenFails : effects) {
                        Set<Optional<Effect>> outcomes = new HashSet<>();
                        for (boolean a : worlds(applies)) {
                            for (boolean h : worlds(holds)) {
                                outcomes.add(!a ? Optional.empty() : h ? whenHolds : whenFails);
                            }
                        }
                        Optional<Result> expected = outcomes.size() > 1
                                ? Optional.of(Result.UNKNOWN)
                                : outcomes.iterator().next().map(Effect::result);
                        assertThat(Verdict.of(applies, holds, whenHolds, whenFails)
                                        .said())
                                .as("applies %s, holds %s, effects %s %s", applies, holds, whenHolds, whenFails)
                                .isEqualTo(expected);
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(225);
    }

    private static boolean[] worlds(@Nullable Boolean known) {
        return known == null ? new boolean[] {true, false} : new boolean[] {known};
    }

    @Test
    void a_rule_that_does_not_apply_does_not_speak_whatever_its_condition() {
        for (Boolean holds : TRUTHS) {
            Verdict verdict = Verdict.of(false, holds, Optional.of(Effect.PERMIT), Optional.of(Effect.PROHIBIT));
            assertThat(verdict.speaks()).isFalse();
            assertThat(verdict.said()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    PERMITTED,     PERMITTED,     PERMITTED
                    PERMITTED,     CONDITIONAL,   CONDITIONAL
                    PERMITTED,     DISCRETIONARY, DISCRETIONARY
                    PERMITTED,     UNKNOWN,       UNKNOWN
                    PERMITTED,     PROHIBITED,    PROHIBITED
                    CONDITIONAL,   CONDITIONAL,   CONDITIONAL
                    CONDITIONAL,   DISCRETIONARY, DISCRETIONARY
                    CONDITIONAL,   UNKNOWN,       UNKNOWN
                    CONDITIONAL,   PROHIBITED,    PROHIBITED
                    DISCRETIONARY, DISCRETIONARY, DISCRETIONARY
                    DISCRETIONARY, UNKNOWN,       UNKNOWN
                    DISCRETIONARY, PROHIBITED,    PROHIBITED
                    UNKNOWN,       UNKNOWN,       UNKNOWN
                    UNKNOWN,       PROHIBITED,    PROHIBITED
                    PROHIBITED,    PROHIBITED,    PROHIBITED
                    """)
    void the_strongest_word_decides_in_whatever_order(Result one, Result other, Result expected) {
        assertThat(Result.combine(List.of(one, other), Effect.PERMIT)).isEqualTo(expected);
        assertThat(Result.combine(List.of(other, one), Effect.PROHIBIT)).isEqualTo(expected);
        assertThat(Result.combine(List.of(Result.PERMITTED, other, one), Effect.PROHIBIT))
                .isEqualTo(expected);
    }

    @Test
    void where_nothing_is_said_the_default_holds() {
        for (Effect effect : Effect.values()) {
            assertThat(Result.combine(List.of(), effect)).isEqualTo(effect.result());
        }
    }
}
