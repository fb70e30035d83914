package nl.plint.analysis.displacement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import nl.plint.analysis.region.Region;
import nl.plint.stats.Correction;
import nl.plint.stats.GroupPermutation;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What settlements inside a region have beside those outside, indicator by indicator, with a permutation test: labels are shuffled over
 * settlements within COROP regions, and, beside it, over the whole province.
 *
 * <p>Within COROP regions only those say anything that have settlements on both sides of the region's border. It takes settlements
 * for exchangeable; neighbors that resemble one another make p too small.
 */
final class RegionComparison {
    private static final double ALPHA = 0.05;

    private final Region region;
    private final boolean[] inside;
    private final int[] strata;
    private final List<String> stratumNames;
    private final int shuffles;
    private final long seed;
    private final List<Measured> measured = new ArrayList<>();

    /** The tests of one indicator. */
    private record Measured(
            String name,
            LocalizedText title,
            double insideMean,
            double outsideMean,
            int insideCount,
            int outsideCount,
            GroupPermutation.Result within,
            GroupPermutation.Result across) {}

    /**
     * @param gmCodes the municipality of each settlement, null where unknown
     * @param corops the COROP region of a municipality
     */
    RegionComparison(
            Region region, List<@Nullable String> gmCodes, Map<String, String> corops, int shuffles, long seed) {
        this.region = region;
        this.shuffles = shuffles;
        this.seed = seed;
        this.inside = new boolean[gmCodes.size()];
        this.strata = new int[gmCodes.size()];
        this.stratumNames = new ArrayList<>(new TreeSet<>(corops.values()));
        Map<String, Integer> numbers = new HashMap<>();
        stratumNames.forEach(name -> numbers.put(name, numbers.size()));
        for (int i = 0; i < inside.length; i++) {
            String code = gmCodes.get(i);
            String corop = code == null ? null : corops.get(code);
            inside[i] = region.holds(code);
            strata[i] = corop == null ? -1 : numbers.getOrDefault(corop, -1);
        }
    }

    /** Compares one indicator. */
    void add(String name, LocalizedText title, double[] values) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sums[inside[i] ? 0 : 1] += values[i];
                counts[inside[i] ? 0 : 1]++;
            }
        }
        if (counts[0] + counts[1] == 0) {
            return;
        }
        measured.add(new Measured(
                name,
                title,
                counts[0] == 0 ? Double.NaN : sums[0] / counts[0],
                counts[1] == 0 ? Double.NaN : sums[1] / counts[1],
                counts[0],
                counts[1],
                GroupPermutation.test(values, inside, strata, shuffles, seed),
                GroupPermutation.test(values, inside, new int[values.length], shuffles, seed)));
    }

    /** COROP regions in which all settlements are on one side of the region's border: within them there is nothing to compare. */
    List<String> withoutContrast() {
        List<String> names = new ArrayList<>();
        for (int stratum = 0; stratum < stratumNames.size(); stratum++) {
            boolean in = false;
            boolean out = false;
            for (int i = 0; i < strata.length; i++) {
                in |= strata[i] == stratum && inside[i];
                out |= strata[i] == stratum && !inside[i];
            }
            if (in != out) {
                names.add(stratumNames.get(stratum));
            }
        }
        return names;
    }

    /** The comparison as plain values, p-values also corrected for the number of indicators (false discovery rate). */
    List<Map<String, @Nullable Object>> plain() {
        double[] within = Correction.FDR.adjust(
                measured.stream().mapToDouble(one -> one.within().pValue()).toArray());
        double[] across = Correction.FDR.adjust(
                measured.stream().mapToDouble(one -> one.across().pValue()).toArray());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            Measured one = measured.get(i);
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("indicator", one.name());
            row.put("insideMean", known(one.insideMean()));
            row.put("outsideMean", known(one.outsideMean()));
            row.put("insideSettlements", one.insideCount());
            row.put("outsideSettlements", one.outsideCount());
            row.put("withinCorop", test(one.within(), within[i]));
            row.put("acrossProvince", test(one.across(), across[i]));
            LocalizedText meaning = meaning(one, within[i], across[i]);
            row.put("meaning", Map.of("nl", meaning.nl(), "en", meaning.en()));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> test(GroupPermutation.Result result, double adjusted) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("difference", known(result.difference()));
        plain.put("pValue", known(result.pValue()));
        plain.put("pValueAdjusted", known(adjusted));
        plain.put("insideSettlements", result.inside());
        plain.put("outsideSettlements", result.outside());
        plain.put("strata", result.strata());
        return plain;
    }

    private LocalizedText meaning(Measured one, double within, double across) {
        if (Double.isNaN(one.across().pValue())) {
            return new LocalizedText(
                    one.title().nl() + ": er zijn niet aan beide kanten van de grens van "
                            + region.name().nl() + " kernen met een waarde.",
                    one.title().en() + ": there are no settlements with a value on both sides of the border of "
                            + region.name().en() + ".");
        }
        String means = "%s: %s %.3f (%d), %s %.3f (%d). ";
        GroupPermutation.Result corop = one.within();
        return new LocalizedText(
                String.format(
                                Locale.ROOT,
                                means,
                                one.title().nl(),
                                "kernen in " + region.name().nl() + " gemiddeld",
                                one.insideMean(),
                                one.insideCount(),
                                "daarbuiten",
                                one.outsideMean(),
                                one.outsideCount())
                        + "Over de provincie: "
                        + verdict(one.across().pValue(), across).nl() + ". "
                        + (corop.strata() == 0
                                ? ""
                                : "Binnen COROP-gebieden: "
                                        + verdict(corop.pValue(), within).nl() + ". ")
                        + "Dit zegt niet waardoor.",
                String.format(
                                Locale.ROOT,
                                means,
                                one.title().en(),
                                "mean of settlements in " + region.name().en(),
                                one.insideMean(),
                                one.insideCount(),
                                "outside",
                                one.outsideMean(),
                                one.outsideCount())
                        + "Across the province: "
                        + verdict(one.across().pValue(), across).en() + ". "
                        + (corop.strata() == 0
                                ? ""
                                : "Within COROP regions: "
                                        + verdict(corop.pValue(), within).en() + ". ")
                        + "This does not say why.");
    }

    /** What a p-value means, on its own and as one of many. */
    private LocalizedText verdict(double pValue, double adjusted) {
        String numbers = String.format(Locale.ROOT, " (p = %.4f, %.4f", pValue, adjusted);
        String nl = numbers + " gecorrigeerd)";
        String en = numbers + " corrected)";
        if (adjusted <= ALPHA) {
            return new LocalizedText(
                    "zo'n verschil maakt toeval zelden" + nl, "chance seldom makes such a difference" + en);
        }
        return pValue <= ALPHA
                ? new LocalizedText(
                        "op zichzelf maakt toeval zo'n verschil zelden, maar bij zoveel indicatoren wel eens" + nl,
                        "on its own chance seldom makes such a difference, but among so many indicators it may" + en)
                : new LocalizedText("het verschil kan toeval zijn" + nl, "the difference may be chance" + en);
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
