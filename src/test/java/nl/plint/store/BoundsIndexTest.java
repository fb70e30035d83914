package nl.plint.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullUnmarked;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Against looking at every row. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class BoundsIndexTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Property(tries = 300)
    void every_row_whose_bounds_meet_an_envelope_is_visited_once_with_its_bounds(
            @ForAll long seed, @ForAll @IntRange(max = 600) int size, @ForAll @IntRange(min = 1, max = 100) int range) {
        Random random = new Random(seed);
        Geometry[] geometries = new Geometry[size];
        for (int row = 0; row < size; row++) {
            geometries[row] = switch (random.nextInt(10)) {
                case 0 -> null;
                case 1 -> GEOMETRIES.createPoint();
                default -> GEOMETRIES.toGeometry(envelope(random, range));
            };
        }
        Envelope asked = envelope(random, range);
        List<Integer> found = new ArrayList<>();
        new BoundsIndex(geometries).visit(asked, (row, minX, maxX, minY, maxY) -> {
            assertThat(geometries[row].getEnvelopeInternal().equals(new Envelope(minX, maxX, minY, maxY)))
                    .isTrue();
            found.add(row);
        });

        List<Integer> expected = IntStream.range(0, size)
                .filter(row -> geometries[row] != null
                        && geometries[row].getEnvelopeInternal().intersects(asked))
                .boxed()
                .toList();
        assertThat(found.stream().sorted().toList()).isEqualTo(expected);
    }

    private static Envelope envelope(Random random, int range) {
        int x = random.nextInt(range);
        int y = random.nextInt(range);
        return new Envelope(x, x + random.nextInt(4), y, y + random.nextInt(4));
    }
}
