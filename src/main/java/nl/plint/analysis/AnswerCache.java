package nl.plint.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.plint.dataset.FeatureTable;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Answers that were given lately. The same question on the same published versions is answered once: who asks it again gets the
 * answer that is kept, who asks it while it is being answered waits for that. What is published anew makes every question a
 * new one, since an answer may come from the absence of a layer as well. Bounded by the memory that answers take.
 */
public final class AnswerCache {
    private static final long WAIT_MILLIS = 100;

    private final Cache<Key, Answer> answers;
    private final Map<Key, CompletableFuture<Answer>> inWork = new ConcurrentHashMap<>();

    /** @param mostBytes about how much memory the answers may take together */
    public AnswerCache(long mostBytes) {
        answers = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher(AnswerCache::bytes)
                .build();
    }

    /** The answers are never shared between versions of the program: they live in its memory. */
    private record Key(String process, Object question, List<String> versions) {}

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
        List<String> versions = context.published().list().stream()
                .flatMap(layer -> layer.versions().stream())
                .map(version -> version.layer() + "/" + version.id())
                .toList();
        Key key = new Key(analysis.description().id(), question, versions);
        while (true) {
            Answer kept = answers.getIfPresent(key);
            if (kept != null) {
                return new Found(kept, true);
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
            answers.put(key, answer);
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
    private static int bytes(Key key, Answer answer) {
        long bytes = 10_000;
        for (Output output : answer.outputs().values()) {
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
