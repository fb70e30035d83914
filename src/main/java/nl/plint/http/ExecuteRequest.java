package nl.plint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.OutputDescription;
import nl.plint.encode.FeatureEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a process: the body of an execute request of OGC API Processes, checked against the description.
 *
 * <p>Inputs are given by value, as they are or qualified ({@code {"value": ...}}). Without {@code outputs} a raw response is the
 * first output when that is of features, which has the values in its metadata; in every other case it is all outputs.
 *
 * @param body the request as it came in, with the format that the query asks for filled in
 * @param document whether the outputs come together in one JSON object ({@code response=document})
 */
record ExecuteRequest(
        Map<String, @Nullable Object> body,
        Map<String, @Nullable Object> inputs,
        List<Wanted> outputs,
        boolean document) {
    private static final List<String> MEMBERS = List.of("inputs", "outputs", "response", "mode");
    private static final Set<String> QUALIFIED = Set.of("value", "mediaType", "encoding", "schema", "format");

    ExecuteRequest {
        outputs = List.copyOf(outputs);
    }

    /**
     * One output that is asked for.
     *
     * @param encoder its format, if it is of features
     * @param byReference whether its address is asked for instead of itself
     */
    record Wanted(OutputDescription description, FeatureEncoder encoder, boolean byReference) {
        String name() {
            return description.name();
        }

        String mediaType() {
            if (description instanceof OutputDescription.Value value) {
                return valueType(value);
            }
            return encoder.mediaType();
        }
    }

    /**
     * Reads a request.
     *
     * @param encoders the formats of features
     * @param otherwise the format of features whose format the body does not say
     * @throws ProblemException naming the member that makes no sense
     */
    static ExecuteRequest of(
            AnalysisDescription process,
            Map<String, @Nullable Object> body,
            List<FeatureEncoder> encoders,
            FeatureEncoder otherwise) {
        for (String member : body.keySet()) {
            if (member.equals("subscriber")) {
                throw invalid("this server calls nobody back ('subscriber'); follow the job at its Location");
            }
            if (!MEMBERS.contains(member)) {
                throw invalid("'" + member + "' is not part of a request; there are " + MEMBERS
                        + ", and the inputs go in 'inputs'");
            }
        }
        boolean document = isDocument(body.get("response"));
        List<Wanted> outputs = outputs(process, body.get("outputs"), document, encoders, otherwise);
        return new ExecuteRequest(body, inputs(body.get("inputs")), outputs, document);
    }

    private static boolean isDocument(@Nullable Object response) {
        if (response == null || response.equals("raw")) {
            return false;
        }
        if (response.equals("document")) {
            return true;
        }
        throw invalid("'response' must be one of [raw, document], was '" + response + "'");
    }

    private static Map<String, @Nullable Object> inputs(@Nullable Object given) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        object("inputs", given).forEach((name, value) -> inputs.put(name, unqualified(name, value)));
        return inputs;
    }

    private static @Nullable Object unqualified(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.containsKey("href")) {
            throw invalid("input '" + name + "' must be given by value: this server fetches nothing ('href')");
        }
        return map.containsKey("value") && QUALIFIED.containsAll(map.keySet()) ? map.get("value") : value;
    }

    private static List<Wanted> outputs(
            AnalysisDescription process,
            @Nullable Object given,
            boolean document,
            List<FeatureEncoder> encoders,
            FeatureEncoder otherwise) {
        List<OutputDescription> all = process.outputs();
        Map<String, @Nullable Object> asked = object("outputs", given);
        if (asked.isEmpty()) {
            boolean firstHoldsTheValues = !document && all.get(0) instanceof OutputDescription.Features;
            return all.stream()
                    .limit(firstHoldsTheValues ? 1 : all.size())
                    .map(output -> new Wanted(output, otherwise, false))
                    .toList();
        }
        List<String> names = all.stream().map(OutputDescription::name).toList();
        List<Wanted> wanted = new ArrayList<>();
        asked.forEach((name, how) -> {
            if (!names.contains(name)) {
                throw invalid("there is no output '" + name + "'; there are " + names);
            }
            wanted.add(wanted(all.get(names.indexOf(name)), object("outputs." + name, how), encoders, otherwise));
        });
        return wanted;
    }

    private static Wanted wanted(
            OutputDescription output,
            Map<String, @Nullable Object> how,
            List<FeatureEncoder> encoders,
            FeatureEncoder otherwise) {
        String name = "outputs." + output.name();
        for (String member : how.keySet()) {
            if (!List.of("format", "transmissionMode").contains(member)) {
                throw invalid("'" + name + "' takes 'format' and 'transmissionMode', was given '" + member + "'");
            }
        }
        Object mode = how.getOrDefault("transmissionMode", "value");
        if (!"value".equals(mode) && !"reference".equals(mode)) {
            throw invalid("'" + name + ".transmissionMode' must be one of [value, reference], was '" + mode + "'");
        }
        Object mediaType = object(name + ".format", how.get("format")).get("mediaType");
        FeatureEncoder encoder = otherwise;
        if (mediaType != null) {
            List<String> offered = output instanceof OutputDescription.Value value
                    ? List.of(valueType(value))
                    : encoders.stream().map(FeatureEncoder::mediaType).toList();
            int chosen = offered.indexOf(mediaType);
            if (chosen < 0) {
                throw invalid(
                        "'" + name + ".format.mediaType' must be one of " + offered + ", was '" + mediaType + "'");
            }
            encoder = encoders.get(chosen);
        }
        return new Wanted(output, encoder, mode.equals("reference"));
    }

    private static Map<String, @Nullable Object> object(String name, @Nullable Object given) {
        if (given == null) {
            return Map.of();
        }
        if (given instanceof Map) {
            @SuppressWarnings("unchecked") // Jackson makes maps with text keys
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) given;
            return object;
        }
        throw invalid("'" + name + "' must be an object");
    }

    /** A text stands for itself; what is of more than one type is JSON, so that a text can be told from a number. */
    private static String valueType(OutputDescription.Value value) {
        return value.isText() ? AnswerWriter.TEXT : AnswerWriter.JSON;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.invalidBody(detail));
    }

    /** Whether the address of any output is asked for. */
    boolean byReference() {
        return outputs.stream().anyMatch(Wanted::byReference);
    }
}
