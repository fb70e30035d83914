package nl.plint.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Assessed sites from best to worst.
 *
 * <p>Sites that are or may become possible come first and have a rank from 1, by score, ties by layer and id; a site
 * without a score ranks after those with one. Then sites of which too little is known, then the excluded ones, by layer
 * and id; these have no rank (0).
 */
public record SiteRanking(List<Ranked> sites) {
    private static final Comparator<SiteAssessment> BY_ID = Comparator.comparing(
                    (SiteAssessment assessment) -> assessment.site().layer())
            .thenComparing(assessment -> assessment.site().id());
    private static final Comparator<SiteAssessment> BEST_FIRST = Comparator.comparing(SiteRanking::group)
            .thenComparing(SiteRanking::scoreWithinGroup, Comparator.reverseOrder())
            .thenComparing(BY_ID);

    /** A site with its rank; 0 for none. */
    public record Ranked(int rank, SiteAssessment assessment) {}

    public SiteRanking {
        sites = List.copyOf(sites);
    }

    public static SiteRanking of(List<SiteAssessment> assessments) {
        List<SiteAssessment> ordered = new ArrayList<>(assessments);
        ordered.sort(BEST_FIRST);
        List<Ranked> ranked = new ArrayList<>();
        for (SiteAssessment assessment : ordered) {
            ranked.add(new Ranked(assessment.result().isPossible() ? ranked.size() + 1 : 0, assessment));
        }
        return new SiteRanking(ranked);
    }

    private static Result group(SiteAssessment assessment) {
        return assessment.result().isPossible() ? Result.PERMITTED : assessment.result();
    }

    private static double scoreWithinGroup(SiteAssessment assessment) {
        Double score = assessment.score();
        return assessment.result().isPossible() && score != null ? score : -1;
    }
}
