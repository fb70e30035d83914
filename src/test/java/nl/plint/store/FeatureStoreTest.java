package nl.plint.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.filter.Cql2Text;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class FeatureStoreTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final Schema SCHEMA = new Schema(List.of(
            PropertyDefinition.of("n", LocalizedText.same("n"), PropertyType.NUMBER),
            PropertyDefinition.of("kind", LocalizedText.same("kind"), PropertyType.STRING)));

    @Property(tries = 200)
    void pages_of_any_criteria_together_are_what_looking_at_every_feature_finds(
            @ForAll long seed,
            @ForAll @IntRange(max = 120) int size,
            @ForAll @IntRange(min = 1, max = 50) int limit,
            @ForAll boolean withArea,
            @ForAll boolean withFilter) {
        Random random = new Random(seed);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Geometry geometry = random.nextInt(8) == 0
                    ? null
                    : GEOMETRIES
                            .createPoint(new Coordinate(random.nextInt(100), random.nextInt(100)))
                            .buffer(random.nextInt(6));
            features.add(new Feature("f" + i, geometry, random.nextInt(5) == 0 ? null : random.nextDouble(), "k"));
        }
        // A triangle: its bounds hold much that it does not meet.
        Geometry triangle = GEOMETRIES.createPolygon(new Coordinate[] {
            new Coordinate(10, 10), new Coordinate(90, 20), new Coordinate(30, 95), new Coordinate(10, 10)
        });
        List<String> expected = features.stream()
                .filter(feature -> !withArea
                        || (feature.geometryRd() != null && feature.geometryRd().intersects(triangle)))
                .filter(feature -> !withFilter || (feature.value(0) != null && (Double) feature.value(0) > 0.5))
                .map(Feature::id)
                .toList();
        Snapshot snapshot = snapshot(features);
        List<String> found = new ArrayList<>();
        int row = 0;
        while (row >= 0) {
            FeaturePage page = FeatureStore.page(
                    snapshot,
                    new FeatureCriteria(
                            withArea ? triangle : null, withFilter ? Cql2Text.parse("n > 0.5") : null, limit, row));
            assertThat(page.numberMatched()).isEqualTo(expected.size());
            assertThat(page.rows().length).isLessThanOrEqualTo(limit);
            for (int at : page.rows()) {
                found.add(snapshot.id(at));
            }
            row = page.next();
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void unknown_is_not_enough_to_pass_a_filter() {
        Snapshot snapshot = snapshot(List.of(new Feature("a", null, null, "x"), new Feature("b", null, 1.0, "x")));
        assertThat(FeatureStore.page(snapshot, new FeatureCriteria(null, Cql2Text.parse("n <> 1"), 10, 0))
                        .rows())
                .isEmpty();
        assertThat(FeatureStore.page(snapshot, new FeatureCriteria(null, Cql2Text.parse("n IS NULL"), 10, 0))
                        .rows())
                .containsExactly(0);
    }

    @Property(tries = 200)
    void pages_in_an_order_together_are_what_sorting_every_feature_gives(
            @ForAll long seed,
            @ForAll @IntRange(max = 120) int size,
            @ForAll @IntRange(min = 1, max = 50) int limit,
            @ForAll boolean descending,
            @ForAll boolean withFilter) {
        Random random = new Random(seed);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Double n = random.nextInt(5) == 0 ? null : (double) random.nextInt(9) - 4;
            features.add(new Feature("f" + i, null, n, random.nextInt(6) == 0 ? null : "k" + random.nextInt(4)));
        }
        Comparator<Feature> byKind = Comparator.comparing(
                feature -> (String) feature.value(1), Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<Double> up = Comparator.naturalOrder();
        Comparator<Feature> byN = Comparator.comparing(
                feature -> (Double) feature.value(0), Comparator.nullsLast(descending ? up.reversed() : up));
        List<String> expected = features.stream()
                .filter(feature -> !withFilter || (feature.value(0) != null && (Double) feature.value(0) > 0))
                .sorted(byKind.thenComparing(byN))
                .map(Feature::id)
                .toList();
        List<SortKey> order = List.of(new SortKey("kind", false), new SortKey("n", descending));
        Snapshot snapshot = snapshot(features);
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at >= 0) {
            FeaturePage page = FeatureStore.page(
                    snapshot, new FeatureCriteria(null, withFilter ? Cql2Text.parse("n > 0") : null, order, limit, at));
            assertThat(page.numberMatched()).isEqualTo(expected.size());
            for (int row : page.rows()) {
                found.add(snapshot.id(row));
            }
            at = page.next();
        }
        assertThat(found).isEqualTo(expected);
        int skip = Math.min(size / 2, expected.size());
        FeaturePage rest = FeatureStore.page(
                snapshot,
                new FeatureCriteria(null, withFilter ? Cql2Text.parse("n > 0") : null, order, 1_000, 0, size / 2));
        assertThat(rest.numberMatched()).isEqualTo(expected.size());
        assertThat(Arrays.stream(rest.rows()).mapToObj(snapshot::id).toList())
                .isEqualTo(expected.subList(skip, expected.size()));
    }

    @Test
    void a_feature_without_a_place_is_in_no_area() {
        GeometryFactory geometries = new GeometryFactory();
        Snapshot snapshot = snapshot(List.of(
                new Feature("nowhere", null, 1.0, "x"),
                new Feature("here", geometries.createPoint(new Coordinate(10, 10)), 1.0, "x"),
                new Feature("empty", geometries.createPoint(), 1.0, "x")));
        Geometry everywhere = geometries.toGeometry(new Envelope(-1e6, 1e6, -1e6, 1e6));
        assertThat(FeatureStore.page(snapshot, new FeatureCriteria(everywhere, null, 10, 0))
                        .rows())
                .containsExactly(1);
        assertThat(FeatureStore.page(snapshot, new FeatureCriteria(everywhere, Cql2Text.parse("n = 1"), 10, 0))
                        .rows())
                .containsExactly(1);
    }

    @Property(tries = 300)
    void a_cursor_comes_back_as_it_was_and_a_changed_one_does_not(
            @ForAll @IntRange(max = 999_999_999) int row, @ForAll @IntRange(max = 30) int place) {
        Cursor cursor = new Cursor("20170101-3f9a2c1b", row, "-size,+naam é~");
        String text = cursor.encode();
        assertThat(Cursor.decode(text)).isEqualTo(cursor);
        int at = place % text.length();
        String changed = text.substring(0, at) + (text.charAt(at) == 'x' ? 'y' : 'x') + text.substring(at + 1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Cursor.decode(changed)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Snapshot snapshot(List<Feature> features) {
        Iterator<Feature> iterator = features.iterator();
        FeatureStream stream = new FeatureStream() {
            @Override
            public Schema schema() {
                return SCHEMA;
            }

            @Override
            public Feature next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        };
        Provenance provenance =
                new Provenance(LocalizedText.same("t"), "CC0-1.0", null, "none", "0", null, true, "test");
        return Snapshot.load(
                new DatasetVersion(
                        "20170101-3f9a2c1b",
                        "layer",
                        LocalDate.of(2017, 1, 1),
                        SCHEMA,
                        features.size(),
                        null,
                        provenance,
                        Instant.EPOCH,
                        null),
                stream);
    }
}
