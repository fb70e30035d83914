package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import nl.plint.ingest.SeenKeys.Hasher;
import org.junit.jupiter.api.Test;

class SeenKeysTest {
    @Property(tries = 200)
    void it_remembers_as_a_set_does(@ForAll List<@AlphaChars @StringLength(max = 3) String> keys) {
        SeenKeys seen = new SeenKeys();
        Set<String> set = new HashSet<>();
        for (String key : keys) {
            assertThat(seen.add(new Hasher().add(key))).isEqualTo(set.add(key));
        }
    }

    @Test
    void two_million_alike_keys_are_all_told_apart() {
        SeenKeys seen = new SeenKeys();
        for (int round = 0; round < 2; round++) {
            int fresh = 0;
            for (int at = 0; at < 1_000_000; at++) {
                fresh += seen.add(new Hasher().add("u" + at)) ? 1 : 0;
                fresh += seen.add(new Hasher().add(at).add(0.5)) ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(round == 0 ? 2_000_000 : 0);
        }
    }

    @Test
    void pieces_do_not_run_into_each_other() {
        SeenKeys seen = new SeenKeys();
        assertThat(seen.add(new Hasher().add("ab").add("c"))).isTrue();
        assertThat(seen.add(new Hasher().add("a").add("bc"))).isTrue();
        assertThat(seen.add(new Hasher().addValue(null).addValue("x"))).isTrue();
        assertThat(seen.add(new Hasher().addValue("x").addValue(null))).isTrue();
        assertThat(seen.add(new Hasher().addValue(1L))).isTrue();
        assertThat(seen.add(new Hasher().addValue(1.0))).isTrue();
        assertThat(seen.add(new Hasher().addValue(1.0))).isFalse();
    }
}
