package nl.plint.analysis.displacement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.retail.OpeningEffect;
import nl.plint.retail.Shop;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Point;

/**
 * Large shops that opened or grew between two dates, and the closures of shops of their branch group around each.
 *
 * <p>A closure counts on the day its unit was vacant since. Closures without such a day, and units that were let again or are gone on
 * the second date, cannot be put before or after an opening and do not count.
 */
final class Openings {
    private static final String DAILY = "11";
    private static final double METERS_PER_KM = 1_000;

    private final TwoDates dates;
    private final OpeningQuestion question;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Trader> traders = new ArrayList<>();
    private int undated;

    /** A large shop that opened, or one that grew to be large. */
    record Opening(
            ObservedUnit unit,
            Point placeRd,
            String branchGroup,
            boolean grown,
            LocalDate date,
            boolean dateKnown,
            double radiusKm,
            OpeningEffect effect) {}

    /** A shop of the first date; {@code closed} is the day it was vacant since, null where it has not closed on a known day. */
    private record Trader(String id, Point placeRd, String branchGroup, @Nullable LocalDate closed) {}

    Openings(TwoDates dates, OpeningQuestion question) {
        this.dates = dates;
        this.question = question;
        Map<String, Integer> after = positions(dates.after().units());
        List<Shop> shopsBefore = dates.shopsBefore();
        List<Shop> shopsAfter = dates.shopsAfter();
        for (int i = 0; i < shopsBefore.size(); i++) {
            ObservedUnit unit = dates.before().units().get(i);
            String group = shopsBefore.get(i).retailGroup(dates.rules());
            Point place = unit.placeRd();
            if (group != null && place != null) {
                Integer later = after.get(unit.id());
                ObservedUnit then = later == null ? null : dates.after().units().get(later);
                boolean dated = then != null && then.vacant() && then.startSeen();
                boolean closed = then == null || then.vacant();
                undated += closed && !dated ? 1 : 0;
                traders.add(new Trader(unit.id(), place, group, dated && then != null ? then.vacantSince() : null));
            }
        }
        Map<String, Integer> before = positions(dates.before().units());
        for (int i = 0; i < shopsAfter.size(); i++) {
            ObservedUnit unit = dates.after().units().get(i);
            String group = shopsAfter.get(i).retailGroup(dates.rules());
            Point place = unit.placeRd();
            if (group != null && place != null && isLarge(shopsAfter.get(i))) {
                Integer earlier = before.get(unit.id());
                Shop then = earlier == null ? null : shopsBefore.get(earlier);
                boolean opened = then == null || then.retailGroup(dates.rules()) == null;
                if (then == null || opened || !isLarge(then)) {
                    openings.add(opening(unit, place, group, !opened));
                }
            }
        }
        for (String id : question.dates().keySet()) {
            if (openings.stream().noneMatch(opening -> opening.unit().id().equals(id))) {
                throw new InvalidInputException(
                        "dates",
                        id,
                        "ids of units that opened between the dates: "
                                + openings.stream()
                                        .map(opening -> opening.unit().id())
                                        .limit(20)
                                        .toList());
            }
        }
    }

    private static Map<String, Integer> positions(List<ObservedUnit> units) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < units.size(); i++) {
            positions.put(units.get(i).id(), i);
        }
        return positions;
    }

    private boolean isLarge(Shop shop) {
        return shop.floorAreaM2() >= question.parameters().get("openingMinimumM2");
    }

    private Opening opening(ObservedUnit unit, Point place, String group, boolean grown) {
        LocalDate first = dates.before().referenceDate();
        LocalDate last = dates.after().referenceDate();
        LocalDate known = question.dates().get(unit.id());
        LocalDate date = known != null ? known : first.plusDays(ChronoUnit.DAYS.between(first, last) / 2);
        double radius = question.parameters().get(group.equals(DAILY) ? "openingRadiusDailyKm" : "openingRadiusKm");
        return new Opening(
                unit, place, group, grown, date, known != null, radius, effect(unit, place, group, date, radius));
    }

    private OpeningEffect effect(ObservedUnit unit, Point place, String group, LocalDate date, double radiusKm) {
        int months = question.parameters().getInteger("openingMonths");
        LocalDate from = date.minusMonths(months);
        LocalDate to = date.plusMonths(months);
        int[] shops = new int[2];
        int[] before = new int[2];
        int[] after = new int[2];
        for (Trader trader : traders) {
            if (trader.branchGroup().equals(group) && !trader.id().equals(unit.id())) {
                int ring = ring(trader.placeRd().distance(place) / METERS_PER_KM, radiusKm);
                LocalDate closed = trader.closed();
                if (ring >= 0) {
                    shops[ring]++;
                    if (closed != null && closed.isAfter(from) && !closed.isAfter(to)) {
                        (closed.isAfter(date) ? after : before)[ring]++;
                    }
                }
            }
        }
        boolean observed = !from.isBefore(dates.before().referenceDate())
                && !to.isAfter(dates.after().referenceDate());
        return observed
                ? OpeningEffect.of(
                        shops[0],
                        before[0],
                        after[0],
                        shops[1],
                        before[1],
                        after[1],
                        question.parameters().getInteger("openingMinimumClosures"))
                : OpeningEffect.notObserved(shops[0], shops[1]);
    }

    /** 0 near the opening, 1 in the control ring, -1 elsewhere. */
    private int ring(double distanceKm, double radiusKm) {
        if (distanceKm <= radiusKm) {
            return 0;
        }
        return distanceKm > question.parameters().get("openingControlFromKm")
                        && distanceKm <= question.parameters().get("controlRadiusKm")
                ? 1
                : -1;
    }

    List<Opening> list() {
        return List.copyOf(openings);
    }

    /** Closures between the dates of which the day is not known. */
    int undated() {
        return undated;
    }

    /** All of some openings together. A shop near two of them counts twice. */
    OpeningEffect together(List<Opening> some) {
        int[] sums = new int[6];
        for (Opening opening : some) {
            OpeningEffect effect = opening.effect();
            if (effect.reason() != OpeningEffect.Reason.NO_DATA && effect.reason() != OpeningEffect.Reason.NO_UNITS) {
                int[] parts = {
                    effect.nearbyShops(),
                    effect.nearbyBefore(),
                    effect.nearbyAfter(),
                    effect.ringShops(),
                    effect.ringBefore(),
                    effect.ringAfter()
                };
                for (int i = 0; i < parts.length; i++) {
                    sums[i] += parts[i];
                }
            }
        }
        return OpeningEffect.of(
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                sums[5],
                question.parameters().getInteger("openingMinimumClosures"));
    }
}
