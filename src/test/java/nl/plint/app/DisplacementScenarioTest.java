package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.Output;
import nl.plint.dataset.Audience;
import nl.plint.dataset.FeatureTable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios on the demonstration: what must add up, and which way things must go. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class DisplacementScenarioTest {
    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static Analysis<?> analysis;

    @BeforeAll
    static void load() {
        workspace = Workspace.open(folder.resolve("data"));
        Demonstration.load(workspace);
        analysis =
                Wiring.analyses(Audience.PUBLIC).find("displacement-scenario").orElseThrow();
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    private static Answer ask(Map<String, Object> inputs) {
        return analysis.execute(
                new Inputs(inputs),
                new AnalysisContext(workspace.catalog().now().forPublic()));
    }

    private static FeatureTable table(Answer answer, String name) {
        return ((Output.Features) answer.outputs().get(name)).table();
    }

    private static int row(FeatureTable table, String id) {
        for (int row = 0; row < table.size(); row++) {
            if (table.id(row).equals(id)) {
                return row;
            }
        }
        throw new AssertionError("there is no row " + id);
    }

    private static Object value(FeatureTable table, int row, String property) {
        return table.value(row, table.schema().findPosition(property).orElseThrow());
    }

    private static double number(FeatureTable table, int row, String property) {
        return ((Number) value(table, row, property)).doubleValue();
    }

    private static double sum(FeatureTable table, String property) {
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            sum += number(table, row, property);
        }
        return sum;
    }

    private static double figure(Answer answer, String name) {
        return ((Number) answer.summary().get(name)).doubleValue();
    }

    @Test
    void without_a_change_nothing_changes_and_all_spending_lands_somewhere() {
        Answer answer = ask(Map.of());
        FeatureTable centers = answer.features();
        assertThat(centers.size()).isEqualTo(80);
        for (int row = 0; row < centers.size(); row++) {
            assertThat(number(centers, row, "turnoverChange")).isZero();
        }
        assertThat(table(answer, "flows").size()).isZero();
        assertThat(figure(answer, "expectedVacancyM2")).isCloseTo(0, within(1e-6));
        double people = sum(table(answer, "villages"), "inhabitants");
        assertThat(figure(answer, "spending")).isCloseTo(people * (2_350 + 2_600), within(1e-9 * people * 5_000));
        assertThat(figure(answer, "noShopInReach")).isZero();
        assertThat(figure(answer, "online")).isCloseTo(people * (0.02 * 2_350 + 0.15 * 2_600), within(1.0));
        assertThat(answer.synthetic()).isTrue();
    }

    @Test
    void more_internet_takes_from_every_centre_and_what_they_lose_is_what_it_gains() {
        Answer answer = ask(Map.of("onlineShareNonDaily", 0.3));
        FeatureTable centers = answer.features();
        for (int row = 0; row < centers.size(); row++) {
            assertThat(number(centers, row, "turnoverChange")).isNegative();
            assertThat(number(centers, row, "populationEffect")).isZero();
            assertThat(number(centers, row, "turnoverDailyChange")).isZero();
        }
        double people = sum(table(answer, "villages"), "inhabitants");
        assertThat(figure(answer, "onlineAfter") - figure(answer, "online"))
                .isCloseTo(people * 0.15 * 2_600, within(1.0))
                .isCloseTo(-sum(centers, "turnoverChange"), within(1e-3));
        FeatureTable flows = table(answer, "flows");
        assertThat(flows.size()).isBetween(1, 80);
        for (int row = 0; row < flows.size(); row++) {
            assertThat(value(flows, row, "gainer")).isEqualTo("ONLINE");
            assertThat(flows.geometryRd(row) == null).isTrue();
        }
        assertThat(figure(answer, "expectedVacancyM2")).isPositive();
    }

    @Test
    void villages_follow_the_forecast_of_their_municipality() throws Exception {
        Answer answer = ask(Map.of("forecastYear", 2032, "forecastVintage", 2013));
        Map<String, Double> forecast = new HashMap<>();
        for (String line :
                Files.readAllLines(Path.of("gis-data/samples/population-forecast.csv"), StandardCharsets.UTF_8)) {
            String[] cells = line.split(";");
            forecast.put(cells[0], cells[4].matches("\\d+") ? Double.parseDouble(cells[4]) : 0);
        }
        FeatureTable villages = table(answer, "villages");
        int smaller = 0;
        for (int row = 0; row < villages.size(); row++) {
            String gmCode = (String) value(villages, row, "gmCode");
            double growth = forecast.get(gmCode + "-2013-2032") / forecast.get(gmCode + "-2013-2017");
            assertThat(number(villages, row, "inhabitantsAfter"))
                    .isCloseTo(growth * number(villages, row, "inhabitants"), within(1e-9));
            smaller += growth < 1 ? 1 : 0;
        }
        assertThat(smaller).as("villages that shrink").isPositive();
        // A smaller municipality is a smaller market, and where nothing else changes that is the whole effect.
        assertThat(sum(answer.features(), "populationEffect"))
                .isCloseTo(sum(answer.features(), "turnoverChange"), within(1e6));
    }

    @Test
    void a_new_supermarket_lives_of_the_shops_around_it() {
        FeatureTable before = ask(Map.of()).features();
        Answer answer = ask(Map.of(
                "changes", List.of(Map.of("x", 257_000, "y", 532_500, "category", "daily", "floorAreaM2", 2_000))));
        FeatureTable centers = answer.features();
        int built = row(centers, "NEW-1");
        double turnover = number(centers, built, "turnoverAfter");
        assertThat(turnover).isPositive();
        FeatureTable flows = table(answer, "flows");
        double taken = 0;
        for (int row = 0; row < flows.size(); row++) {
            assertThat(value(flows, row, "gainer")).isEqualTo("NEW-1");
            assertThat(value(flows, row, "category")).isEqualTo("daily");
            taken += number(flows, row, "amount");
        }
        // Flows below a euro are left out.
        assertThat(taken).isCloseTo(turnover, within(100.0));
        assertThat(centers.size()).isEqualTo(before.size() + 1);
        assertThat(figure(answer, "spendingAfter")).isCloseTo(figure(answer, "spending"), within(1e-3));
    }

    @Test
    void a_centre_without_its_supermarket_loses_it_to_the_others() {
        FeatureTable before = ask(Map.of()).features();
        Answer answer =
                ask(Map.of("changes", List.of(Map.of("center", "C17", "category", "non-daily", "floorAreaM2", -100))));
        FeatureTable centers = answer.features();
        int closed = row(centers, "C17");
        assertThat(number(centers, closed, "floorAreaAfterM2"))
                .isCloseTo(number(before, closed, "floorAreaM2") - 100, within(1e-9));
        assertThat(number(centers, closed, "turnoverChange")).isNegative();
        assertThat(sum(centers, "competitionEffect") + figure(answer, "onlineAfter") - figure(answer, "online"))
                .isCloseTo(0, within(1e-3));
    }

    @Test
    void what_cannot_be_asked_is_refused_by_name() {
        assertThatThrownBy(() -> ask(Map.of("changes", List.of(Map.of("center", "C999", "floorAreaM2", 1)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("changes[0].center");
        assertThatThrownBy(() -> ask(Map.of("changes", List.of(Map.of("center", "C17", "floorAreaM2", -1e6)))))
                .hasMessageContaining("all that the centre has");
        assertThatThrownBy(() -> ask(Map.of("changes", List.of(Map.of("floorAreaM2", 1)))))
                .hasMessageContaining("changes[0].center");
        assertThatThrownBy(() -> ask(Map.of("forecastYear", 2100))).hasMessageContaining("forecastYear");
        assertThatThrownBy(() -> ask(Map.of("parameters", Map.of("dailyBeta", 99))))
                .hasMessageContaining("parameters.dailyBeta");
        assertThatThrownBy(() -> ask(Map.of("onlineShareDaily", 1))).hasMessageContaining("onlineShareDaily");
    }
}
