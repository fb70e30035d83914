package nl.plint.analysis.trend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.analysis.vacancy.DurationClass;
import nl.plint.analysis.vacancy.Flow;
import nl.plint.analysis.vacancy.FlowDisclosure;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.Tally;
import nl.plint.analysis.vacancy.VacancySpell;
import nl.plint.analysis.vacancy.VacancySpells;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.stats.KaplanMeier;
import org.jspecify.annotations.Nullable;

/** The trend of everything together, and the survival curve of its spells. */
final class TrendTotals {
    /** For an audience that small numbers are withheld from, the curve is told at these times only, and no numbers with it. */
    private static final int COARSE_DAYS = 90;

    private static final int LEAST_COUNT = 5;

    private final FlowDisclosure disclosure;
    private final VacancySpells spells;
    private final List<VacancySpell> measured;
    private final KaplanMeier survival;
    private final int last;

    TrendTotals(FlowDisclosure disclosure, VacancySpells spells) {
        this.disclosure = disclosure;
        this.spells = spells;
        this.measured = spells.measured();
        this.survival = spells.survival(spell -> true);
        this.last = spells.steps();
    }

    private boolean seesAll() {
        return disclosure.stocks().get(0).audience().tier() == Audience.Tier.PROVINCE;
    }

    /** Number of spells that the survival curve is made of. */
    int measured() {
        return measured.size();
    }

    OptionalDouble median() {
        return survival.median();
    }

    Map<String, @Nullable Object> summary() {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("from", date(0));
        summary.put("to", date(last));
        summary.put(
                "referenceDates",
                IntStream.rangeClosed(0, last).mapToObj(this::date).toList());
        summary.put(
                "methods", spells.series().stream().map(ObservedUnits::method).toList());
        summary.put(
                "methodBreaks",
                IntStream.range(0, last)
                        .filter(spells::isBreak)
                        .mapToObj(step -> date(step + 1))
                        .toList());
        stock(summary, 0, "Before");
        stock(summary, last, "After");
        if (!spells.isBroken()) {
            if (summary.get("vacancyRateUnitsBefore") instanceof Double before
                    && summary.get("vacancyRateUnitsAfter") instanceof Double after) {
                summary.put("vacancyRateUnitsChange", after - before);
            }
            flows(summary);
            if (spells.isYearly()) {
                panels(summary);
            }
        }
        duration(summary);
        return summary;
    }

    private String date(int date) {
        return spells.series().get(date).referenceDate().toString();
    }

    private void stock(Map<String, @Nullable Object> summary, int date, String suffix) {
        Disclosure of = disclosure.stocks().get(date);
        Tally total = of.table().total();
        boolean vacant = of.showsOfTotal(Figure.VACANT);
        summary.put("units" + suffix, total.units());
        summary.put("vacantUnits" + suffix, vacant ? total.vacantUnits() : null);
        summary.put(
                "vacancyRateUnits" + suffix,
                vacant && total.units() > 0 ? (Double) ((double) total.vacantUnits() / total.units()) : null);
        boolean floor = of.showsOfTotal(Figure.FLOOR_AREA) && of.showsOfTotal(Figure.VACANT_FLOOR_AREA);
        summary.put(
                "vacancyRateFloorArea" + suffix,
                floor && total.floorAreaM2() > 0 ? (Double) (total.vacantFloorAreaM2() / total.floorAreaM2()) : null);
    }

    private void flows(Map<String, @Nullable Object> summary) {
        for (Flow flow : Flow.values()) {
            if (flow != Flow.STAYED) {
                summary.put(TrendColumns.name(flow), disclosure.showsOfTotal(0, last, flow) ? count(flow) : null);
            }
        }
        if (seesAll()) {
            for (VacancySpell.End end : VacancySpell.End.values()) {
                summary.put("floorAreaM2Of" + TrendColumns.name(Flow.of(end)).substring("ended".length()), floor(end));
            }
            summary.put(
                    "unitsMoved",
                    IntStream.range(0, last)
                            .mapToLong(step -> disclosure.table().moved(step))
                            .sum());
        }
        long before = disclosure.stocks().get(0).table().total().vacantUnits();
        long after = disclosure.stocks().get(last).table().total().vacantUnits();
        double perYear = count(Flow.ENDED) / spells.years(0, last);
        boolean known = disclosure.showsOfTotal(0, last, Flow.ENDED)
                && disclosure.stocks().get(0).showsOfTotal(Figure.VACANT)
                && disclosure.stocks().get(last).showsOfTotal(Figure.VACANT);
        summary.put(
                "turnoverPerYear", known && before + after > 0 ? (Double) (perYear / ((before + after) / 2.0)) : null);
        summary.put("clearanceYears", known && perYear > 0 ? (Double) (after / perYear) : null);
    }

    private long count(Flow flow) {
        return IntStream.range(0, last)
                .mapToLong(step -> disclosure.table().total(step, flow))
                .sum();
    }

    /** Vacant floor area of the spells that ended in a way, as it was when last seen, in m2; what is unknown does not count. */
    private double floor(VacancySpell.End end) {
        return spells.list().stream()
                .filter(spell -> spell.end() == end)
                .mapToDouble(spell -> unit(spell).floorAreaM2())
                .filter(area -> !Double.isNaN(area))
                .sum();
    }

    private ObservedUnit unit(VacancySpell spell) {
        return spells.series().get(spell.last()).units().get(spell.places().get(spell.last() - spell.first()));
    }

    private void panels(Map<String, @Nullable Object> summary) {
        Map<DurationClass, Long> panels = new LinkedHashMap<>();
        spells.list().stream()
                .filter(spell -> spell.last() == last)
                .forEach(spell -> panels.merge(spells.panelClass(unit(spell).id()), 1L, Long::sum));
        boolean shown = seesAll() || panels.values().stream().allMatch(count -> count >= LEAST_COUNT);
        summary.put("panelInitial", shown ? panels.getOrDefault(DurationClass.INITIAL, 0L) : null);
        summary.put("panelLongTerm", shown ? panels.getOrDefault(DurationClass.LONG_TERM, 0L) : null);
        summary.put("panelStructural", shown ? panels.getOrDefault(DurationClass.STRUCTURAL, 0L) : null);
    }

    private void duration(Map<String, @Nullable Object> summary) {
        Map<String, @Nullable Object> duration = new LinkedHashMap<>();
        long ended = measured.stream().filter(spell -> spell.ended() != null).count();
        duration.put("spells", measured.size());
        duration.put("ended", shown(ended));
        duration.put("stillVacant", shown(measured.size() - ended));
        duration.put(
                "vacantWhenFirstSeen",
                shown(measured.stream().filter(spell -> spell.first() == 0).count()));
        duration.put("leftOut", seesAll() ? (Object) (spells.list().size() - measured.size()) : null);
        boolean told = seesAll() || ended >= 2 * LEAST_COUNT;
        duration.put("medianDays", told ? value(survival.median()) : null);
        duration.put("medianDaysLow", told ? value(survival.medianLow()) : null);
        duration.put("medianDaysHigh", told ? value(survival.medianHigh()) : null);
        summary.put("duration", duration);
    }

    private @Nullable Object shown(long count) {
        return seesAll() || count == 0 || count >= LEAST_COUNT ? (Object) count : null;
    }

    private static @Nullable Object value(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : null;
    }

    /** The steps of the survival curve; coarse, and without numbers of spells, where small numbers are withheld. */
    List<Feature> survival() {
        List<Feature> rows = new ArrayList<>();
        double told = COARSE_DAYS;
        for (int i = 0; i < survival.steps().size(); i++) {
            KaplanMeier.Step step = survival.steps().get(i);
            boolean lastBefore = i + 1 == survival.steps().size()
                    || survival.steps().get(i + 1).time() > told;
            if (seesAll()) {
                rows.add(row(step.time(), step, true));
            } else if (lastBefore && step.time() <= told) {
                rows.add(row(told, step, false));
            }
            while (!seesAll()
                    && i + 1 < survival.steps().size()
                    && survival.steps().get(i + 1).time() > told) {
                told += COARSE_DAYS;
            }
        }
        return rows;
    }

    private static Feature row(double days, KaplanMeier.Step step, boolean withNumbers) {
        return new Feature(
                String.format(Locale.ROOT, "%05.0f", days),
                null,
                days,
                withNumbers ? (Object) (long) step.atRisk() : null,
                withNumbers ? (Object) (long) step.ended() : null,
                step.survival(),
                number(step.low()),
                number(step.high()));
    }

    private static @Nullable Object number(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }
}
