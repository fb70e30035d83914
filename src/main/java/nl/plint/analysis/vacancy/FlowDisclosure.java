package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.dataset.Audience;
import nl.plint.store.Published;

/**
 * What of the flows of vacancy may be shown beside the stocks of each reference date. What {@link Disclosure} decided for each date
 * stays as it is, so that a trend shows the same stocks as a summary. Flows of smaller areas are nearly all small, so to an audience
 * that small numbers are withheld from they are shown for municipalities only, without the ways to end, and for all together; and of
 * these so much is withheld that neither they nor a withheld stock can be found from the stocks before and after or from other
 * flows. A flow of 0 to 4 is withheld by itself, unless the stocks tell it or there is none anywhere.
 *
 * <p>Flows are decided on for each step between neighboring dates, and flows of several steps are shown only where those of each step
 * are: no choice of two dates tells more than the steps in between.
 */
public final class FlowDisclosure {
    private static final int LEAST_COUNT = 5;
    private static final Flow[] FLOWS = Flow.values();

    private final List<Disclosure> stocks;
    private final FlowTable table;
    /** The flows that may be shown, by step and area. */
    private final List<List<Set<Flow>>> shown = new ArrayList<>();

    private final List<Set<Flow>> shownOfTotal = new ArrayList<>();

    private FlowDisclosure(List<Disclosure> stocks, FlowTable table, int steps, boolean isShown) {
        this.stocks = List.copyOf(stocks);
        this.table = table;
        for (int step = 0; step < steps; step++) {
            List<Set<Flow>> ofStep = new ArrayList<>();
            for (int area = 0; area <= table.areas().size(); area++) {
                ofStep.add(flows(isShown));
            }
            shown.add(ofStep);
            shownOfTotal.add(flows(isShown));
        }
    }

    private static Set<Flow> flows(boolean all) {
        return all ? EnumSet.allOf(Flow.class) : EnumSet.noneOf(Flow.class);
    }

    /**
     * Gathers the units of each reference date and their flows in areas, and decides what of it may be shown.
     *
     * @throws InvalidInputException when the audience may not ask for these areas, or there is no such layer
     */
    public static FlowDisclosure of(Published published, VacancySpells spells, AreaChoice choice, Audience audience) {
        if (audience.choosesFreely()) {
            List<Disclosure> stocks = spells.series().stream()
                    .map(units -> Disclosure.of(published, units, choice, audience))
                    .toList();
            return new FlowDisclosure(stocks, flows(stocks, spells), spells.steps(), true);
        }
        int asked = Disclosure.requireOpen(published, choice);
        List<List<Disclosure>> byDate = spells.series().stream()
                .map(units -> Disclosure.ofOpen(published, units, audience))
                .toList();
        List<Disclosure> stocks =
                byDate.stream().map(tables -> tables.get(asked)).toList();
        FlowDisclosure decided = new FlowDisclosure(stocks, flows(stocks, spells), spells.steps(), false);
        List<Disclosure> ofMunicipalities = byDate.stream()
                .flatMap(tables ->
                        tables.stream().filter(each -> each.table().set().name().equals(Disclosure.MUNICIPALITIES)))
                .toList();
        if (!ofMunicipalities.isEmpty()) {
            FlowDisclosure municipalities = audit(ofMunicipalities, spells);
            if (choice.areas().equals(Disclosure.MUNICIPALITIES)) {
                return municipalities;
            }
            for (int step = 0; step < spells.steps(); step++) {
                decided.shownOfTotal.get(step).addAll(municipalities.shownOfTotal.get(step));
            }
        }
        return decided;
    }

    private static FlowTable flows(List<Disclosure> stocks, VacancySpells spells) {
        return FlowTable.of(stocks.stream().map(Disclosure::table).toList(), spells);
    }

    /** Decides on the flows of one table whose stocks were decided on, for each date. */
    static FlowDisclosure audit(List<Disclosure> stocks, VacancySpells spells) {
        FlowDisclosure decided = new FlowDisclosure(stocks, flows(stocks, spells), spells.steps(), false);
        for (int step = 0; step < spells.steps(); step++) {
            if (!spells.isBreak(step)) {
                decided.decide(step);
            }
        }
        return decided;
    }

    private void decide(int step) {
        SuppressionAudit audit = new SuppressionAudit();
        List<Map<Flow, Integer>> variables = new ArrayList<>();
        Map<Flow, Integer> total = new EnumMap<>(Flow.class);
        for (Flow flow : FLOWS) {
            long count = table.total(step, flow);
            total.put(flow, audit.add((double) count, 0, count == 0 || count >= LEAST_COUNT, count == 0));
        }
        partition(audit, total);
        for (int area = 0; area <= table.areas().size(); area++) {
            variables.add(variables(audit, step, area));
        }
        for (int date = step; date <= step + 1; date++) {
            stocks(audit, step, date, variables, total);
        }
        for (Flow flow : FLOWS) {
            audit.line(variables.stream().mapToInt(area -> of(area, flow)).toArray(), of(total, flow));
        }
        audit.protect();
        for (int area = 0; area < variables.size(); area++) {
            show(audit, variables.get(area), shown.get(step).get(area));
        }
        show(audit, total, shownOfTotal.get(step));
    }

    private static void show(SuppressionAudit audit, Map<Flow, Integer> variables, Set<Flow> shown) {
        variables.forEach((flow, variable) -> {
            if (audit.isShown(variable)) {
                shown.add(flow);
            }
        });
    }

    private static int of(Map<Flow, Integer> variables, Flow flow) {
        return variables.getOrDefault(flow, -1); // every flow has one
    }

    private Map<Flow, Integer> variables(SuppressionAudit audit, int step, int area) {
        boolean isWhole = table.unresolved(step, area) == 0;
        boolean before = showsStock(step, area, Figure.VACANT);
        boolean after = showsStock(step + 1, area, Figure.VACANT);
        boolean noneBefore = isWhole && before && table.tally(step, area).vacantUnits() == 0;
        boolean noneAfter = isWhole && after && table.tally(step + 1, area).vacantUnits() == 0;
        Map<Flow, Integer> flows = new EnumMap<>(Flow.class);
        for (Flow flow : FLOWS) {
            // Where nothing was vacant, the stocks tell the flows: to withhold those would cover nothing.
            boolean isTold = table.total(step, flow) == 0
                    || switch (flow) {
                        case STARTED -> noneAfter || (noneBefore && after);
                        case STAYED -> noneBefore || noneAfter;
                        case ENDED -> noneBefore || (noneAfter && before);
                        case LET, TRANSFORMED, DEMOLISHED, WITHDRAWN -> noneBefore;
                    };
            long count = table.count(step, area, flow);
            flows.put(flow, audit.add((double) count, 0, isTold || (count >= LEAST_COUNT && !flow.isEnd()), isTold));
        }
        partition(audit, flows);
        return flows;
    }

    private static void partition(SuppressionAudit audit, Map<Flow, Integer> flows) {
        int[] ends = Arrays.stream(FLOWS)
                .filter(Flow::isEnd)
                .mapToInt(flow -> of(flows, flow))
                .toArray();
        audit.line(ends, of(flows, Flow.ENDED));
    }

    /** The stocks of a date, which stay as they are: those before are what ended or stayed, those after what started or stayed. */
    private void stocks(
            SuppressionAudit audit, int step, int date, List<Map<Flow, Integer>> variables, Map<Flow, Integer> total) {
        Flow other = date == step ? Flow.ENDED : Flow.STARTED;
        int[] all = new int[variables.size()];
        boolean isWhole = true;
        for (int area = 0; area < all.length; area++) {
            long vacant = table.tally(date, area).vacantUnits();
            all[area] = audit.add((double) vacant, vacant == 0 ? 0 : 1, showsStock(date, area, Figure.VACANT), true);
            if (table.unresolved(step, area) == 0) {
                Map<Flow, Integer> flows = variables.get(area);
                audit.line(new int[] {of(flows, other), of(flows, Flow.STAYED)}, all[area]);
            } else {
                isWhole = false;
            }
        }
        Disclosure stock = stocks.get(date);
        long vacant = stock.table().total().vacantUnits();
        int sum = audit.add((double) vacant, vacant == 0 ? 0 : 1, stock.showsOfTotal(Figure.VACANT), true);
        audit.line(all, sum);
        if (isWhole) {
            audit.line(new int[] {of(total, other), of(total, Flow.STAYED)}, sum);
        }
    }

    /** The figures behind it, of which only those that may be shown may leave this package. */
    public FlowTable table() {
        return table;
    }

    /** What was decided on the stocks of each reference date, oldest first. */
    public List<Disclosure> stocks() {
        return stocks;
    }

    /** Whether a figure of an area on a reference date may be shown. An area that did not exist then had nothing, as anyone can see. */
    public boolean showsStock(int date, int area, Figure figure) {
        int place = table.placeOn(date, area);
        return place == AreaSet.UNASSIGNED || stocks.get(date).shows(place, figure);
    }

    /** Whether figures of an area may be shown that were not audited. */
    public boolean showsDetail(int area) {
        return stocks.get(0)
                .audience()
                .seesAllOf(area < table.areas().size() ? table.areas().get(area).gmCode() : null);
    }

    /** Whether the flow of an area over some steps may be shown. */
    public boolean shows(int fromStep, int toStep, int area, Flow flow) {
        for (int step = fromStep; step < toStep; step++) {
            if (!showsDetail(area) && !shown.get(step).get(area).contains(flow)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the flow of everything together over some steps may be shown. */
    public boolean showsOfTotal(int fromStep, int toStep, Flow flow) {
        for (int step = fromStep; step < toStep; step++) {
            if (!shownOfTotal.get(step).contains(flow)) {
                return false;
            }
        }
        return true;
    }
}
