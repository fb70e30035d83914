package nl.plint.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A weighted linear combination of utilities: the sum of weight times utility over the sum of the weights that count.
 *
 * @param score null when nothing could be measured
 * @param completeness the share of all weights whose criterion was measured; 1 when there are no criteria
 */
record Score(List<Contribution> contributions, @Nullable Double score, double completeness) {
    /**
     * @param measure gives the value of a criterion, null when not known
     */
    static Score of(List<Criterion> criteria, Function<Criterion, @Nullable Object> measure) {
        List<@Nullable Object> values = new ArrayList<>();
        List<OptionalDouble> utilities = new ArrayList<>();
        double counted = 0;
        double measured = 0;
        double all = 0;
        for (Criterion criterion : criteria) {
            Object value = measure.apply(criterion);
            OptionalDouble utility = value == null
                    ? OptionalDouble.empty()
                    : criterion.valueFunction().utility(value);
            all += criterion.weight();
            if (utility.isPresent()) {
                measured += criterion.weight();
            } else if (criterion.missing() == MissingValue.NEUTRAL) {
                utility = OptionalDouble.of(0.5);
            }
            if (utility.isPresent()) {
                counted += criterion.weight();
            }
            values.add(value);
            utilities.add(utility);
        }
        List<Contribution> contributions = new ArrayList<>();
        double score = 0;
        for (int i = 0; i < criteria.size(); i++) {
            OptionalDouble utility = utilities.get(i);
            double weight = utility.isPresent() ? criteria.get(i).weight() / counted : 0;
            double part = utility.orElse(0) * weight;
            score += part;
            contributions.add(new Contribution(
                    criteria.get(i),
                    values.get(i),
                    utility.isPresent() ? (Double) utility.getAsDouble() : null,
                    weight,
                    part));
        }
        return new Score(contributions, counted > 0 ? (Double) score : null, all > 0 ? measured / all : 1);
    }
}
