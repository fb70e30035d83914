package nl.plint.analysis.displacement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.vacancy.AreaSet;
import nl.plint.analysis.vacancy.DurationClass;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.DatasetVersion;
import nl.plint.retail.Shop;
import nl.plint.retail.ShopRules;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** The units of a layer on two dates, observed by one method. */
record TwoDates(
        Published published,
        ObservedUnits before,
        ObservedUnits after,
        ShopRules rules,
        double provinceFloorPerInhabitantM2) {
    static final List<String> RULE_PARAMETERS = List.of("chainMinimumBranches", "smallShopM2", "largeShopM2");
    static final String ONLINE_SHARE = "onlineShareGroup";

    private static final String MUNICIPALITIES = "municipalities";
    private static final String WEB_SHOPS = "web-shops";
    private static final double DAYS_A_YEAR = 365.25;

    /**
     * Reads both.
     *
     * @param from null for the date before {@code to}
     * @param to null for the newest date
     * @throws InvalidInputException when the layer has no two such dates
     */
    static TwoDates read(
            Published published,
            String layer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String method,
            ShopRules rules) {
        List<LocalDate> dates = published.get(layer).versions().stream()
                .map(DatasetVersion::referenceDate)
                .toList();
        ObservedUnits after = read(published, layer, "to", to == null ? dates.get(0) : to, dates, method);
        LocalDate first = from != null
                ? from
                : dates.stream()
                        .filter(date -> date.isBefore(after.referenceDate()))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInputException(
                                "to",
                                after.referenceDate(),
                                "a reference date of layer '" + layer + "' with another before it; there are "
                                        + dates));
        if (!first.isBefore(after.referenceDate())) {
            throw new InvalidInputException("from", first, "a date before " + after.referenceDate());
        }
        ObservedUnits before =
                read(published, layer, "from", first, dates, after.method().isEmpty() ? null : after.method());
        double floor = after.units().stream()
                .mapToDouble(ObservedUnit::floorAreaM2)
                .filter(area -> !Double.isNaN(area))
                .sum();
        double inhabitants = inhabitants(published, MUNICIPALITIES).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new TwoDates(published, before, after, rules, inhabitants > 0 ? floor / inhabitants : Double.NaN);
    }

    private static ObservedUnits read(
            Published published,
            String layer,
            String input,
            LocalDate date,
            List<LocalDate> dates,
            @Nullable String method) {
        if (!dates.contains(date)) {
            throw new InvalidInputException(input, date, "a reference date of layer '" + layer + "': one of " + dates);
        }
        return ObservedUnits.read(published, layer, date, Universe.ALL, method);
    }

    /** The rules that parameters set. */
    static ShopRules rules(Parameters parameters) {
        Map<String, Double> online = new HashMap<>();
        parameters.definitions().keySet().stream()
                .filter(name -> name.startsWith(ONLINE_SHARE))
                .forEach(name -> online.put(name.substring(ONLINE_SHARE.length()), parameters.get(name)));
        return new ShopRules(
                parameters.getInteger("chainMinimumBranches"),
                parameters.get("smallShopM2"),
                parameters.get("largeShopM2"),
                online);
    }

    double years() {
        return ChronoUnit.DAYS.between(before.referenceDate(), after.referenceDate()) / DAYS_A_YEAR;
    }

    /** The units of the first date, in the order of {@link ObservedUnits#units}. */
    List<Shop> shopsBefore() {
        return shops(before);
    }

    List<Shop> shopsAfter() {
        return shops(after);
    }

    private static List<Shop> shops(ObservedUnits units) {
        return units.units().stream()
                .map(unit -> shop(unit, units.referenceDate()))
                .toList();
    }

    private static Shop shop(ObservedUnit unit, LocalDate date) {
        String code = unit.branchCode();
        return new Shop(
                unit.id(),
                unit.vacant(),
                unit.floorAreaM2(),
                unit.vacant() && DurationClass.of(unit.vacantSince(), date) == DurationClass.STRUCTURAL,
                unit.vacant() || code == null || code.length() < 2 ? null : code.substring(0, 2),
                unit.branches());
    }

    /** Inhabitants of the areas of a layer by id, where the layer tells them. */
    Map<String, Double> inhabitants(String layer) {
        return inhabitants(published, layer);
    }

    private static Map<String, Double> inhabitants(Published published, String layer) {
        Map<String, Double> inhabitants = new LinkedHashMap<>();
        published.findCurrent(layer).ifPresent(rows -> {
            int at = rows.schema().findPosition("inhabitants").orElse(-1);
            for (int row = 0; at >= 0 && row < rows.size(); row++) {
                if (rows.value(row, at) instanceof Number number && number.doubleValue() > 0) {
                    inhabitants.put(rows.id(row), number.doubleValue());
                }
            }
        });
        return inhabitants;
    }

    /** Web shops by the id of their area on a date; nothing when the layer of web shops has no version of that date. */
    Map<String, Double> webShops(AreaSet areas, LocalDate date) {
        Map<String, Double> counts = new HashMap<>();
        published
                .find(WEB_SHOPS)
                .flatMap(layer -> layer.findOf(date))
                .map(published::snapshot)
                .ifPresent(rows -> {
                    areas.areas().forEach(area -> counts.put(area.id(), 0.0));
                    for (int row = 0; row < rows.size(); row++) {
                        Geometry place = rows.geometryRd(row);
                        int area =
                                place == null || place.isEmpty() ? AreaSet.UNASSIGNED : areas.find(place.getCentroid());
                        if (area != AreaSet.UNASSIGNED) {
                            counts.merge(areas.areas().get(area).id(), 1.0, Double::sum);
                        }
                    }
                });
        return counts;
    }

    /** The COROP region of each municipality, by its code, where the layer of municipalities tells it. */
    Map<String, String> corops() {
        Map<String, String> corops = new HashMap<>();
        published.findCurrent(MUNICIPALITIES).ifPresent(rows -> {
            int at = rows.schema().findPosition("corop").orElse(-1);
            for (int row = 0; at >= 0 && row < rows.size(); row++) {
                if (rows.value(row, at) instanceof String corop) {
                    corops.put(rows.id(row), corop);
                }
            }
        });
        return corops;
    }

    /** What was read of units and municipalities. */
    List<DatasetVersion> versions() {
        Set<DatasetVersion> versions = new LinkedHashSet<>(after.versions());
        versions.addAll(before.versions());
        published.findCurrent(MUNICIPALITIES).map(Snapshot::version).ifPresent(versions::add);
        return new ArrayList<>(versions);
    }
}
