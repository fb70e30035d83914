package nl.plint.policy;

import java.time.LocalDate;
import java.util.Optional;
import nl.plint.text.LocalizedText;

/**
 * One rule of a scenario.
 *
 * <p>It speaks about a facility on a site when {@code appliesTo} holds. Then its effect is {@code effect} where the
 * condition holds and {@code otherwise} where it does not; where that is empty it says nothing.
 *
 * @param source the policy, plan or practice that it comes from
 * @param evidence how sure we are of its numbers: found, from memory, or a proposal
 * @param level who makes it: {@code province}, {@code municipality} or {@code state}
 * @param validFrom first day on which it is in force, empty for always
 * @param validTo last day on which it is in force, empty for ever
 * @param openCondition what must still be done where the effect is {@link Effect#CONDITIONAL}
 */
public record Rule(
        String id,
        LocalizedText title,
        String source,
        String evidence,
        String level,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> validTo,
        Optional<Condition> appliesTo,
        Condition condition,
        Optional<Effect> effect,
        Optional<Effect> otherwise,
        Optional<LocalizedText> openCondition) {
    public Rule {
        if (effect.isEmpty() && otherwise.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " needs an effect, or an otherwise: it says nothing");
        }
    }

    /** Whether it is in force on a day. */
    public boolean isInForce(LocalDate date) {
        return validFrom.map(from -> !date.isBefore(from)).orElse(true)
                && validTo.map(to -> !date.isAfter(to)).orElse(true);
    }
}
