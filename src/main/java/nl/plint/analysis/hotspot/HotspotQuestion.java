package nl.plint.analysis.hotspot;

import org.jspecify.annotations.Nullable;

/**
 * A question about clusters, with every choice made or left to Plint.
 *
 * @param subject what is asked about
 * @param threshold of join counts: values above it are marked; NaN where values are marks themselves
 * @param explain id of the area to explain, null for none
 */
record HotspotQuestion(
        Subject subject,
        LocalStatistic statistic,
        double threshold,
        WeightsChoice weights,
        InferenceChoice inference,
        @Nullable String explain) {}
