package nl.plint.analysis.vacancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** Solves for withheld cells by plain Gaussian elimination over all sums that the places of cells make certain. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
final class Attack {
    private final Map<String, Double> shown = new HashMap<>();
    private final Map<String, Double> truth = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<Map<String, Double>> equations = new ArrayList<>();

    void cell(String cell, double value, boolean isShown) {
        truth.put(cell, value);
        if (isShown) {
            shown.put(cell, value);
        } else {
            unknown.add(cell);
        }
    }

    void sum(List<String> cells, double total) {
        Map<String, Double> equation = new HashMap<>();
        cells.forEach(cell -> equation.merge(cell, 1.0, Double::sum));
        equation.put("", -total);
        equations.add(equation);
    }

    void equal(String one, String other) {
        parts(List.of(one), other);
    }

    void parts(List<String> parts, String whole) {
        Map<String, Double> equation = new HashMap<>();
        parts.forEach(cell -> equation.merge(cell, 1.0, Double::sum));
        equation.merge(whole, -1.0, Double::sum);
        equations.add(equation);
    }

    void findsNothing() {
        int columns = unknown.size();
        double[][] rows = new double[equations.size()][columns];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns; c++) {
                rows[r][c] = equations.get(r).getOrDefault(unknown.get(c), 0.0);
            }
        }
        int rank = 0;
        for (int c = 0; c < columns && rank < rows.length; c++) {
            int best = rank;
            for (int r = rank; r < rows.length; r++) {
                best = Math.abs(rows[r][c]) > Math.abs(rows[best][c]) ? r : best;
            }
            if (Math.abs(rows[best][c]) < 1e-9) {
                continue;
            }
            double[] pivot = rows[best];
            rows[best] = rows[rank];
            rows[rank] = pivot;
            double scale = pivot[c];
            for (int k = 0; k < columns; k++) {
                pivot[k] /= scale;
            }
            for (int r = 0; r < rows.length; r++) {
                double times = rows[r][c];
                if (r != rank && times != 0) {
                    for (int k = 0; k < columns; k++) {
                        rows[r][k] -= times * pivot[k];
                    }
                }
            }
            rank++;
        }
        for (int r = 0; r < rank; r++) {
            int only = -1;
            int count = 0;
            for (int c = 0; c < columns; c++) {
                if (Math.abs(rows[r][c]) > 1e-7) {
                    only = c;
                    count++;
                }
            }
            if (count == 1) {
                assertThat(truth.get(unknown.get(only)))
                        .as("cell %s can be found by subtraction", unknown.get(only))
                        .isZero();
            }
        }
    }
}
