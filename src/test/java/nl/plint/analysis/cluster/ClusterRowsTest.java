package nl.plint.analysis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.cluster.ClusterQuestion.Algorithm;
import nl.plint.analysis.cluster.ClusterQuestion.Hull;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A street of 7 vacant units 50 m apart with 6 in use between them, a corner of 4 vacant ones a kilometre on, and one far off. Three of
 * the street are vacant for over three years.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ClusterRowsTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    private static ObservedUnits town() {
        List<ObservedUnit> units = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            units.add(unit("street" + i, 230_000 + 50 * i, 550_000, true, DATE.minusDays(i < 3 ? 2000 : 10)));
        }
        for (int i = 0; i < 6; i++) {
            units.add(unit("shop" + i, 230_025 + 50 * i, 550_000, false, null));
        }
        for (int i = 0; i < 4; i++) {
            units.add(unit("corner" + i, 231_000 + 10 * (i % 2), 550_000 + 10 * (i / 2), true, null));
        }
        units.add(unit("far", 250_000, 550_000, true, null));
        units.add(new ObservedUnit("nowhere", null, true, 10, null, false, null, "GM0001"));
        return new ObservedUnits(units, DATE, "", 0, 0, List.of());
    }

    private static ObservedUnit unit(String id, double x, double y, boolean vacant, LocalDate since) {
        return new ObservedUnit(
                id, GEOMETRIES.createPoint(new Coordinate(x, y)), vacant, 100, since, since != null, null, "GM0001");
    }

    private static ClusterRows rows(Algorithm algorithm, int minimum, Hull hull, Audience audience) {
        var question = new ClusterQuestion(
                "shop-units", null, Universe.ALL, null, algorithm, 150, minimum, minimum, hull, audience);
        return new ClusterRows(VacancyClusters.of(town(), question), audience);
    }

    private static Object value(Feature row, String property) {
        return row.value(ClusterRows.SCHEMA.findPosition(property).orElseThrow());
    }

    @Test
    void a_cluster_tells_what_lies_in_it_and_around_it() {
        for (Hull hull : Hull.values()) {
            List<Feature> clusters =
                    rows(Algorithm.DBSCAN, 4, hull, Audience.PROVINCE).clusters();
            assertThat(clusters).hasSize(2);
            Feature street = clusters.get(0);
            assertThat(List.of(
                            value(street, "vacantUnits"),
                            value(street, "vacantFloorAreaM2"),
                            value(street, "vacantStructural"),
                            value(street, "unitsInHull"),
                            value(street, "vacancyRateInHull"),
                            value(street, "gmCode")))
                    .containsExactly(7L, 700.0, 3L, 13L, 7.0 / 13, "GM0001");
            // A street of 300 m, 25 m wider all around.
            assertThat(street.geometryRd().getArea()).isBetween(300 * 50.0 + 1900, 300 * 50 + Math.PI * 25 * 25);
            assertThat(value(clusters.get(1), "vacantUnits")).isEqualTo(4L);
        }
    }

    @Test
    void every_vacant_unit_with_a_place_is_a_member_or_noise() {
        ClusterRows rows = rows(Algorithm.DBSCAN, 5, Hull.CONCAVE, Audience.PROVINCE);
        assertThat(rows.members())
                .extracting(row -> row.id() + " " + row.value(0))
                .contains("street0 C001", "corner3 null", "far null")
                .hasSize(12)
                .noneMatch(row -> row.startsWith("shop") || row.startsWith("nowhere"));
        assertThat(rows.summary())
                .containsEntry("clusters", 1L)
                .containsEntry("vacantUnitsInClusters", 7L)
                .containsEntry("noise", 6L);
    }

    @Test
    void hdbscan_finds_the_street_and_the_corner_without_a_distance() {
        assertThat(rows(Algorithm.HDBSCAN, 4, Hull.CONCAVE, Audience.PROVINCE).clusters())
                .extracting(row -> value(row, "vacantUnits"))
                .containsExactly(7L, 4L);
    }

    @Test
    void the_public_sees_rounded_counts_and_squares_and_no_small_cluster() {
        ClusterRows rows = rows(Algorithm.DBSCAN, 4, Hull.CONCAVE, Audience.PUBLIC);
        assertThat(rows.clusters()).hasSize(1);
        Feature street = rows.clusters().get(0);
        assertThat(value(street, "vacantUnits")).isEqualTo(5L);
        assertThat(value(street, "unitsInHull")).isEqualTo(15L);
        assertThat(value(street, "vacantFloorAreaM2")).isNull();
        assertThat(rows.members()).isEmpty();
        // The same outline, wherever in their squares of 100 m the units are.
        Geometry squares = GEOMETRIES
                .createMultiPointFromCoords(
                        new Coordinate[] {new Coordinate(230_050, 550_050), new Coordinate(230_350, 550_050)})
                .convexHull()
                .buffer(75);
        assertThat(street.geometryRd().symDifference(squares).getArea()).isLessThan(1);
    }

    @Test
    void the_public_may_not_vary_the_settings_by_a_little() {
        var analysis = new ClustersAnalysis(Audience.PUBLIC);
        assertThatThrownBy(() -> analysis.question(new Inputs(Map.of("distanceMeters", 151)), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("differ by single units");
        assertThat(analysis.question(new Inputs(Map.of("algorithm", "hdbscan")), null)
                        .algorithm())
                .isEqualTo(Algorithm.HDBSCAN);
    }
}
