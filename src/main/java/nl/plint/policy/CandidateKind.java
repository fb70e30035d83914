package nl.plint.policy;

import java.util.Optional;
import nl.plint.text.LocalizedText;

/**
 * A kind of place that a scenario considers: the features of a layer for which a condition holds. A feature that several
 * kinds would take belongs to the first.
 *
 * @param where what a feature must satisfy; it sees its own properties and the parameters
 * @param availableAreaM2 the floor area in m2 that the place offers, {@code site.availableAreaM2} in conditions; empty when the
 *     layer cannot say
 */
public record CandidateKind(
        String id, LocalizedText title, String layer, Condition where, Optional<Condition> availableAreaM2) {}
