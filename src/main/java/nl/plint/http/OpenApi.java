package nl.plint.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.encode.FeatureEncoder;
import nl.plint.store.DatasetCatalog;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API: OpenAPI 3.0, whole in itself. A test holds it against the routes.
 *
 * <p>To describe a route, add its {@link ApiOperation} to the {@link ApiDescription} in the class of its building block
 * ({@link OpenApiCommon}, {@link OpenApiFeatures}, {@link OpenApiTiles}, {@link OpenApiVersions}, {@link OpenApiProcesses},
 * {@link OpenApiJobs}; a new block gets a class of its own and a line in {@link #document}), and what it answers as a schema among
 * the components. Texts are in Dutch and English.
 */
final class OpenApi {
    /** The version of the API, whose first number is in its path; that of the software is another. */
    static final String API_VERSION = "1.0.0";

    static final String MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.0";

    private final DatasetCatalog catalog;
    private final AnalysisCatalog analyses;
    private final List<FeatureEncoder> encoders;
    private final ServerSettings settings;

    OpenApi(DatasetCatalog catalog, AnalysisCatalog analyses, List<FeatureEncoder> encoders, ServerSettings settings) {
        this.catalog = catalog;
        this.analyses = analyses;
        this.encoders = List.copyOf(encoders);
        this.settings = settings;
    }

    /**
     * The document.
     *
     * @param server the address of the landing page
     */
    Map<String, @Nullable Object> document(String server, Locale language) {
        ApiDescription api = new ApiDescription();
        ApiSchemas.describe(api);
        OpenApiCommon.describe(api);
        OpenApiFeatures.describe(api, catalog.now().forPublic().list(), encoders);
        OpenApiTiles.describe(api);
        OpenApiVersions.describe(api);
        OpenApiProcesses.describe(api, analyses, encoders);
        OpenApiJobs.describe(api, encoders);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("openapi", "3.0.3");
        head.put("info", info(server));
        head.put("servers", List.of(Map.of("url", server)));
        return api.in(language, head);
    }

    private Map<String, Object> info(String server) {
        Publisher publisher = settings.publisher();
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("name", publisher.name());
        contact.put("email", publisher.email());
        contact.put("url", publisher.url() == null ? server : publisher.url());
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Plint");
        info.put("version", API_VERSION);
        info.put("x-software", "plint " + settings.software());
        info.put(
                "description",
                new LocalizedText(
                        "Winkelleegstand en vestigingsbeleid in Drenthe: OGC API Features en Processes.",
                        "Shop vacancy and location policy in Drenthe: OGC API Features and Processes."));
        info.put("contact", contact);
        info.put("license", Map.of("name", "EUPL-1.2", "url", "https://spdx.org/licenses/EUPL-1.2.html"));
        return info;
    }
}
