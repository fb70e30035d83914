package nl.plint.http;

import static nl.plint.http.ApiDescription.ref;
import static nl.plint.http.ApiSchemas.ANY_OBJECT;
import static nl.plint.http.ApiSchemas.DATE;
import static nl.plint.http.ApiSchemas.LINKS;
import static nl.plint.http.ApiSchemas.TEXT;
import static nl.plint.http.ApiSchemas.list;
import static nl.plint.http.ApiSchemas.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.encode.FeatureEncoder;
import nl.plint.text.LocalizedText;

/** The part of the description of the API about OGC API Processes: what can be executed, and with what. */
final class OpenApiProcesses {
    private static final String TAG = "processes";

    private OpenApiProcesses() {}

    /** @param encoders the formats of features */
    static void describe(ApiDescription api, AnalysisCatalog analyses, List<FeatureEncoder> encoders) {
        api.tag(TAG, "Analyses", "Analyses");
        schemas(api);
        api.parameter("processId", ApiDescription.path("id", "Naam van de analyse", "Id of the process", TEXT));
        api.operation(
                "get",
                "/processes",
                ApiOperation.of("processes", TAG, "De analyses", "The processes")
                        .with(ApiDescription.query(
                                "limit", "Hoogste aantal", "Most entries", Map.of("type", "integer", "minimum", 1)))
                        .withShared("f", "lang", "acceptLanguage")
                        .answersDocument("De analyses", "The processes", ref("Processes")));
        api.operation(
                "get",
                "/processes/{id}",
                ApiOperation.of("process", TAG, "Een analyse en haar invoer", "A process and its inputs")
                        .withShared("processId", "f", "lang", "acceptLanguage")
                        .answersDocument("De analyse", "The process", ref("Process")));
        api.operation(
                "post",
                "/processes/{id}/execution",
                execution(
                                encoders,
                                ApiOperation.of("execute", TAG, "Voer een analyse uit", "Execute a process")
                                        .withShared("processId"))
                        .takesJson(ref("Execute"), Map.of("inputs", Map.of())));
        keeping(api);
        for (Analysis<?> analysis : analyses.analyses()) {
            AnalysisDescription description = analysis.description();
            api.operation(
                    "post",
                    "/processes/" + description.id() + "/execution",
                    execution(encoders, ApiOperation.of("execute-" + description.id(), TAG, description.title()))
                            .described(description.description())
                            .takesJson(request(description), Map.of("inputs", Map.of())));
        }
    }

    private static void keeping(ApiDescription api) {
        api.schema(
                "Keep",
                object(List.of("process"))
                        .with("process", TEXT)
                        .with("inputs", ANY_OBJECT)
                        .with("output", TEXT)
                        .with("title", Map.of("oneOf", List.of(TEXT, ANY_OBJECT)))
                        .toMap());
        api.schema(
                "Kept",
                object(List.of("collection", "version", "new", "referenceDate", "featureCount", "execution"))
                        .with("collection", TEXT)
                        .with("version", TEXT)
                        .with("new", Map.of("type", "boolean"))
                        .with("referenceDate", DATE)
                        .with("featureCount", ApiSchemas.WHOLE)
                        .with("execution", ANY_OBJECT)
                        .toMap());
        ApiOperation operation = ApiOperation.of(
                        "keep", TAG, "Bewaar een uitkomst als laag", "Keep an answer as a collection")
                .described(
                        "De uitkomst wordt een versie van een eigen laag, met alles om haar te herhalen.",
                        "The answer becomes a version of a layer of its own, with all that is needed to repeat it.")
                .with(ApiDescription.path("id", "Naam van de laag", "Id of the collection", TEXT))
                .with(OpenApiJobs.prefer(
                        "RFC 7240: respond-async om het als taak te doen",
                        "RFC 7240: respond-async to have it done by a job"))
                .takesJson(ref("Keep"), Map.of("process", "hotspots", "inputs", Map.of()))
                .answersJson("200", "Was al bewaard", "It was kept already", ref("Kept"))
                .answersJson(
                        "201",
                        "Bewaard, of de taak",
                        "Kept, or the job",
                        Map.of("oneOf", List.of(ref("Kept"), ref("StatusInfo"))))
                .needsKey();
        OpenApiJobs.located(operation, "201");
        api.operation("put", "/collections/{id}", operation);
    }

    private static void schemas(ApiDescription api) {
        api.schema(
                "ProcessSummary",
                object(List.of("id", "version"))
                        .with("id", TEXT)
                        .with("version", TEXT)
                        .with("title", TEXT)
                        .with("description", TEXT)
                        .with("jobControlOptions", list(TEXT))
                        .with("outputTransmission", list(TEXT))
                        .with("links", LINKS)
                        .toMap());
        Map<String, Object> described = object(List.of("schema"))
                .with("title", TEXT)
                .with("description", TEXT)
                .with("schema", ANY_OBJECT)
                .toMap();
        Map<String, Object> byName = Map.of("type", "object", "additionalProperties", described);
        api.schema(
                "Process",
                Map.of(
                        "allOf",
                        List.of(
                                ref("ProcessSummary"),
                                object(List.of("inputs", "outputs"))
                                        .with("inputs", byName)
                                        .with("outputs", byName)
                                        .toMap())));
        api.schema(
                "Processes",
                object(List.of("processes", "links"))
                        .with("processes", list(ref("ProcessSummary")))
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "Execute",
                object(List.of())
                        .with("inputs", ANY_OBJECT)
                        .with("outputs", ANY_OBJECT)
                        .with("response", ApiSchemas.oneOf(List.of("raw", "document")))
                        .toMap());
    }

    private static Map<String, Object> request(AnalysisDescription description) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (InputDescription input : description.inputs()) {
            properties.put(input.name(), ApiSchemas.described(input.description(), input.schema()));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("type", "object");
        inputs.put("properties", properties);
        return object(List.of()).with("inputs", inputs).toMap();
    }

    /** What executing any analysis takes and answers, while the client waits or by a job. */
    private static ApiOperation execution(List<FeatureEncoder> encoders, ApiOperation operation) {
        operation
                .with(ApiDescription.query(
                        "f",
                        "Vorm van objecten in het antwoord",
                        "Form of features in the answer",
                        ApiSchemas.oneOf(
                                encoders.stream().map(FeatureEncoder::format).toList())))
                .with(OpenApiJobs.prefer(
                        "RFC 7240: respond-async om haar als taak uit te voeren; met wait=SECONDEN (hooguit 60) het antwoord zelf"
                                + " als het op tijd is",
                        "RFC 7240: respond-async to have it executed by a job; with wait=SECONDS (at most 60) the answer itself"
                                + " when it is there in time"))
                .answers(
                        "200",
                        "De uitkomst, met alles om haar te herhalen",
                        "The answer, with all that is needed to repeat it",
                        answers(encoders))
                .answers(
                        "204",
                        "Alleen adressen gevraagd: die staan in Link",
                        "Only addresses asked for: they are in Link",
                        Map.of())
                .answersJson("201", "Met respond-async: de taak", "With respond-async: the job", ref("StatusInfo"));
        OpenApiJobs.located(operation, "201");
        return operation;
    }

    /** An answer: features in each of the formats, all outputs in one object, a value on its own, or several outputs raw. */
    static Map<String, Map<String, Object>> answers(List<FeatureEncoder> encoders) {
        Map<String, Map<String, Object>> content = new LinkedHashMap<>();
        encoders.forEach(encoder -> content.put(encoder.mediaType(), OpenApiFeatures.schema(encoder, "Answer")));
        content.put("application/json", ANY_OBJECT);
        content.put("text/plain", TEXT);
        content.put("multipart/related", ApiSchemas.BINARY);
        return content;
    }

    /** The answer of an analysis: features, and what they came from. */
    static Map<String, Object> answer() {
        LocalizedText metadata = new LocalizedText(
                "Versies, parameters en cijfers over het geheel", "Versions, parameters and figures about the whole");
        return object(List.of("type", "features"))
                .with("type", ApiSchemas.oneOf(List.of("FeatureCollection")))
                .with("numberReturned", ApiSchemas.WHOLE)
                .with("metadata", ApiSchemas.described(metadata, ANY_OBJECT))
                .with("features", list(ref("Feature")))
                .toMap();
    }
}
