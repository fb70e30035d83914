package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nl.plint.analysis.vacancy.ObservedUnits.Absence;
import nl.plint.analysis.vacancy.VacancySpell.End;
import nl.plint.stats.KaplanMeier;
import org.jspecify.annotations.Nullable;

/**
 * The spells of vacancy that a series of reference dates tells of (DOMAIN section 3.2). Units are the same when their ids are.
 *
 * <p>A unit that is vacant on two dates in a row has one spell, unless it says that it has been vacant since a day in between: then it
 * was let for a while. Where one date was observed by another method than the one before, nothing is said about what happened in
 * between: spells end there without an end. Spells that began and ended between two dates are not seen.
 */
public final class VacancySpells {
    private static final long LEAST_DAYS_OF_YEAR = 300;
    private static final long MOST_DAYS_OF_YEAR = 430;

    private final List<ObservedUnits> series;
    private final List<Map<String, Integer>> placeOfId = new ArrayList<>();
    private final List<VacancySpell> spells = new ArrayList<>();

    private VacancySpells(List<ObservedUnits> series) {
        this.series = List.copyOf(series);
        TreeSet<String> ids = new TreeSet<>();
        for (ObservedUnits observed : series) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < observed.units().size(); i++) {
                places.put(observed.units().get(i).id(), i);
            }
            placeOfId.add(places);
            ids.addAll(places.keySet());
        }
        ids.forEach(this::follow);
    }

    /** The spells of a series of reference dates, oldest first. */
    public static VacancySpells of(List<ObservedUnits> series) {
        return new VacancySpells(series);
    }

    /** A spell that is being followed. */
    private static final class Running {
        private final int first;
        private @Nullable LocalDate start;
        private final List<Integer> places = new ArrayList<>();

        Running(int first) {
            this.first = first;
        }

        VacancySpell stop(@Nullable End end, @Nullable LocalDate ended) {
            return new VacancySpell(places, start, first, first + places.size() - 1, end, ended);
        }
    }

    private void follow(String id) {
        Running running = null;
        for (int date = 0; date < series.size(); date++) {
            if (running != null && isBreak(date - 1)) {
                spells.add(running.stop(null, null));
                running = null;
            }
            Integer place = placeOfId.get(date).get(id);
            ObservedUnit unit = place == null ? null : series.get(date).units().get(place);
            if (unit != null && unit.vacant()) {
                LocalDate start = start(unit, date);
                if (running != null && start != null && start.isAfter(date(date - 1))) {
                    spells.add(running.stop(End.LET, middle(date(date - 1), start)));
                    running = null;
                }
                if (running == null) {
                    running = new Running(date);
                }
                running.start = running.start == null ? start : running.start;
                running.places.add(place);
            } else if (running != null) {
                End end =
                        unit != null ? End.LET : end(series.get(date).absences().get(id));
                spells.add(running.stop(end, end == null ? null : middle(date(date - 1), date(date))));
                running = null;
            }
        }
        if (running != null) {
            spells.add(running.stop(null, null));
        }
    }

    private @Nullable LocalDate start(ObservedUnit unit, int date) {
        LocalDate since = unit.startSeen() ? unit.vacantSince() : null;
        return since == null || since.isAfter(date(date)) ? null : since;
    }

    private static @Nullable End end(@Nullable Absence absence) {
        if (absence == null) {
            return End.WITHDRAWN;
        }
        return switch (absence) {
            case UNKNOWN_VACANCY -> null;
            case OTHER_USE, TRANSFORMED -> End.TRANSFORMED;
            case DEMOLISHED -> End.DEMOLISHED;
            case WITHDRAWN -> End.WITHDRAWN;
        };
    }

    private static LocalDate middle(LocalDate from, LocalDate to) {
        return from.plusDays((ChronoUnit.DAYS.between(from, to) + 1) / 2);
    }

    private LocalDate date(int date) {
        return series.get(date).referenceDate();
    }

    /** All spells, by the id of their unit and in it by time. */
    public List<VacancySpell> list() {
        return List.copyOf(spells);
    }

    /** The units of each reference date, oldest first. */
    public List<ObservedUnits> series() {
        return series;
    }

    /** Number of steps from one reference date to the next. */
    public int steps() {
        return series.size() - 1;
    }

    /** Whether the two dates of a step were observed by different methods, so that they cannot be compared. */
    public boolean isBreak(int step) {
        return !series.get(step).method().equals(series.get(step + 1).method());
    }

    /** Whether there is a break anywhere. */
    public boolean isBroken() {
        return IntStream.range(0, steps()).anyMatch(this::isBreak);
    }

    /**
     * How long spells last, in days: all that were seen after the last break of the series and whose start is known. They count as
     * at risk from their duration when they were first seen: spells that were over by then are not seen, so to count the
     * days before would make the long ones too many. A spell ends in the middle of the time in which it must have ended.
     */
    public KaplanMeier survival(Predicate<VacancySpell> which) {
        List<VacancySpell> known = measured().stream().filter(which).toList();
        double[] entries = new double[known.size()];
        double[] durations = new double[known.size()];
        boolean[] ended = new boolean[known.size()];
        for (int i = 0; i < entries.length; i++) {
            VacancySpell spell = known.get(i);
            entries[i] = spell.daysUntil(date(spell.first()));
            durations[i] = duration(spell);
            ended[i] = spell.ended() != null;
        }
        return KaplanMeier.of(entries, durations, ended);
    }

    private double duration(VacancySpell spell) {
        LocalDate ended = spell.ended();
        return spell.daysUntil(ended == null ? date(spell.last()) : ended);
    }

    /** The spells that {@link #survival} can use. */
    public List<VacancySpell> measured() {
        int begin = 1 + IntStream.range(0, steps()).filter(this::isBreak).max().orElse(-1);
        return spells.stream()
                .filter(spell -> spell.first() >= begin && spell.start() != null)
                .filter(spell -> duration(spell) > spell.daysUntil(date(spell.first())))
                .toList();
    }

    /** Whether there is a reference date each year and no break, so that counting dates tells how long a unit is vacant. */
    public boolean isYearly() {
        return steps() > 0
                && !isBroken()
                && IntStream.range(0, steps())
                        .mapToLong(step -> ChronoUnit.DAYS.between(date(step), date(step + 1)))
                        .allMatch(days -> days >= LEAST_DAYS_OF_YEAR && days <= MOST_DAYS_OF_YEAR);
    }

    /**
     * The duration class of a unit that is vacant on the last date, by the number of reference dates in a row on which it was: one
     * is up to a year, two and three are one to three years, four and more are longer (yearly panels, DOMAIN section 3.2).
     */
    public DurationClass panelClass(String id) {
        int dates = 0;
        for (int date = series.size() - 1; date >= 0 && isVacant(id, date); date--) {
            dates++;
        }
        return dates <= 1 ? DurationClass.INITIAL : dates <= 3 ? DurationClass.LONG_TERM : DurationClass.STRUCTURAL;
    }

    private boolean isVacant(String id, int date) {
        Integer place = placeOfId.get(date).get(id);
        return place != null && series.get(date).units().get(place).vacant();
    }

    /** Years from a reference date to a later one, of 365.25 days. */
    public double years(int from, int to) {
        return ChronoUnit.DAYS.between(date(from), date(to)) / 365.25;
    }

    /** How a spell ended that ended in a step. */
    public static Optional<End> endIn(VacancySpell spell, int step) {
        return spell.last() == step ? Optional.ofNullable(spell.end()) : Optional.empty();
    }
}
