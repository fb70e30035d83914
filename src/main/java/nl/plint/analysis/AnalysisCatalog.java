package nl.plint.analysis;

import java.util.List;
import java.util.Optional;

/** The analyses that are plugged in, in the order in which they are listed. */
public record AnalysisCatalog(List<Analysis<?>> analyses) {
    public AnalysisCatalog {
        analyses = List.copyOf(analyses);
    }

    public Optional<Analysis<?>> find(String id) {
        for (Analysis<?> analysis : analyses) {
            if (analysis.description().id().equals(id)) {
                return Optional.of(analysis);
            }
        }
        return Optional.empty();
    }
}
