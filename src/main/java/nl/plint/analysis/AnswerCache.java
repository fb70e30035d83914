package nl.plint.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureTable;
import nl.plint.store.Published;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Answers that were given lately. The same question on the same published versions is answered once: who asks it again gets the
 * answer that is kept, who asks it while it is being answered waits for that. An answer holds as long as the layers that it read
 * have the versions that they had, and there are no other layers than there were, since it may come from the absence of one.
 * Bounded by the memory that answers take.
 */
public final class AnswerCache {
    private static final long WAIT_MILLIS = 100;

    private final Cache<Asked, Given> answers;
    private final Map<Key, CompletableFuture<Answer>> inWork = new ConcurrentHashMap<>();

    /** @param mostBytes about how much memory the answers may take together */
    public AnswerCache(long mostBytes) {
        answers = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher(AnswerCache::bytes)
                .build();
    }

    private record Asked(String process, Object question) {}

    /**
     * An answer, and what was published when it was given.
     *
     * @param read the published versions of each layer that the answer read
     * @param layers all layers that had a published version
     */
    private record Given(Answer answer, Map<String, List<String>> read, Set<String> layers) {
        static Given of(Answer answer, Published published) {
            Map<String, List<String>> all = versions(published);
            Map<String, List<String>> read = new HashMap<>();
            answer.versions()
                    .forEach(version -> read.put(version.layer(), all.getOrDefault(version.layer(), List.of())));
            return new Given(answer, Map.copyOf(read), Set.copyOf(all.keySet()));
        }

        boolean holds(Published published) {
            Map<String, List<String>> all = versions(published);
            return all.keySet().equals(layers)
                    && read.entrySet().stream().allMatch(each -> each.getValue().equals(all.get(each.getKey())));
        }
    }

    /** The ids of the published versions of each layer. */
    private static Map<String, List<String>> versions(Published published) {
        return published.list().stream()
                .collect(Collectors.toMap(layer -> layer.definition().id(), layer -> layer.versions().stream()
                        .map(DatasetVersion::id)
                        .toList()));
    }

    /** The answers are never shared between versions of the program: they live in its memory. */
    private record Key(Asked asked, Map<String, List<String>> versions) {}

    /**
     * An answer.
     *
     * @param kept whether it was there already
     */
    public record Found(Answer answer, boolean kept) {}

    /**
     * The answer to inputs as they came in.
     *
     * @throws InvalidInputException as {@link Analysis#question} does, and whatever the analysis throws
     */
    public <Q> Found answer(Analysis<Q> analysis, Inputs inputs, AnalysisContext context) {
        inputs.requireKnown(analysis.description());
        Q question = analysis.question(inputs, context.published());
        Published published = context.published();
        Asked asked = new Asked(analysis.description().id(), question);
        Key key = new Key(asked, versions(published));
        while (true) {
            Given kept = answers.getIfPresent(asked);
            if (kept != null && kept.holds(published)) {
                return new Found(kept.answer(), true);
            }
            CompletableFuture<Answer> mine = new CompletableFuture<>();
            CompletableFuture<Answer> other = inWork.putIfAbsent(key, mine);
            if (other == null) {
                return new Found(compute(key, mine, analysis, question, context), false);
            }
            Answer theirs = await(other, context);
            if (theirs != null) {
                return new Found(theirs, true);
            }
        }
    }

    private <Q> Answer compute(
            Key key, CompletableFuture<Answer> promise, Analysis<Q> analysis, Q question, AnalysisContext context) {
        try {
            Answer answer = analysis.answer(question, context);
            answers.put(key.asked(), Given.of(answer, context.published()));
            promise.complete(answer);
            return answer;
        } finally {
            inWork.remove(key, promise);
            promise.cancel(false); // without effect when there is an answer
        }
    }

    /** The answer that another thread finds; null when it finds none, which need not mean that there is none. */
    private static @Nullable Answer await(CompletableFuture<Answer> other, AnalysisContext context) {
        while (true) {
            try {
                return other.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                context.done(0); // so that who waits can be dismissed as well
            } catch (ExecutionException | CancellationException e) {
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while another thread answered the same question", e);
            }
        }
    }

    /** About what an answer takes: the coordinates and the values of its features. */
    private static int bytes(Asked asked, Given given) {
        long bytes = 10_000;
        for (Output output : given.answer().outputs().values()) {
            if (output instanceof Output.Features features) {
                FeatureTable table = features.table();
                bytes += table.size() * (200L + 40L * table.schema().size());
                for (int row = 0; row < table.size(); row++) {
                    Geometry geometry = table.geometryRd(row);
                    // Once as a geometry, and once as text that the encoder keeps.
                    bytes += geometry == null ? 0 : 200 + 60L * geometry.getNumPoints();
                }
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
