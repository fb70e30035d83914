package nl.plint.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.Schema;
import nl.plint.geo.Crs;
import org.junit.jupiter.api.Test;

class KeptFeaturesTest {
    private static final int MOST_BYTES = 10_000;
    private static final byte[] FEATURE = new byte[84];

    private final KeptFeatures kept = new KeptFeatures(MOST_BYTES);

    @Test
    void a_row_that_was_kept_is_found_in_its_own_table_and_crs_only() {
        FeatureTable table = table(10);
        rows(table, Crs.CRS84).keep(3, FEATURE);

        assertThat(rows(table, Crs.CRS84).find(3)).isSameAs(FEATURE);
        assertThat(rows(table, Crs.CRS84).find(4)).isNull();
        assertThat(rows(table, Crs.RD_NEW).find(3)).isNull();
        assertThat(rows(table(10), Crs.CRS84).find(3)).isNull();
    }

    @Test
    void never_more_than_the_most_is_kept() {
        List<FeatureTable> tables = List.of(table(500), table(500));
        for (int row = 0; row < 500; row++) {
            for (FeatureTable table : tables) {
                rows(table, Crs.CRS84).keep(row, FEATURE);
            }
            long bytes = tables.stream()
                    .mapToLong(table -> bytesOf(rows(table, Crs.CRS84), 500))
                    .sum();
            assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @Test
    void the_table_that_was_asked_for_longest_ago_makes_room() {
        FeatureTable old = table(10);
        FeatureTable used = table(100);
        rows(used, Crs.CRS84).keep(0, FEATURE);
        rows(old, Crs.CRS84).keep(0, FEATURE);
        for (int row = 0; row < 95; row++) {
            rows(used, Crs.CRS84).keep(row, FEATURE);
        }

        assertThat(rows(old, Crs.CRS84).find(0)).isNull();
        assertThat(rows(used, Crs.CRS84).find(0)).isSameAs(FEATURE);
    }

    @Test
    void a_table_too_large_for_all_the_room_is_not_kept() {
        assertThat(kept.of(table(MOST_BYTES), Crs.CRS84)).isNull();
    }

    private KeptFeatures.Rows rows(FeatureTable table, Crs crs) {
        return Objects.requireNonNull(kept.of(table, crs));
    }

    private static long bytesOf(KeptFeatures.Rows rows, int size) {
        return IntStream.range(0, size).filter(row -> rows.find(row) != null).count() * FEATURE.length;
    }

    private static FeatureTable table(int size) {
        return new FeatureList(
                new Schema(List.of()),
                IntStream.range(0, size)
                        .mapToObj(row -> new Feature("f" + row, null))
                        .toList());
    }
}
