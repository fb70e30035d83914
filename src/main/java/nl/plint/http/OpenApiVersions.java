package nl.plint.http;

import static nl.plint.http.ApiDescription.query;
import static nl.plint.http.ApiDescription.ref;
import static nl.plint.http.ApiSchemas.ANY_OBJECT;
import static nl.plint.http.ApiSchemas.BINARY;
import static nl.plint.http.ApiSchemas.DATE;
import static nl.plint.http.ApiSchemas.FLAG;
import static nl.plint.http.ApiSchemas.LINKS;
import static nl.plint.http.ApiSchemas.TEXT;
import static nl.plint.http.ApiSchemas.TIME;
import static nl.plint.http.ApiSchemas.WHOLE;
import static nl.plint.http.ApiSchemas.described;
import static nl.plint.http.ApiSchemas.list;
import static nl.plint.http.ApiSchemas.nullable;
import static nl.plint.http.ApiSchemas.object;
import static nl.plint.http.ApiSchemas.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.text.LocalizedText;

/** The part of the description of the API about versions of layers: reading, sending, publishing and retiring them. */
final class OpenApiVersions {
    private static final String TAG = "versions";

    private OpenApiVersions() {}

    static void describe(ApiDescription api) {
        api.tag(TAG, "Versies van lagen", "Versions of layers");
        schemas(api);
        api.parameter("versionId", ApiDescription.path("versionId", "Naam van de versie", "Id of the version", TEXT));
        reading(api);
        api.operation("post", "/collections/{id}/versions", ingest());
        api.operation(
                "delete",
                "/collections/{id}/versions/{versionId}",
                ofOne("retire", "Verwijder een versie voorgoed", "Remove a version for good")
                        .described(
                                "Alleen een versie die niet gepubliceerd is.", "Only a version that is not published.")
                        .needsKey()
                        .answers("204", "De versie is weg", "The version is gone", Map.of()));
        api.operation(
                "put",
                "/collections/{id}/versions/{versionId}/publication",
                ofOne("publish", "Publiceer een versie", "Publish a version")
                        .needsKey()
                        .answersJson("200", "De versie", "The version", ref("Version")));
        api.operation(
                "delete",
                "/collections/{id}/versions/{versionId}/publication",
                ofOne("unpublish", "Trek de publicatie van een versie in", "Take a version from what is published")
                        .needsKey()
                        .answersJson("200", "De versie", "The version", ref("Version")));
    }

    private static ApiOperation ofOne(String operationId, String nl, String en) {
        return ApiOperation.of(operationId, TAG, nl, en).withShared("collectionId", "versionId");
    }

    private static void reading(ApiDescription api) {
        api.operation(
                "get",
                "/collections/{id}/versions",
                ApiOperation.of("versions", TAG, "Versies van een laag", "Versions of a layer")
                        .withShared("collectionId", "f", "lang", "acceptLanguage")
                        .answersDocument("De versies", "The versions", ref("Versions")));
        api.operation(
                "get",
                "/collections/{id}/versions/{versionId}",
                ofOne("version", "Een versie en haar rapport", "A version and its report")
                        .withShared("f", "lang", "acceptLanguage")
                        .answersDocument("De versie", "The version", ref("Version")));
        Map<String, Map<String, Object>> rejected = new LinkedHashMap<>();
        rejected.put("text/csv", TEXT);
        rejected.put("application/geo+json", ANY_OBJECT);
        api.operation(
                "get",
                "/collections/{id}/versions/{versionId}/rejected",
                ofOne(
                                "rejected",
                                "Rijen die niet zijn opgenomen, om te verbeteren en opnieuw te sturen",
                                "Rows that were not stored, to be mended and sent again")
                        .with(query("f", "Vorm", "Form", oneOf(List.of("csv", "geojson"))))
                        .answers("200", "De rijen", "The rows", rejected));
        api.operation(
                "get",
                "/collections/{id}/versions/{versionId}/comparison",
                ofOne("comparison", "Wat veranderde sinds een andere versie", "What changed since another version")
                        .with(query(
                                "with",
                                "De andere versie; anders de huidige",
                                "The other version; default the current one",
                                TEXT))
                        .withShared("f", "lang", "acceptLanguage")
                        .answersDocument("De verschillen", "The differences", ref("Comparison")));
    }

    private static void schemas(ApiDescription api) {
        api.schema(
                "Version",
                object(List.of("id", "referenceDate", "published", "featureCount", "links"))
                        .with("id", TEXT)
                        .with("referenceDate", DATE)
                        .with("published", FLAG)
                        .with("featureCount", WHOLE)
                        .with("createdAt", TIME)
                        .with("source", TEXT)
                        .with("license", TEXT)
                        .with("fileName", TEXT)
                        .with("fileSha256", TEXT)
                        .with("mapping", nullable(TEXT))
                        .with("synthetic", FLAG)
                        .with("software", TEXT)
                        .with("report", ref("IngestReport"))
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "Versions",
                object(List.of("versions", "links"))
                        .with("versions", list(ref("Version")))
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "IngestReport",
                described(
                        "Wat er van elke rij werd: gelezen, opgenomen, hersteld of geweigerd, en waarom",
                        "What became of every row: read, stored, repaired or rejected, and why",
                        object(List.of())
                                .with("version", TEXT)
                                .with("read", WHOLE)
                                .with("stored", WHOLE)
                                .with("issues", list(ANY_OBJECT))
                                .toMap()));
        Map<String, Object> names = list(TEXT);
        api.schema(
                "Comparison",
                object(List.of("older", "newer"))
                        .with("older", TEXT)
                        .with("newer", TEXT)
                        .with("added", names)
                        .with("removed", names)
                        .with("changed", Map.of("type", "object", "additionalProperties", names))
                        .with("unchangedCount", WHOLE)
                        .toMap());
    }

    /** Sending a file for a layer. */
    private static ApiOperation ingest() {
        ApiOperation operation = ApiOperation.of(
                        "ingest", TAG, "Neem bestanden op als nieuwe versie", "Take in files as a new version")
                .described(
                        "Antwoordt 201 met het rapport en het adres van de versie; met respond-async 201 met de taak en haar"
                                + " adres; of 202 met de taak als het niet op tijd klaar is.",
                        "Answers 201 with the report and the address of the version; or, with respond-async, 201 with the job"
                                + " and its address; or 202 with the job when it is not done in time.")
                .withShared("collectionId")
                .with(query(
                        "fileName",
                        "Naam van een bestand dat zonder formulier komt",
                        "Name of a file that is sent without a form",
                        TEXT));
        Map<String, Map<String, Object>> fields = fields();
        LocalizedText asField = new LocalizedText("Als het veld van het formulier", "As the field of the form");
        fields.forEach((name, schema) -> operation.with(ApiDescription.parameter("query", name, asField, schema)));
        operation.with(
                OpenApiJobs.prefer(
                        "RFC 7240: respond-async voor de taak ineens, wait=SECONDEN (hooguit 60, anders 20) om op het rapport te wachten",
                        "RFC 7240: respond-async for the job at once, wait=SECONDS (at most 60, default 20) to wait for the report"));
        Map<String, Object> files = new LinkedHashMap<>(list(BINARY));
        files.put("minItems", 1);
        ApiSchemas.ObjectSchema form = object(List.of("file")).with("file", files);
        fields.forEach(form::with);
        Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
        bodies.put("application/octet-stream", BINARY);
        bodies.put("multipart/form-data", form.toMap());
        operation
                .takes(true, bodies)
                .needsKey()
                .answersJson(
                        "201",
                        "Opgenomen: het rapport. Met respond-async de taak",
                        "Taken in: the report. With respond-async the job",
                        Map.of("anyOf", List.of(ref("IngestReport"), ref("StatusInfo"))))
                .answersJson("202", "Niet op tijd klaar: de taak", "Not done in time: the job", ref("StatusInfo"));
        OpenApiJobs.located(operation, "201");
        OpenApiJobs.located(operation, "202");
        return operation;
    }

    private static Map<String, Map<String, Object>> fields() {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        fields.put("mapping", described("Afbeelding van de kolommen", "Mapping of its columns", TEXT));
        fields.put("referenceDate", described("De peildatum", "The date the data speaks of", DATE));
        fields.put("source", described("Wie de gegevens maakte", "Who made the data", TEXT));
        fields.put("licence", described("SPDX-naam of URL", "SPDX id or URL", TEXT));
        fields.put(
                "attribution", described("De tekst die op kaarten moet staan", "The text that maps must show", TEXT));
        fields.put(
                "sourceLayer",
                described("Welke laag van een bestand met meer", "Which layer of a file that has several", TEXT));
        fields.put(
                "publish",
                withDefault(described("Of zij ook gepubliceerd wordt", "Whether to publish it", FLAG), true));
        fields.put(
                "force",
                withDefault(
                        described(
                                "Publiceer ook als er minder dan de helft overblijft van wat nu gepubliceerd is",
                                "Publish also when less than half is left of what is published now",
                                FLAG),
                        false));
        return fields;
    }

    private static Map<String, Object> withDefault(Map<String, Object> schema, boolean value) {
        schema.put("default", value);
        return schema;
    }
}
