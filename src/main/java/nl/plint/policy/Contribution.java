package nl.plint.policy;

import org.jspecify.annotations.Nullable;

/**
 * What one criterion adds to a score.
 *
 * @param value what was measured, null when not known
 * @param utility from 0 to 1; null when not known and left out
 * @param weight the share of the criterion in the score, 0 to 1; 0 when left out
 * @param contribution utility times weight; the contributions of a site sum to its score
 */
public record Contribution(
        Criterion criterion, @Nullable Object value, @Nullable Double utility, double weight, double contribution) {}
