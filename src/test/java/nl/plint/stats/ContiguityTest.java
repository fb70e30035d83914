package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

class ContiguityTest {
    private static final double SNAP_OF_SPDEP = Math.sqrt(Math.ulp(1.0));

    @ParameterizedTest
    @CsvSource({"columbus", "municipalities", "postcodes"})
    void agrees_with_poly2nb_of_spdep(String set) throws Exception {
        List<Geometry> areas =
                switch (set) {
                    case "columbus" -> GoldenFiles.columbus();
                    case "municipalities" ->
                        GoldenFiles.geoPackage("gemeenten_drenthe_and_neighbours_2022_rd.gpkg", "gemeenten");
                    default -> GoldenFiles.geoPackage("pc4_drenthe_5km_2020_rd.gpkg", "pc4");
                };
        for (Contiguity.Rule rule : Contiguity.Rule.values()) {
            List<int[]> expected =
                    GoldenFiles.contiguity(set + "-" + rule.name().toLowerCase(java.util.Locale.ROOT));
            SpatialWeights found = Contiguity.of(areas, rule, SNAP_OF_SPDEP);
            assertThat(areas).hasSameSizeAs(expected);
            for (int i = 0; i < areas.size(); i++) {
                assertThat(row(found, i))
                        .as("%s %s, row %d", set, rule, i + 1)
                        .isEqualTo(Arrays.toString(expected.get(i)));
            }
        }
    }

    private static String row(SpatialWeights weights, int feature) {
        int[] row = new int[weights.count(feature)];
        Arrays.setAll(row, place -> weights.neighbor(feature, place));
        return Arrays.toString(row);
    }

    /** Four squares around a point, and one 5 mm apart. */
    @Test
    void a_corner_makes_queen_neighbors_and_a_side_rook_neighbors() throws Exception {
        List<Geometry> areas = new ArrayList<>();
        for (String wkt : List.of(
                "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))",
                "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))",
                "POLYGON ((0 10, 10 10, 10 20, 0 20, 0 10))",
                "POLYGON ((10 10, 20 10, 20 20, 10 20, 10 10))",
                "POLYGON ((20.005 0, 30 0, 30 10, 20.005 10, 20.005 0))")) {
            areas.add(new WKTReader().read(wkt));
        }
        SpatialWeights queen = Contiguity.of(areas, Contiguity.Rule.QUEEN, 0);
        SpatialWeights rook = Contiguity.of(areas, Contiguity.Rule.ROOK, 0);
        assertThat(row(queen, 0)).isEqualTo("[1, 2, 3]");
        assertThat(row(rook, 0)).isEqualTo("[1, 2]");
        assertThat(queen.isIsland(4)).isTrue();
        assertThat(row(Contiguity.of(areas, Contiguity.Rule.ROOK, 0.01), 4)).isEqualTo("[1]");
    }
}
