package nl.plint.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.plint.dataset.DataTheme;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Discovery;
import nl.plint.dataset.Provenance;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.store.PublishedLayer;
import nl.plint.text.LocalizedText;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The layers as a DCAT 3 catalogue in JSON-LD after DCAT-AP-NL 3.0: all that it requires of a catalogue, a dataset, a distribution
 * and a data service. Its context stands in it, so it is read without another document.
 *
 * <p>What only a person knows comes from the definitions of layers (keywords, themes, how often they change) and from the settings
 * (the publisher). A layer of which no theme is said is of regions and cities.
 */
final class DcatCatalog {
    static final String MEDIA_TYPE = "application/ld+json";
    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

    /** The formats that the European list of file types has, by {@link FeatureEncoder#format}. */
    private static final Map<String, String> FILE_TYPES =
            Map.of("json", "GEOJSON", "csv", "CSV", "jsonfg", "JSON", "gpkg", "GPKG");

    private final String root;
    private final Publisher publisher;
    private final List<FeatureEncoder> encoders;

    /**
     * @param root the address of the landing page
     */
    DcatCatalog(String root, Publisher publisher, List<FeatureEncoder> encoders) {
        this.root = root;
        this.publisher = publisher;
        this.encoders = encoders;
    }

    Map<String, Object> of(List<PublishedLayer> layers) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("dcat", "http://www.w3.org/ns/dcat#");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("foaf", "http://xmlns.com/foaf/0.1/");
        context.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
        context.put("skos", "http://www.w3.org/2004/02/skos/core#");
        context.put("vcard", "http://www.w3.org/2006/vcard/ns#");
        Map<String, Object> catalog = new LinkedHashMap<>();
        catalog.put("@context", context);
        catalog.put("@id", root + "/catalog");
        catalog.put("@type", "dcat:Catalog");
        catalog.put("dct:title", both(Descriptions.TITLE));
        catalog.put("dct:description", both(Descriptions.DESCRIPTION));
        catalog.put("dct:publisher", publisher());
        catalog.put("dct:creator", publisher());
        catalog.put("dcat:contactPoint", contact());
        catalog.put("dct:language", languages());
        layers.stream()
                .map(layer -> layer.current().createdAt())
                .max(Instant::compareTo)
                .ifPresent(newest -> catalog.put("dct:modified", typed(newest.toString(), "dateTime")));
        catalog.put("foaf:homepage", typedIri("foaf:Document", root + "?f=html"));
        catalog.put("dcat:themeTaxonomy", taxonomy());
        catalog.put("dcat:dataset", layers.stream().map(this::dataset).toList());
        catalog.put("dcat:service", services(layers));
        return catalog;
    }

    private Map<String, Object> dataset(PublishedLayer layer) {
        DatasetVersion current = layer.current();
        Provenance provenance = current.provenance();
        Discovery discovery = layer.definition().discovery();
        String address = address(layer);
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("@id", address);
        dataset.put("@type", "dcat:Dataset");
        dataset.put("dct:identifier", address);
        dataset.put("dct:title", both(layer.definition().title()));
        dataset.put("dct:description", both(Descriptions.of(layer)));
        dataset.put("dct:publisher", publisher());
        dataset.put("dct:creator", Map.of("@type", "foaf:Agent", "foaf:name", both(provenance.source())));
        dataset.put("dcat:contactPoint", contact());
        dataset.put(
                "dcat:keyword",
                discovery.keywords().stream()
                        .flatMap(keyword -> both(keyword).stream())
                        .toList());
        dataset.put("dcat:theme", themes(layer));
        dataset.put("dct:language", languages());
        dataset.put("dct:accessRights", open());
        dataset.put(
                "dct:accrualPeriodicity",
                typedIri("dct:Frequency", discovery.updateFrequency().iri()));
        dataset.put("dct:modified", typed(current.createdAt().toString(), "dateTime"));
        dataset.put("dcat:version", current.id());
        dataset.put("dct:temporal", period(layer));
        if (current.boundsRd() != null) {
            dataset.put(
                    "dct:spatial",
                    area(new GeometryFactory().toGeometry(current.boundsRd().toEnvelope())));
        }
        dataset.put("dct:conformsTo", typedIri("dct:Standard", Crs.RD_NEW.uri()));
        dataset.put("dcat:landingPage", typedIri("foaf:Document", address + "?f=html"));
        dataset.put("foaf:page", typedIri("foaf:Document", address + "/schema?f=html"));
        dataset.put(
                "dct:provenance",
                Map.of("@type", "dct:ProvenanceStatement", "rdfs:label", both(Descriptions.origin(current))));
        if (provenance.execution() != null) {
            dataset.put(
                    "dct:source",
                    provenance.execution().versions().stream()
                            .map(version -> root + "/collections/" + version.split("/")[0])
                            .distinct()
                            .map(source -> typedIri("dcat:Dataset", source))
                            .toList());
        }
        List<Map<String, Object>> distributions = new ArrayList<>();
        encoders.forEach(encoder -> distributions.add(distribution(layer, encoder)));
        dataset.put("dcat:distribution", distributions);
        return dataset;
    }

    private Map<String, Object> distribution(PublishedLayer layer, FeatureEncoder encoder) {
        Provenance provenance = layer.current().provenance();
        LocalizedText title = layer.definition().title();
        Map<String, Object> distribution = new LinkedHashMap<>();
        String download = Links.withFormat(address(layer) + "/download", encoder.format());
        distribution.put("@id", download);
        distribution.put("@type", "dcat:Distribution");
        distribution.put(
                "dct:title",
                both(new LocalizedText(
                        title.nl() + " (" + encoder.title() + ")", title.en() + " (" + encoder.title() + ")")));
        distribution.put("dcat:accessURL", iri(download));
        distribution.put("dcat:downloadURL", iri(download));
        distribution.put("dcat:accessService", iri(service(layer)));
        distribution.put("dct:language", languages());
        distribution.put(
                "dcat:mediaType",
                typedIri(
                        "dct:MediaType",
                        "https://www.iana.org/assignments/media-types/"
                                + encoder.mediaType().split(";")[0]));
        if (FILE_TYPES.containsKey(encoder.format())) {
            distribution.put(
                    "dct:format",
                    typedIri("dct:MediaTypeOrExtent", AUTHORITY + "file-type/" + FILE_TYPES.get(encoder.format())));
        }
        distribution.put("dct:license", licence(layer));
        if (provenance.attribution() != null) {
            distribution.put(
                    "dct:rights", Map.of("@type", "dct:RightsStatement", "rdfs:label", provenance.attribution()));
        }
        distribution.put(
                "dct:conformsTo",
                Crs.SERVED.stream()
                        .map(crs -> typedIri("dct:Standard", crs.uri()))
                        .toList());
        return distribution;
    }

    /** The API as a service: one for each licence, as it can have only one. */
    private List<Map<String, Object>> services(List<PublishedLayer> layers) {
        return layers.stream()
                .collect(Collectors.groupingBy(this::service, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(served -> service(served.getKey(), served.getValue()))
                .toList();
    }

    private Map<String, Object> service(String id, List<PublishedLayer> layers) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("@id", id);
        service.put("@type", "dcat:DataService");
        service.put("dct:identifier", id);
        service.put(
                "dct:title",
                both(new LocalizedText(
                        "OGC API van " + Descriptions.TITLE.nl(), "OGC API of " + Descriptions.TITLE.en())));
        service.put("dct:description", both(Descriptions.DESCRIPTION));
        service.put("dct:publisher", publisher());
        service.put("dct:creator", publisher());
        service.put("dcat:contactPoint", contact());
        service.put("dcat:keyword", both(new LocalizedText("leegstand", "vacancy")));
        service.put("dcat:theme", themes(layers.get(0)));
        service.put("dct:language", languages());
        service.put("dct:accessRights", open());
        service.put("dct:license", licence(layers.get(0)));
        service.put("dcat:endpointURL", iri(root));
        service.put("dcat:endpointDescription", iri(root + "/openapi.json"));
        service.put(
                "dct:conformsTo",
                typedIri("dct:Standard", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"));
        service.put("dcat:landingPage", typedIri("foaf:Document", root + "?f=html"));
        service.put(
                "dcat:servesDataset",
                layers.stream().map(layer -> iri(address(layer))).toList());
        return service;
    }

    private String service(PublishedLayer layer) {
        return root + "/catalog#" + Links.encoded(layer.current().provenance().licence());
    }

    private String address(PublishedLayer layer) {
        return root + "/collections/" + layer.definition().id();
    }

    private static List<Map<String, Object>> themes(PublishedLayer layer) {
        List<DataTheme> themes = layer.definition().discovery().themes();
        return (themes.isEmpty() ? List.of(DataTheme.REGI) : themes)
                .stream()
                        .map(theme -> {
                            Map<String, Object> concept = typedIri("skos:Concept", theme.iri());
                            concept.put("skos:prefLabel", both(theme.title()));
                            return concept;
                        })
                        .toList();
    }

    private static Map<String, Object> taxonomy() {
        Map<String, Object> taxonomy = typedIri("skos:ConceptScheme", AUTHORITY + "data-theme");
        taxonomy.put("dct:title", both(new LocalizedText("Thema's van datasets", "Themes of datasets")));
        return taxonomy;
    }

    private static Map<String, Object> open() {
        return typedIri("dct:RightsStatement", AUTHORITY + "access-right/PUBLIC");
    }

    private static Map<String, Object> licence(PublishedLayer layer) {
        Licence licence = Licence.of(layer.current().provenance().licence());
        return licence.address() == null
                ? Map.of("@type", "dct:LicenseDocument", "rdfs:label", licence.text())
                : typedIri("dct:LicenseDocument", licence.address());
    }

    private Map<String, Object> publisher() {
        Map<String, Object> agent = new LinkedHashMap<>();
        if (publisher.url() != null) {
            agent.put("@id", publisher.url());
        }
        agent.put("@type", "foaf:Agent");
        agent.put("foaf:name", publisher.name());
        return agent;
    }

    private Map<String, Object> contact() {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("@type", "vcard:Kind");
        contact.put("vcard:fn", publisher.name());
        contact.put("vcard:hasEmail", iri("mailto:" + publisher.email()));
        if (publisher.url() != null) {
            contact.put("vcard:hasURL", iri(publisher.url()));
        }
        return contact;
    }

    private static List<Map<String, Object>> languages() {
        return List.of(
                typedIri("dct:LinguisticSystem", AUTHORITY + "language/NLD"),
                typedIri("dct:LinguisticSystem", AUTHORITY + "language/ENG"));
    }

    private static Map<String, Object> period(PublishedLayer layer) {
        List<LocalDate> dates = layer.versions().stream()
                .map(DatasetVersion::referenceDate)
                .sorted()
                .toList();
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("@type", "dct:PeriodOfTime");
        period.put("dcat:startDate", typed(dates.get(0).toString(), "date"));
        period.put("dcat:endDate", typed(dates.get(dates.size() - 1).toString(), "date"));
        return period;
    }

    private static Map<String, Object> area(Geometry boxRd) {
        Geometry degrees = Reprojection.between(Crs.RD_NEW, Crs.CRS84).transform(boxRd);
        Map<String, Object> wkt = new LinkedHashMap<>();
        wkt.put("@type", "http://www.opengis.net/ont/geosparql#wktLiteral");
        wkt.put(
                "@value",
                new GeometryFactory().toGeometry(degrees.getEnvelopeInternal()).toText());
        Map<String, Object> area = new LinkedHashMap<>();
        area.put("@type", "dct:Location");
        area.put("dcat:bbox", wkt);
        return area;
    }

    private static List<Map<String, Object>> both(LocalizedText text) {
        return List.of(Map.of("@value", text.nl(), "@language", "nl"), Map.of("@value", text.en(), "@language", "en"));
    }

    private static Map<String, Object> iri(String address) {
        return Map.of("@id", address);
    }

    private static Map<String, Object> typedIri(String type, String address) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("@id", address);
        typed.put("@type", type);
        return typed;
    }

    private static Map<String, Object> typed(String value, String type) {
        return Map.of("@value", value, "@type", XSD + type);
    }
}
