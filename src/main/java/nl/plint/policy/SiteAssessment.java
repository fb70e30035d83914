package nl.plint.policy;

import java.util.List;
import java.util.OptionalDouble;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says about a facility on a site, and why.
 *
 * @param findings of every rule in force that speaks or may speak, in the order of the scenario
 * @param openConditions what must still be done, when the result is {@link Result#CONDITIONAL} or stronger
 * @param score 0 to 1, null when no criterion could be measured
 * @param completeness the share of the weights that was measured
 */
public record SiteAssessment(
        Site site,
        Profile profile,
        Result result,
        OptionalDouble availableAreaM2,
        List<Finding> findings,
        List<LocalizedText> openConditions,
        List<Contribution> contributions,
        @Nullable Double score,
        double completeness) {
    public SiteAssessment {
        findings = List.copyOf(findings);
        openConditions = List.copyOf(openConditions);
        contributions = List.copyOf(contributions);
    }
}
