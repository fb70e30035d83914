package nl.plint.analysis.suitability;

import java.util.List;
import java.util.Map;
import nl.plint.policy.CandidateKind;
import nl.plint.policy.Profile;
import nl.plint.policy.Scenario;

/**
 * Where may this facility go, and where best?
 *
 * @param scenario the policy, on the date asked for
 * @param parameters every parameter of the scenario with its value
 * @param kinds the kinds of candidate that are considered, in the order of the scenario
 * @param limit the most sites to show; figures are always of all
 */
public record SuitabilityQuestion(
        Scenario scenario, Profile profile, Map<String, Object> parameters, List<CandidateKind> kinds, int limit) {
    public SuitabilityQuestion {
        parameters = Map.copyOf(parameters);
        kinds = List.copyOf(kinds);
    }
}
