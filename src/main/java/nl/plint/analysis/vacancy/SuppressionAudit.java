package nl.plint.analysis.vacancy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Secondary suppression: withholds more numbers until none that is withheld can be found from those that are shown.
 *
 * <p>The numbers are variables, and sums that anyone can see to hold are lines: some numbers together are another. A withheld number
 * is found when the lines fix it, by linear algebra over all of them together, or when it must lie between bounds that meet
 * (withheld counts are at least 1 where zeros are shown). Each one found costs one more: the smallest shown number above 0 beside
 * it, else the sum. What stays is safe against subtraction within and between the tables that were given; not against knowledge
 * from elsewhere.
 */
final class SuppressionAudit {
    private static final long PRIME = (1L << 61) - 1;
    private static final double UNBOUNDED = Double.POSITIVE_INFINITY;
    private static final double ROUNDING = 1e-6;

    private final List<Double> values = new ArrayList<>();
    private final List<Double> least = new ArrayList<>();
    private final List<Boolean> shown = new ArrayList<>();
    private final List<Boolean> fixed = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<Integer, List<Line>> linesOf = new HashMap<>();
    private final Map<Integer, List<Integer>> parts = new HashMap<>();

    /** Numbers that together are another. */
    private static final class Line {
        private final int[] terms;
        private final int sum;

        Line(int[] terms, int sum) {
            this.terms = terms;
            this.sum = sum;
        }

        int[] all() {
            int[] all = Arrays.copyOf(terms, terms.length + 1);
            all[terms.length] = sum;
            return all;
        }
    }

    /**
     * Adds a number.
     *
     * @param value what it is
     * @param least what anyone knows it to be at least
     * @param isShown whether it is shown, as far as it concerns itself
     * @param stays whether it must stay as it is: shown for good, or never shown at all
     * @return its place
     */
    int add(double value, double least, boolean isShown, boolean stays) {
        values.add(value);
        this.least.add(least);
        shown.add(isShown);
        fixed.add(stays);
        return values.size() - 1;
    }

    /** Some numbers together are another. */
    void line(int[] terms, int sum) {
        if (terms.length > 0) {
            Line line = new Line(terms.clone(), sum);
            lines.add(line);
            for (int each : line.all()) {
                linesOf.computeIfAbsent(each, key -> new ArrayList<>()).add(line);
            }
        }
    }

    private List<Line> linesOf(int variable) {
        return linesOf.getOrDefault(variable, List.of());
    }

    /** When a number is withheld, a part of it is too. */
    void part(int whole, int part) {
        parts.computeIfAbsent(whole, key -> new ArrayList<>()).add(part);
    }

    boolean isShown(int variable) {
        return shown.get(variable);
    }

    /**
     * Withholds until nothing withheld can be found, but for a number that the numbers that stay tell anyway, and that stays itself
     * or could be shown by itself.
     */
    void protect() {
        List<Boolean> mayBeShown = List.copyOf(shown);
        for (int variable = 0; variable < values.size(); variable++) {
            if (!shown.get(variable)) {
                withhold(variable);
            }
        }
        List<Integer> found = found();
        while (!found.isEmpty()) {
            boolean changed = false;
            Set<Integer> beside = new HashSet<>();
            for (int variable : found) {
                // What was just withheld beside it may cover it as well.
                if (!beside.contains(variable)) {
                    int withheld = cover(variable);
                    changed |= withheld >= 0;
                    linesOf(withheld).forEach(line -> Arrays.stream(line.all()).forEach(beside::add));
                }
            }
            if (!changed && found.stream().allMatch(each -> fixed.get(each) || mayBeShown.get(each))) {
                return;
            }
            if (!changed) {
                throw new IllegalStateException(
                        "a withheld number cannot be covered: it is fixed by sums that all stay");
            }
            found = found();
        }
    }

    private void withhold(int variable) {
        shown.set(variable, false);
        parts.getOrDefault(variable, List.of()).stream()
                .filter(part -> !fixed.get(part) && shown.get(part))
                .forEach(this::withhold);
    }

    /**
     * Withholds one number more near one that can be found: beside it, or else beside those that are withheld beside it, and so on;
     * -1 when all that hangs together with it is withheld or must stay.
     */
    private int cover(int variable) {
        int covered = cover(variable, true);
        return covered >= 0 ? covered : cover(variable, false);
    }

    /** @param isTelling whether to look at lines only in which one number is withheld, and which so tell it for sure */
    private int cover(int variable, boolean isTelling) {
        Set<Integer> near = new HashSet<>(Set.of(variable));
        for (int size = 0; size < near.size(); ) {
            size = near.size();
            Set<Line> reached = new LinkedHashSet<>();
            near.forEach(each -> reached.addAll(linesOf(each)));
            int best = smallestShown(
                    reached.stream().filter(line -> !isTelling || isAlone(line)).toList());
            if (best >= 0) {
                withhold(best);
                return best;
            }
            reached.forEach(line ->
                    Arrays.stream(line.all()).filter(other -> !shown.get(other)).forEach(near::add));
        }
        return -1;
    }

    private boolean isAlone(Line line) {
        return Arrays.stream(line.all()).filter(each -> !shown.get(each)).count() == 1;
    }

    /** What is best withheld of some lines; -1 when all of it is withheld or must stay. */
    private int smallestShown(Collection<Line> among) {
        int best = -1;
        Line lineOfBest = null;
        for (Line line : among) {
            for (int other : line.all()) {
                if (shown.get(other)
                        && !fixed.get(other)
                        && (lineOfBest == null || order(line, other) < order(lineOfBest, best))) {
                    best = other;
                    lineOfBest = line;
                }
            }
        }
        return best;
    }

    /** The smallest above 0 first, then a sum, then a zero. */
    private double order(Line line, int variable) {
        double value = values.get(variable);
        return value == 0 ? 2e15 : variable == line.sum ? 1e15 + value : value;
    }

    /** The withheld numbers that can be found, largest first so that one number withheld covers many. */
    private List<Integer> found() {
        boolean[] determined = byBounds();
        byElimination(determined);
        List<Integer> found = new ArrayList<>();
        for (int variable = 0; variable < determined.length; variable++) {
            // That a withheld number is 0 tells of nobody, and what others cannot see is not found out by it.
            if (determined[variable] && !shown.get(variable) && values.get(variable) > 0) {
                found.add(variable);
            }
        }
        found.sort(Comparator.comparingDouble((Integer variable) -> -values.get(variable)));
        return found;
    }

    /** Which numbers have bounds that meet, when every line tightens the bounds of all in it again and again. */
    private boolean[] byBounds() {
        int size = values.size();
        double[] low = new double[size];
        double[] high = new double[size];
        for (int variable = 0; variable < size; variable++) {
            low[variable] =
                    shown.get(variable) ? values.get(variable) : Math.min(least.get(variable), values.get(variable));
            high[variable] = shown.get(variable) ? values.get(variable) : UNBOUNDED;
        }
        boolean changed = true;
        for (int round = 0; changed && round < 100; round++) {
            changed = false;
            for (Line line : lines) {
                changed |= tighten(line, low, high);
            }
        }
        boolean[] determined = new boolean[size];
        for (int variable = 0; variable < size; variable++) {
            determined[variable] = high[variable] - low[variable] < ROUNDING;
        }
        return determined;
    }

    private static boolean tighten(Line line, double[] low, double[] high) {
        double lowest = 0;
        double highest = 0;
        int unbounded = 0;
        for (int term : line.terms) {
            lowest += low[term];
            if (high[term] == UNBOUNDED) {
                unbounded++;
            } else {
                highest += high[term];
            }
        }
        boolean changed = raise(line.sum, lowest, low);
        if (unbounded == 0) {
            changed |= lower(line.sum, highest, high);
        }
        for (int term : line.terms) {
            if (high[line.sum] != UNBOUNDED) {
                changed |= lower(term, high[line.sum] - (lowest - low[term]), high);
            }
            boolean othersBounded = unbounded == 0 || (unbounded == 1 && high[term] == UNBOUNDED);
            if (othersBounded) {
                double others = highest - (high[term] == UNBOUNDED ? 0 : high[term]);
                changed |= raise(term, low[line.sum] - others, low);
            }
        }
        return changed;
    }

    private static boolean raise(int variable, double to, double[] low) {
        if (to > low[variable] + ROUNDING) {
            low[variable] = to;
            return true;
        }
        return false;
    }

    private static boolean lower(int variable, double to, double[] high) {
        if (to < high[variable] - ROUNDING) {
            high[variable] = to;
            return true;
        }
        return false;
    }

    /**
     * Which numbers the lines fix together: those that are alone in a row once the system of the withheld ones is in reduced form.
     * Reckoned modulo a prime, which is exact for all that matters here: a coefficient is a small fraction or a multiple of the
     * prime, and the latter would only make one number look fixed that is not.
     */
    private void byElimination(boolean[] determined) {
        Map<Integer, Map<Integer, Long>> rowOfPivot = new HashMap<>();
        Map<Integer, List<Integer>> pivotsHolding = new HashMap<>();
        List<Line> shortFirst = new ArrayList<>(lines);
        shortFirst.sort(Comparator.comparingInt(line -> line.terms.length));
        for (Line line : shortFirst) {
            Map<Integer, Long> row = new HashMap<>();
            for (int term : line.terms) {
                put(row, term, 1);
            }
            put(row, line.sum, PRIME - 1);
            reduce(row, rowOfPivot);
            if (row.isEmpty()) {
                continue;
            }
            int pivot = row.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
            long scale = inverse(row.getOrDefault(pivot, 1L));
            row.replaceAll((variable, coefficient) -> multiply(coefficient, scale));
            for (int holder : List.copyOf(pivotsHolding.getOrDefault(pivot, List.of()))) {
                Map<Integer, Long> other = rowOfPivot.getOrDefault(holder, Map.of());
                Long times = other.get(pivot);
                if (times != null) {
                    subtract(other, row, times);
                    row.keySet().forEach(variable -> pivotsHolding
                            .computeIfAbsent(variable, key -> new ArrayList<>())
                            .add(holder));
                }
            }
            rowOfPivot.put(pivot, row);
            row.keySet().forEach(variable -> pivotsHolding
                    .computeIfAbsent(variable, key -> new ArrayList<>())
                    .add(pivot));
        }
        rowOfPivot.forEach((pivot, row) -> determined[pivot] |= row.size() == 1);
    }

    private void put(Map<Integer, Long> row, int variable, long coefficient) {
        if (!shown.get(variable)) {
            long sum = (row.getOrDefault(variable, 0L) + coefficient) % PRIME;
            if (sum == 0) {
                row.remove(variable);
            } else {
                row.put(variable, sum);
            }
        }
    }

    private static void reduce(Map<Integer, Long> row, Map<Integer, Map<Integer, Long>> rowOfPivot) {
        Deque<Integer> open = new ArrayDeque<>(row.keySet());
        while (!open.isEmpty()) {
            int variable = open.remove();
            Long times = row.get(variable);
            Map<Integer, Long> pivotRow = rowOfPivot.get(variable);
            // Rows of pivots hold no other pivots, so one pass is enough.
            if (times != null && pivotRow != null) {
                subtract(row, pivotRow, times);
            }
        }
    }

    private static void subtract(Map<Integer, Long> from, Map<Integer, Long> row, long times) {
        row.forEach((variable, coefficient) -> {
            long left = (from.getOrDefault(variable, 0L) + PRIME - multiply(coefficient, times)) % PRIME;
            if (left == 0) {
                from.remove(variable);
            } else {
                from.put(variable, left);
            }
        });
    }

    private static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        // a b = high 2^64 + low, and 2^61 is 1 modulo the prime.
        long sum = (low & PRIME) + ((low >>> 61) | (high << 3));
        return sum >= PRIME ? sum - PRIME : sum;
    }

    private static long inverse(long a) {
        long result = 1;
        long base = a;
        for (long power = PRIME - 2; power > 0; power >>= 1) {
            if ((power & 1) == 1) {
                result = multiply(result, base);
            }
            base = multiply(base, base);
        }
        return result;
    }
}
