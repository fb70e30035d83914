package nl.plint.analysis.vacancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Restriction;
import nl.plint.dataset.Schema;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Published;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Two cells of 500 m: in the western 12 units of which 6 are vacant, in the eastern 20 of which 2; and one without a place. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class VacancySummaryTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);
    private static final LayerDefinition UNITS = new LayerDefinition(
            "shop-units",
            LocalizedText.same("units"),
            LocalizedText.same("units"),
            GeometryKind.POINT,
            null,
            List.of(
                    new PropertyDefinition(
                            "vacant",
                            LocalizedText.same("vacant"),
                            PropertyType.BOOLEAN,
                            null,
                            false,
                            null,
                            null,
                            List.of(),
                            null,
                            Restriction.UNLESS_OPEN),
                    property("salesFloorAreaM2", PropertyType.NUMBER),
                    property("vacantSince", PropertyType.DATE),
                    property("branchCode", PropertyType.STRING)));

    @TempDir
    Path folder;

    private GeoPackageArchive archive;
    private AnalysisContext context;
    private final List<Feature> units = new ArrayList<>();

    private static PropertyDefinition property(String name, PropertyType type) {
        return PropertyDefinition.of(name, LocalizedText.same(name), type);
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < 12; i++) {
            boolean vacant = i < 6;
            units.add(unit("w" + i, 230_100 + i, vacant, vacant ? 200 : 100, vacant ? DATE.minusDays(400L * i) : null));
        }
        for (int i = 0; i < 20; i++) {
            units.add(unit("e" + i, 230_600 + i, i < 2, i == 19 ? null : 50, null));
        }
        units.add(new Feature("nowhere", null, true, 10.0, null, "00.000.000"));
        archive = GeoPackageArchive.open(folder);
        archive.define(UNITS);
        publish("20170101-00000000", "CC0-1.0", units);
        context = new AnalysisContext(new DatasetCatalog(archive).now());
    }

    private void publish(String version, String licence, List<Feature> features) {
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), licence, null, "none", "0", null, false, "test");
        try (VersionWriter writer =
                archive.begin(new VersionDraft(version, UNITS, DATE, new Schema(UNITS.properties()), provenance))) {
            features.forEach(writer::write);
            writer.finish("{}");
        }
        ArchiveSamples.publish(archive, "shop-units", version);
    }

    /** Whatever the licence: what is told of many units together is decided by disclosure, not by the licence of the points. */
    @ParameterizedTest
    @CsvSource({
        "CC-BY-4.0, true",
        "https://creativecommons.org/publicdomain/mark/1.0/, true",
        "CC-BY-NC-4.0, false",
        "not stated, false"
    })
    void points_tell_of_vacancy_where_the_licence_is_open_and_figures_always(String licence, boolean isOpen) {
        publish("20170101-11111111", licence, units);
        Published open = new DatasetCatalog(archive).now().forPublic();
        assertThat(open.current("shop-units").schema().findPosition("vacant").isPresent())
                .isEqualTo(isOpen);
        assertThat(new Schema(open.get("shop-units").definition().properties())
                        .findPosition("vacant")
                        .isPresent())
                .isEqualTo(isOpen);
        assertThat(open.hidesPropertiesOf("shop-units")).isEqualTo(!isOpen);
        Answer answer = new VacancySummaryAnalysis(Audience.PUBLIC)
                .execute(new Inputs(Map.of("areas", "grid")), new AnalysisContext(open));
        assertThat(row(answer.features(), 0, "vacantUnits").get(0)).isEqualTo(6L);
        assertThat(row(answer.features(), 1, "vacantUnits").get(0)).isNull();
    }

    private static Feature unit(String id, double x, boolean vacant, Integer areaM2, LocalDate since) {
        return new Feature(
                id,
                GEOMETRIES.createPoint(new Coordinate(x, 550_100)),
                vacant,
                areaM2 == null ? null : areaM2.doubleValue(),
                since,
                vacant ? "00.000.000" : id.endsWith("9") ? "59.010.101" : "11.010.111");
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private Answer ask(Audience most, Map<String, Object> inputs) {
        return new VacancySummaryAnalysis(most).execute(new Inputs(inputs), context);
    }

    @Test
    void figures_are_what_counting_by_hand_gives() {
        FeatureTable rows = ask(Audience.PROVINCE, Map.of("areas", "grid")).features();
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.id(0)).isEqualTo("E230000N550000");
        assertThat(row(rows, 0, "units", "vacantUnits", "vacancyRateUnits", "floorAreaM2", "vacantFloorAreaM2"))
                .containsExactly(12L, 6L, 0.5, 1800.0, 1200.0);
        // 0 and 400 days (0, 1), 800 (1-3 years), 1200, 1600 and 2000 days.
        assertThat(row(rows, 0, "vacantInitial", "vacantLongTerm", "vacantStructural", "vacantUnknownDuration"))
                .containsExactly(1L, 2L, 3L, 0L);
        assertThat(row(rows, 1, "units", "vacantUnits", "vacantUnknownDuration", "wvoCoverage"))
                .containsExactly(20L, 2L, 2L, 0.95);
        assertThat((Double) row(rows, 1, "ciHigh").get(0)).isCloseTo(0.3010, within(1e-4));
        assertThat(rows.id(2)).isEqualTo("UNASSIGNED");
        assertThat(row(rows, 2, "units", "vacantUnits", "vacancyRateUnits", "reason"))
                .containsExactly(1L, 1L, null, "BELOW_MIN_N");
    }

    @Test
    void shops_alone_are_another_universe() {
        Answer answer = ask(Audience.PROVINCE, Map.of("areas", "grid", "universe", "retail-only"));
        // Units whose number ends in 9 and that are not vacant: w9, e9, e19.
        assertThat(answer.summary()).containsEntry("units", 30L).containsEntry("unitsOutsideUniverse", 3L);
    }

    @Test
    void the_public_sees_no_small_count_and_none_that_could_be_found() {
        Answer answer = ask(Audience.PUBLIC, Map.of("areas", "grid"));
        FeatureTable rows = answer.features();
        assertThat(row(rows, 1, "vacantUnits", "vacancyRateUnits", "suppressed", "reason"))
                .containsExactly(null, null, true, "SUPPRESSED");
        assertThat(row(rows, 2, "vacantUnits").get(0)).isNull();
        assertThat(answer.notes()).anySatisfy(note -> assertThat(note.en()).contains("Withheld is not zero"));
        // 9 in all, of which 6 are shown: the other two could be 1 and 2, or 2 and 1.
        assertThat(answer.summary()).containsEntry("vacantUnits", 9L);
        assertThat(row(rows, 0, "vacantUnits").get(0)).isEqualTo(6L);
    }

    @Test
    void less_may_be_asked_for_than_is_allowed_but_not_more() {
        assertThat(ask(Audience.PROVINCE, Map.of("areas", "grid", "audience", "public"))
                        .parameters())
                .containsEntry("audience", "public");
        assertThatThrownBy(() -> ask(Audience.PUBLIC, Map.of("areas", "grid", "audience", "province")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 'public'");
        assertThatThrownBy(() -> ask(Audience.PUBLIC, Map.of("areas", "grid", "cellSizeMeters", 400)))
                .hasMessageContaining("by subtraction");
        assertThatThrownBy(() -> ask(Audience.PUBLIC, Map.of("areas", "hexagons")))
                .hasMessageContaining("by subtraction");
        assertThatThrownBy(() -> ask(Audience.PROVINCE, Map.of("areas", "grid", "referenceDate", "2013-01-01")))
                .hasMessageContaining("one of [2017-01-01]");
        assertThatThrownBy(() -> ask(Audience.PROVINCE, Map.of("areas", "nowhere")))
                .hasMessageContaining("areas must be 'grid', 'hexagons'");
    }

    private static List<Object> row(FeatureTable rows, int row, String... properties) {
        List<Object> values = new ArrayList<>();
        for (String property : properties) {
            values.add(rows.value(row, rows.schema().findPosition(property).orElseThrow()));
        }
        return values;
    }
}
