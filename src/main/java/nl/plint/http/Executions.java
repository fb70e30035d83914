package nl.plint.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.AnswerCache;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.Output;
import nl.plint.encode.FeatureEncoder;
import nl.plint.store.DatasetCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Executes processes on what is published, for who waits and for jobs alike. An answer is for everybody who has its address, and
 * is kept for who asks the same: so it comes from what everybody may see, whoever asks.
 */
final class Executions {
    private static final long CACHE_BYTES =
            Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final DatasetCatalog catalog;
    private final AnswerWriter writer;
    private final AnswerCache cache = new AnswerCache(CACHE_BYTES);

    Executions(DatasetCatalog catalog, AnswerWriter writer) {
        this.catalog = catalog;
        this.writer = writer;
    }

    /**
     * Results, and whether they come from an answer that was there already.
     *
     * @param kept as {@link AnswerCache.Found#kept}
     */
    record Executed(Results results, boolean kept) {
        /** Tells where they come from, in the words of RFC 9211. */
        void tell(Context context) {
            context.header("Cache-Status", kept ? "plint; hit" : "plint; fwd=miss; stored");
        }
    }

    /**
     * Reads a request.
     *
     * @param mediaType that of features whose format the body does not say, null for the default
     */
    ExecuteRequest request(Analysis<?> analysis, Map<String, @Nullable Object> body, @Nullable String mediaType) {
        FeatureEncoder otherwise = writer.encoders().stream()
                .filter(encoder -> encoder.mediaType().equals(mediaType))
                .findFirst()
                .orElse(writer.encoders().get(0));
        return ExecuteRequest.of(analysis.description(), body, writer.encoders(), otherwise);
    }

    /**
     * Sees whether a request can be executed.
     *
     * @throws nl.plint.analysis.InvalidInputException when an input cannot be used, as far as that is seen at once
     */
    void check(Analysis<?> analysis, ExecuteRequest request) {
        Inputs inputs = new Inputs(request.inputs());
        inputs.requireKnown(analysis.description());
        analysis.question(inputs, catalog.now().forPublic());
    }

    /** @param progress as {@link AnalysisContext#progress} */
    Executed execute(Analysis<?> analysis, ExecuteRequest request, DoubleConsumer progress) {
        AnswerCache.Found found = answer(analysis, request.inputs(), progress);
        Answer answer = found.answer();
        List<Results.Part> parts = request.outputs().stream()
                .map(wanted -> new Results.Part(
                        wanted.name(), wanted.mediaType(), wanted.byReference(), bytes(answer, wanted)))
                .toList();
        return new Executed(new Results(request.document(), parts), found.kept());
    }

    private byte[] bytes(Answer answer, ExecuteRequest.Wanted wanted) {
        boolean isText = wanted.mediaType().equals(AnswerWriter.TEXT);
        if (isText && answer.outputs().get(wanted.name()) instanceof Output.Value value) {
            return String.valueOf(value.plain()).getBytes(StandardCharsets.UTF_8);
        }
        return writer.bytes(answer, wanted.name(), wanted.encoder());
    }

    /** The answer to inputs. */
    AnswerCache.Found answer(Analysis<?> analysis, Map<String, @Nullable Object> inputs, DoubleConsumer progress) {
        return cache.answer(
                analysis, new Inputs(inputs), new AnalysisContext(catalog.now().forPublic(), progress));
    }
}
