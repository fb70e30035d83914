package nl.plint.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import nl.plint.demo.Facts.Municipality;

/**
 * Decides which units of a municipality are vacant on both dates, and since when, so that the shares of units and of floor area
 * meet the targets and the stock is about 40 % new, 25 % one to three years and 35 % longer vacant.
 */
final class Vacancy {
    static final LocalDate BEFORE = LocalDate.of(2013, 1, 1);
    static final LocalDate AFTER = LocalDate.of(2017, 1, 1);
    /** Vacancy in 2013 as a share of that in 2017, when it had risen for years. */
    private static final double EARLIER = 0.86;

    private static final double SINCE_UNKNOWN_SHARE = 0.03;
    private static final int SWAPS = 6000;

    private Vacancy() {}

    static void settle(List<ShopUnit> units, Municipality municipality, Draw draw) {
        Set<ShopUnit> vacantAfter = choose(
                units,
                unit -> unit.after,
                Set.of(),
                municipality.vacantUnitShare(),
                municipality.vacantFloorShare(),
                draw);
        Set<ShopUnit> still = new HashSet<>();
        for (ShopUnit unit : units) {
            if (vacantAfter.contains(unit)) {
                LocalDate since = since(AFTER, draw);
                unit.after.vacant = true;
                unit.after.vacantSince = draw.chance(SINCE_UNKNOWN_SHARE) ? null : since;
                if (unit.before.present && since.isBefore(BEFORE)) {
                    unit.before.vacantSince = unit.after.vacantSince;
                    still.add(unit);
                }
            }
        }
        Set<ShopUnit> vacantBefore = choose(
                units,
                unit -> unit.before,
                still,
                EARLIER * municipality.vacantUnitShare(),
                EARLIER * municipality.vacantFloorShare(),
                draw);
        for (ShopUnit unit : units) {
            if (vacantBefore.contains(unit)) {
                unit.before.vacant = true;
                if (!still.contains(unit)) {
                    unit.before.vacantSince = draw.chance(SINCE_UNKNOWN_SHARE) ? null : recent(BEFORE, draw);
                }
            }
        }
    }

    /** A first day of vacancy for a unit of the stock on a date: 40 % within a year, 25 % one to three years, 35 % longer ago. */
    private static LocalDate since(LocalDate date, Draw draw) {
        return switch (draw.weighted(0.40, 0.25, 0.35)) {
            case 0 -> draw.day(date.minusDays(360), date.minusDays(5));
            case 1 -> draw.day(date.minusDays(1090), date.minusDays(370));
            default -> draw.day(date.minusYears(9), date.minusDays(1100));
        };
    }

    /** As {@link #since}, but for stock of which the longest vacant are known already. */
    private static LocalDate recent(LocalDate date, Draw draw) {
        return switch (draw.weighted(0.48, 0.28, 0.24)) {
            case 0 -> draw.day(date.minusDays(360), date.minusDays(5));
            case 1 -> draw.day(date.minusDays(1090), date.minusDays(370));
            default -> draw.day(date.minusYears(6), date.minusDays(1100));
        };
    }

    /**
     * Vacant units in the wanted number, drawn by weight, then swapped one by one with others until their floor area is near its
     * target too. Units that are vacant anyway stay so.
     */
    private static Set<ShopUnit> choose(
            List<ShopUnit> all,
            Function<ShopUnit, ShopUnit.State> state,
            Set<ShopUnit> anyway,
            double unitShare,
            double floorShare,
            Draw draw) {
        List<ShopUnit> present =
                all.stream().filter(unit -> state.apply(unit).present).toList();
        Map<ShopUnit, Double> order = new HashMap<>();
        for (ShopUnit unit : present) {
            double rate =
                    anyway.contains(unit) ? 1e9 : unit.after.present ? unit.vacancyWeight : 6 * unit.vacancyWeight;
            order.put(unit, draw.waitingTime(rate));
        }
        List<ShopUnit> ranked = new ArrayList<>(present);
        ranked.sort(Comparator.comparingDouble(unit -> Objects.requireNonNull(order.get(unit))));
        int count = (int) Math.round(unitShare * present.size());
        double total = floor(present, state);
        double error = floor(ranked.subList(0, count), state) - floorShare * total;
        for (int i = 0; i < SWAPS && Math.abs(error) > 0.002 * total; i++) {
            int out = draw.wholeBetween(Math.min(anyway.size(), count - 1), count - 1);
            int in = draw.wholeBetween(count, ranked.size() - 1);
            ShopUnit leaving = ranked.get(out);
            ShopUnit coming = ranked.get(in);
            double change = floor(List.of(coming), state) - floor(List.of(leaving), state);
            boolean asLikely = coming.vacancyWeight >= 0.5 * leaving.vacancyWeight;
            if (asLikely && !anyway.contains(leaving) && Math.abs(error + change) < Math.abs(error)) {
                ranked.set(out, coming);
                ranked.set(in, leaving);
                error += change;
            }
        }
        return Set.copyOf(ranked.subList(0, count));
    }

    private static double floor(List<ShopUnit> units, Function<ShopUnit, ShopUnit.State> state) {
        return units.stream()
                .filter(unit -> unit.floorAreaKnown)
                .mapToDouble(unit -> state.apply(unit).floorAreaM2)
                .sum();
    }
}
