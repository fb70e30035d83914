package nl.plint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import nl.plint.job.JobStatus;

/** The part of the description of the API about what may be done by jobs, and following those. */
final class OpenApiJobs {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");

    private OpenApiJobs() {}

    static Map<String, Object> paths() {
        Map<String, Object> jobId = OpenApi.path("jobId", "Id of the job");
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/jobs",
                Map.of(
                        "get",
                        operation(
                                "jobs",
                                "Jobs, the newest first",
                                List.of(),
                                Map.of("200", answer("Jobs", jobList())))));
        Map<String, Object> job = new LinkedHashMap<>();
        job.put(
                "get",
                ofOneJob("job", "How it stands with a job", jobId, Map.of("200", answer("The job", statusInfo()))));
        job.put(
                "delete",
                ofOneJob(
                        "dismiss",
                        "Dismiss a job; nothing of it is kept",
                        jobId,
                        Map.of(
                                "200",
                                answer("Dismissed", statusInfo()),
                                "202",
                                answer("Still busy stopping", statusInfo()))));
        paths.put("/jobs/{jobId}", job);
        paths.put(
                "/jobs/{jobId}/results",
                Map.of(
                        "get",
                        ofOneJob(
                                "results",
                                "What a successful job gave, the problem of a failed one",
                                jobId,
                                Map.of("200", results()))));
        return paths;
    }

    private static Map<String, Object> results() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("application/json", Map.of("schema", Map.of("type", "object")));
        content.put(AnalysisJob.MEDIA_TYPE, Map.of("schema", Map.of("type", "object")));
        return Map.of("description", "The report of an ingest, the answer of an analysis", "content", content);
    }

    /** An operation that needs a key for some jobs: those of files that were sent. */
    private static Map<String, Object> ofOneJob(
            String operationId, String summary, Map<String, Object> jobId, Map<String, Object> answers) {
        Map<String, Object> operation = operation(operationId, summary, List.of(jobId), answers);
        List<Map<String, Object>> security = new ArrayList<>();
        security.add(Map.of());
        security.addAll(OpenApi.security());
        operation.put("security", security);
        operation.put("description", "The job of an ingest needs a key, that of an analysis none.");
        return operation;
    }

    /** Executing an analysis, while the client waits or by a job. */
    static Map<String, Object> execution(String operationId, String summary, List<Map<String, Object>> path) {
        List<Map<String, Object>> parameters = new ArrayList<>(path);
        parameters.add(prefer("RFC 7240: respond-async to have it executed by a job; with wait=SECONDS (at most 60) the"
                + " answer itself when it is there in time"));
        Map<String, Object> operation =
                OpenApi.read(operationId, "processes", summary, AnalysisJob.MEDIA_TYPE, parameters);
        @SuppressWarnings("unchecked") // as OpenApi.read makes it
        Map<String, Object> responses = (Map<String, Object>) Objects.requireNonNull(operation.get("responses"));
        Map<String, Object> all = new TreeMap<>(responses);
        all.put("201", located(answer("With respond-async; the job", statusInfo())));
        operation.put("responses", all);
        return operation;
    }

    private static Map<String, Object> prefer(String description) {
        Map<String, Object> prefer = OpenApi.query("Prefer", description, TEXT);
        prefer.put("in", "header");
        return prefer;
    }

    /** Sending a file for a layer. */
    static Map<String, Object> ingest(Map<String, Object> id) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        parameters.add(id);
        parameters.add(OpenApi.query("fileName", "Name of a file that is sent without a form", TEXT));
        Map<String, Map<String, Object>> fields = fields();
        fields.forEach((name, schema) -> parameters.add(OpenApi.query(name, "As the field of the form", schema)));
        parameters.add(prefer(
                "RFC 7240: respond-async for the job at once, wait=SECONDS (at most 60, default 20) to wait for the"
                        + " report"));
        Map<String, Object> operation = operation(
                "ingest",
                "Take in files as a new version",
                parameters,
                Map.of(
                        "201",
                        located(answer("Taken in; the report. With respond-async the job", Map.of("type", "object"))),
                        "202",
                        located(answer("Not done in time; the job", statusInfo()))));
        operation.put("tags", List.of("versions"));
        operation.put(
                "description",
                "Answers 201 with the report and the address of the version; or, with respond-async, 201 with the job and its"
                        + " address; or 202 with the job when it is not done in time.");
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> file = Map.of("type", "string", "format", "binary");
        properties.put("file", Map.of("type", "array", "minItems", 1, "items", file));
        properties.putAll(fields);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("application/octet-stream", Map.of("schema", Map.of("type", "string", "format", "binary")));
        content.put(
                "multipart/form-data",
                Map.of("schema", Map.of("type", "object", "required", List.of("file"), "properties", properties)));
        operation.put("requestBody", Map.of("required", true, "content", content));
        return operation;
    }

    private static Map<String, Map<String, Object>> fields() {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        fields.put("mapping", described("Mapping of its columns", TEXT));
        fields.put(
                "referenceDate", described("The date the data speaks of", Map.of("type", "string", "format", "date")));
        fields.put("source", described("Who made the data", TEXT));
        fields.put("licence", described("SPDX id or URL", TEXT));
        fields.put("attribution", described("The text that maps must show", TEXT));
        fields.put("sourceLayer", described("Which layer of a file that has several", TEXT));
        fields.put("publish", described("Whether to publish it", Map.of("type", "boolean", "default", true)));
        fields.put(
                "force",
                described(
                        "Publish also when less than half is left of what is published now",
                        Map.of("type", "boolean", "default", false)));
        return fields;
    }

    private static Map<String, Object> described(String description, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.put("description", description);
        return described;
    }

    private static Map<String, Object> jobList() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("jobs", Map.of("type", "array", "items", statusInfo()));
        properties.put("links", links());
        return Map.of("type", "object", "required", List.of("jobs", "links"), "properties", properties);
    }

    private static Map<String, Object> statusInfo() {
        List<String> statuses = new ArrayList<>();
        for (JobStatus status : JobStatus.values()) {
            statuses.add(status.wireName());
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("jobID", TEXT);
        properties.put("type", Map.of("type", "string", "enum", List.of("process")));
        properties.put("processID", TEXT);
        properties.put("title", TEXT);
        properties.put("status", Map.of("type", "string", "enum", statuses));
        properties.put("message", TEXT);
        properties.put("progress", Map.of("type", "integer", "minimum", 0, "maximum", 100));
        properties.put("created", TIME);
        properties.put("started", TIME);
        properties.put("finished", TIME);
        properties.put("updated", TIME);
        properties.put("links", links());
        return Map.of("type", "object", "required", List.of("jobID", "status", "type"), "properties", properties);
    }

    private static Map<String, Object> links() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("rel", "type", "title", "href")) {
            properties.put(name, TEXT);
        }
        return Map.of(
                "type",
                "array",
                "items",
                Map.of("type", "object", "required", List.of("href"), "properties", properties));
    }

    /** An operation that needs a key. */
    private static Map<String, Object> operation(
            String operationId, String summary, List<Map<String, Object>> parameters, Map<String, Object> answers) {
        Map<String, Object> operation = OpenApi.read(operationId, "jobs", summary, "application/json", parameters);
        Map<String, Object> responses = new TreeMap<>(answers);
        responses.put("default", OpenApi.problem());
        operation.put("responses", responses);
        operation.put("security", OpenApi.security());
        return operation;
    }

    private static Map<String, Object> answer(String description, Map<String, Object> schema) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", description);
        answer.put("content", Map.of("application/json", Map.of("schema", schema)));
        return answer;
    }

    /** An answer with the headers that tell where the version or the job is. */
    private static Map<String, Object> located(Map<String, Object> answer) {
        answer.put(
                "headers",
                Map.of(
                        "Location",
                        Map.of("description", "Address of the version or the job", "schema", TEXT),
                        "Preference-Applied",
                        Map.of("description", "What was followed of Prefer", "schema", TEXT)));
        return answer;
    }
}
