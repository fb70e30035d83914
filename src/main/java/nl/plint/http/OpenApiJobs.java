package nl.plint.http;

import static nl.plint.http.ApiDescription.ref;
import static nl.plint.http.ApiSchemas.LINKS;
import static nl.plint.http.ApiSchemas.TEXT;
import static nl.plint.http.ApiSchemas.TIME;
import static nl.plint.http.ApiSchemas.list;
import static nl.plint.http.ApiSchemas.object;
import static nl.plint.http.ApiSchemas.oneOf;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.encode.FeatureEncoder;
import nl.plint.job.JobStatus;

/** The part of the description of the API about following and dismissing jobs. */
final class OpenApiJobs {
    private static final String TAG = "jobs";

    private OpenApiJobs() {}

    /** @param encoders the formats of features */
    static void describe(ApiDescription api, List<FeatureEncoder> encoders) {
        api.tag(
                TAG,
                "Bestanden die worden opgenomen, analyses die worden uitgevoerd",
                "Files that are being taken in, analyses that are executed");
        List<String> statuses =
                Arrays.stream(JobStatus.values()).map(JobStatus::wireName).toList();
        api.schema(
                "StatusInfo",
                object(List.of("jobID", "status", "type"))
                        .with("jobID", TEXT)
                        .with("type", oneOf(List.of("process")))
                        .with("processID", TEXT)
                        .with("title", TEXT)
                        .with("status", oneOf(statuses))
                        .with("message", TEXT)
                        .with("progress", Map.of("type", "integer", "minimum", 0, "maximum", 100))
                        .with("created", TIME)
                        .with("started", TIME)
                        .with("finished", TIME)
                        .with("updated", TIME)
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "Jobs",
                object(List.of("jobs", "links"))
                        .with("jobs", list(ref("StatusInfo")))
                        .with("links", LINKS)
                        .toMap());
        api.schema("Answer", OpenApiProcesses.answer());
        api.parameter("jobId", ApiDescription.path("jobId", "Naam van de taak", "Id of the job", TEXT));
        api.operation(
                "get",
                "/jobs",
                ApiOperation.of("jobs", TAG, "Taken, de nieuwste eerst", "Jobs, the newest first")
                        .with(ApiDescription.query(
                                "type",
                                "Soort, alleen process",
                                "Kind, only process",
                                ApiSchemas.oneOf(List.of("process"))))
                        .with(ApiDescription.query(
                                "status", "Stand van de taak", "Status of the job", ApiSchemas.oneOf(statuses)))
                        .with(ApiDescription.query("processID", "Naam van de analyse", "Id of the process", TEXT))
                        .with(ApiDescription.query(
                                "limit", "Hoogste aantal", "Most entries", Map.of("type", "integer", "minimum", 1)))
                        .described(
                                "Zonder sleutel alleen de taken van echo, met sleutel alle.",
                                "Without a key only the jobs of echo, with a key all.")
                        .mayNeedKey()
                        .withShared("f")
                        .answersDocument("De taken", "The jobs", ref("Jobs")));
        api.operation(
                "get",
                "/jobs/{jobId}",
                ofOne("job", "Hoe het staat met een taak", "How it stands with a job")
                        .withShared("f")
                        .answersDocument("De taak", "The job", ref("StatusInfo")));
        api.operation(
                "delete",
                "/jobs/{jobId}",
                ofOne("dismiss", "Breek een taak af; er blijft niets van over", "Dismiss a job; nothing of it is kept")
                        .answersJson("200", "Afgebroken", "Dismissed", ref("StatusInfo"))
                        .answersJson("202", "Nog bezig met stoppen", "Still busy stopping", ref("StatusInfo")));
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        results.putAll(OpenApiProcesses.answers(encoders));
        results.put("application/json", Map.of("anyOf", List.of(ref("IngestReport"), ApiSchemas.ANY_OBJECT)));
        api.operation(
                "get",
                "/jobs/{jobId}/results",
                ofOne(
                                "results",
                                "Wat een geslaagde taak gaf, het probleem van een mislukte",
                                "What a successful job gave, the problem of a failed one")
                        .answers(
                                "200",
                                "Het rapport van een opname, de uitkomst van een analyse",
                                "The report of an ingest, the answer of an analysis",
                                results));
        api.parameter("output", ApiDescription.path("output", "Naam van de uitkomst", "Name of the output", TEXT));
        api.operation(
                "get",
                "/jobs/{jobId}/results/{output}",
                ofOne("output", "Een uitkomst van een analyse", "One output of an analysis")
                        .withShared("output")
                        .answers("200", "De uitkomst", "The output", results));
    }

    private static ApiOperation ofOne(String operationId, String nl, String en) {
        return ApiOperation.of(operationId, TAG, nl, en)
                .described(
                        "De taak van een opname vraagt een sleutel, die van een analyse niet.",
                        "The job of an ingest needs a key, that of an analysis none.")
                .withShared("jobId")
                .mayNeedKey();
    }

    static Map<String, Object> prefer(String nl, String en) {
        return ApiDescription.header("Prefer", nl, en, TEXT);
    }

    /** Adds the headers that tell where the version or the job is. */
    static void located(ApiOperation operation, String status) {
        operation
                .header(status, "Location", "Adres van de versie of de taak", "Address of the version or the job")
                .header(status, "Preference-Applied", "Wat er van Prefer is gevolgd", "What was followed of Prefer");
    }
}
