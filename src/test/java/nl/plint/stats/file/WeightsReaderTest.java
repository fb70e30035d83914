package nl.plint.stats.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nl.plint.stats.GlobalMoran;
import nl.plint.stats.SpatialWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsReaderTest {
    private static final Path DATA = Path.of("../shared/data/spatial-stats");
    private static final List<String> ABC = List.of("a", "b", "c");

    @Test
    void the_gal_file_of_columbus_gives_the_figures_of_that_set() throws IOException {
        List<String> ids =
                IntStream.rangeClosed(1, 49).mapToObj(String::valueOf).toList();
        SpatialWeights weights = WeightsReader.readGal(Files.readString(DATA.resolve("columbus/columbus.gal")), ids);
        double[] crime = Files.readAllLines(DATA.resolve("columbus_CRIME_expected_local.csv")).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[3]))
                .toArray();
        assertThat(GlobalMoran.of(crime, weights.rowStandardized()).value()).isCloseTo(0.500188557182861, within(1e-9));
    }

    @Test
    void the_gal_file_of_the_48_states_is_symmetric() throws IOException {
        String text = Files.readString(DATA.resolve("us_income/states48.gal"));
        List<String> ids = IntStream.range(0, 48).mapToObj(String::valueOf).toList();
        if (text.lines().skip(1).noneMatch(line -> line.startsWith("0 "))) {
            ids = IntStream.rangeClosed(1, 48).mapToObj(String::valueOf).toList();
        }
        SpatialWeights weights = WeightsReader.readGal(text, ids);
        for (int i = 0; i < weights.size(); i++) {
            for (int place = 0; place < weights.count(i); place++) {
                assertThat(weights.weightBetween(weights.neighbor(i, place), i)).isEqualTo(1);
            }
        }
        assertThat(weights.islandCount()).isZero();
    }

    @Test
    void a_gwt_file_has_a_weight_for_each_pair() {
        SpatialWeights weights = WeightsReader.readGwt(
                """
                0 3 shops ID
                a b 0.5
                a c 2
                c a 1e-1
                """,
                ABC);
        assertThat(weights.weightBetween(0, 1)).isEqualTo(0.5);
        assertThat(weights.weightBetween(0, 2)).isEqualTo(2);
        assertThat(weights.weightBetween(2, 0)).isEqualTo(0.1);
        assertThat(weights.isIsland(1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'MYID;RD_New\n', false",
        "'VERSION@10.1;UNIQUEID@MYID;SPATIALREFNAME@RD_New;FIXEDWEIGHTS@True\n', true",
        "'VERSION@10.1;UNIQUEID@MYID;SPATIALREFNAME@RD_New;FIXEDWEIGHTS@False\n', false"
    })
    void a_swm_file_of_each_version_is_read(String header, boolean fixed) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header.getBytes(StandardCharsets.UTF_8)).putInt(3).putInt(0);
        bytes.putInt(7).putInt(2).putInt(9).putInt(8).putDouble(0.5);
        if (!fixed) {
            bytes.putDouble(0.5);
        }
        bytes.putDouble(1)
                .putInt(8)
                .putInt(0)
                .putInt(9)
                .putInt(1)
                .putInt(7)
                .putDouble(2)
                .putDouble(2);
        byte[] file = Arrays.copyOf(bytes.array(), bytes.position());
        SpatialWeights weights = WeightsReader.readSwm(new ByteArrayInputStream(file), List.of("7", "8", "9"));
        assertThat(weights.weightBetween(0, 1)).isEqualTo(0.5);
        assertThat(weights.weightBetween(0, 2)).isEqualTo(0.5);
        assertThat(weights.weightBetween(2, 0)).isEqualTo(2);
        assertThat(weights.isIsland(1)).isTrue();
        for (int cut = header.length(); cut < file.length; cut++) {
            byte[] part = Arrays.copyOf(file, cut);
            assertThatThrownBy(() -> WeightsReader.readSwm(new ByteArrayInputStream(part), List.of("7", "8", "9")))
                    .isInstanceOf(InvalidWeightsException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'2\na 0\n', the header must say that there are 3 features",
        "'3\na 1\nd\n', line 3: there is no feature with id 'd'",
        "'3\na many\n', line 2: a number of neighbors should stand where 'many' stands",
        "'3\na 2\nb b\n', line 3: neighbor 'b' is there twice",
        "'3\na 1\nb\na 1\nc\n', line 4: feature 'a' is there twice",
        "'3\na 2\nb\n', the file ends where the id of a neighbor should stand",
        "'', the file is empty"
    })
    void a_gal_file_that_cannot_be_used_says_where_and_why(String text, String message) {
        assertThatThrownBy(() -> WeightsReader.readGal(text, ABC))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessageContaining(message);
    }
}
