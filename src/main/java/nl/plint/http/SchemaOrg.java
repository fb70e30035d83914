package nl.plint.http;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.encode.FeatureEncoder;
import nl.plint.store.PublishedLayer;

/**
 * The layers in the words of schema.org, for the search engines that read pages: a DataCatalog on the landing page, a Dataset on the
 * page of each collection. {@link DcatCatalog} says the same to catalogues of government.
 */
final class SchemaOrg {
    private static final String CONTEXT = "https://schema.org/";

    private final String root;
    private final Publisher publisher;
    private final List<FeatureEncoder> encoders;

    /**
     * @param root the address of the landing page
     */
    SchemaOrg(String root, Publisher publisher, List<FeatureEncoder> encoders) {
        this.root = root;
        this.publisher = publisher;
        this.encoders = encoders;
    }

    Map<String, Object> catalog(List<PublishedLayer> layers, Locale language) {
        Map<String, Object> catalog = new LinkedHashMap<>();
        catalog.put("@context", CONTEXT);
        catalog.put("@type", "DataCatalog");
        catalog.put("@id", root);
        catalog.put("name", Descriptions.TITLE.in(language));
        catalog.put("description", Descriptions.DESCRIPTION.in(language));
        catalog.put("url", root);
        catalog.put("inLanguage", List.of("nl", "en"));
        catalog.put("publisher", publisher());
        catalog.put(
                "dataset", layers.stream().map(layer -> brief(layer, language)).toList());
        return catalog;
    }

    private Map<String, Object> brief(PublishedLayer layer, Locale language) {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("@type", "Dataset");
        brief.put("@id", address(layer));
        brief.put("name", layer.definition().title().in(language));
        brief.put("description", Descriptions.of(layer).in(language));
        brief.put("url", address(layer));
        licence(brief, layer);
        return brief;
    }

    Map<String, Object> dataset(PublishedLayer layer, Locale language) {
        DatasetVersion current = layer.current();
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("@context", CONTEXT);
        dataset.putAll(brief(layer, language));
        dataset.put("identifier", address(layer));
        dataset.put(
                "keywords",
                layer.definition().discovery().keywords().stream()
                        .map(keyword -> keyword.in(language))
                        .toList());
        dataset.put("inLanguage", List.of("nl", "en"));
        dataset.put("isAccessibleForFree", true);
        dataset.put("version", current.id());
        dataset.put("dateModified", current.createdAt().toString());
        dataset.put("publisher", publisher());
        dataset.put(
                "creator",
                Map.of(
                        "@type",
                        "Organization",
                        "name",
                        current.provenance().source().in(language)));
        if (current.provenance().attribution() != null) {
            dataset.put("creditText", current.provenance().attribution());
        }
        dataset.put("temporalCoverage", period(layer));
        if (current.boundsRd() != null) {
            dataset.put("spatialCoverage", Map.of("@type", "Place", "geo", box(current)));
        }
        dataset.put(
                "variableMeasured",
                current.schema().properties().stream()
                        .map(property -> variable(property, language))
                        .toList());
        dataset.put(
                "distribution",
                encoders.stream().map(encoder -> file(layer, encoder)).toList());
        dataset.put("includedInDataCatalog", Map.of("@type", "DataCatalog", "@id", root, "url", root));
        return dataset;
    }

    private static String period(PublishedLayer layer) {
        LocalDate last = layer.current().referenceDate();
        LocalDate first = layer.versions().get(layer.versions().size() - 1).referenceDate();
        return first.equals(last) ? last.toString() : first + "/" + last;
    }

    /** South-west and north-east corner, latitude first. */
    private static Map<String, Object> box(DatasetVersion version) {
        List<Double> degrees = CollectionDocuments.degrees(Objects.requireNonNull(version.boundsRd()));
        Map<String, Object> box = new LinkedHashMap<>();
        box.put("@type", "GeoShape");
        box.put("box", degrees.get(1) + " " + degrees.get(0) + " " + degrees.get(3) + " " + degrees.get(2));
        return box;
    }

    private static Map<String, Object> variable(PropertyDefinition property, Locale language) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("@type", "PropertyValue");
        variable.put("name", property.name());
        variable.put("description", property.title().in(language));
        if (property.unit() != null) {
            variable.put("unitText", property.unit().symbol());
        }
        return variable;
    }

    private Map<String, Object> file(PublishedLayer layer, FeatureEncoder encoder) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("@type", "DataDownload");
        file.put("name", encoder.title());
        file.put("encodingFormat", encoder.mediaType());
        file.put("contentUrl", Links.withFormat(address(layer) + "/download", encoder.format()));
        return file;
    }

    private static void licence(Map<String, Object> dataset, PublishedLayer layer) {
        Licence licence = Licence.of(layer.current().provenance().licence());
        dataset.put("license", licence.address() == null ? licence.text() : licence.address());
    }

    private Map<String, Object> publisher() {
        Map<String, Object> organization = new LinkedHashMap<>();
        organization.put("@type", "Organization");
        organization.put("name", publisher.name());
        organization.put("email", publisher.email());
        if (publisher.url() != null) {
            organization.put("url", publisher.url());
        }
        return organization;
    }

    private String address(PublishedLayer layer) {
        return root + "/collections/" + layer.definition().id();
    }
}
