package nl.plint.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.store.PublishedLayer;
import nl.plint.text.LocalizedText;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The layers as a DCAT 3 catalogue in JSON-LD, with the properties that DCAT-AP-NL asks of a catalogue, a dataset and a
 * distribution as far as Plint knows them. Its context stands in it, so it is read without another document.
 */
final class DcatCatalog {
    static final String MEDIA_TYPE = "application/ld+json";
    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

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
        context.put("vcard", "http://www.w3.org/2006/vcard/ns#");
        Map<String, Object> catalog = new LinkedHashMap<>();
        catalog.put("@context", context);
        catalog.put("@id", root + "/catalog");
        catalog.put("@type", "dcat:Catalog");
        catalog.put(
                "dct:title",
                both(new LocalizedText(
                        "Plint: leegstand en vestigingsbeleid in Drenthe",
                        "Plint: vacancy and location policy in Drenthe")));
        catalog.put(
                "dct:description",
                both(new LocalizedText(
                        "Winkelleegstand, bedrijventerreinen en breedband als open geodata.",
                        "Shop vacancy, business parks and broadband as open geodata.")));
        catalog.put("dct:publisher", publisher());
        catalog.put("dcat:contactPoint", contact());
        catalog.put("dct:language", languages());
        catalog.put("foaf:homepage", iri(root));
        catalog.put("dcat:dataset", layers.stream().map(this::dataset).toList());
        return catalog;
    }

    private Map<String, Object> dataset(PublishedLayer layer) {
        DatasetVersion current = layer.current();
        String address = root + "/collections/" + layer.definition().id();
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("@id", address);
        dataset.put("@type", "dcat:Dataset");
        dataset.put("dct:identifier", address);
        dataset.put("dct:title", both(layer.definition().title()));
        dataset.put("dct:description", both(layer.definition().description()));
        dataset.put("dct:publisher", publisher());
        dataset.put(
                "dct:creator",
                Map.of(
                        "@type",
                        "foaf:Agent",
                        "foaf:name",
                        both(current.provenance().source())));
        dataset.put("dcat:contactPoint", contact());
        dataset.put("dct:language", languages());
        dataset.put("dct:accessRights", iri(AUTHORITY + "access-right/PUBLIC"));
        dataset.put("dct:modified", typed(current.createdAt().toString(), "dateTime"));
        dataset.put("dcat:version", current.id());
        dataset.put("dct:temporal", period(layer));
        if (current.boundsRd() != null) {
            dataset.put(
                    "dct:spatial",
                    area(new GeometryFactory().toGeometry(current.boundsRd().toEnvelope())));
        }
        dataset.put("dcat:landingPage", iri(address + "?f=html"));
        List<Map<String, Object>> distributions = new ArrayList<>();
        encoders.forEach(encoder -> distributions.add(distribution(address, current, encoder)));
        dataset.put("dcat:distribution", distributions);
        return dataset;
    }

    private Map<String, Object> distribution(String address, DatasetVersion version, FeatureEncoder encoder) {
        Map<String, Object> distribution = new LinkedHashMap<>();
        String download = address + "/download?f=" + encoder.format();
        distribution.put("@id", download);
        distribution.put("@type", "dcat:Distribution");
        distribution.put("dct:title", encoder.title());
        distribution.put("dcat:accessURL", iri(download));
        distribution.put("dcat:downloadURL", iri(download));
        distribution.put(
                "dcat:mediaType",
                iri("https://www.iana.org/assignments/media-types/"
                        + encoder.mediaType().split(";")[0]));
        distribution.put("dct:license", licence(version.provenance().licence()));
        if (version.provenance().attribution() != null) {
            distribution.put("dct:rights", version.provenance().attribution());
        }
        distribution.put(
                "dct:conformsTo", Crs.SERVED.stream().map(crs -> iri(crs.uri())).toList());
        return distribution;
    }

    /** The IRI of a licence: its own address, or that of SPDX for its id; the text itself when it is neither. */
    static Object licence(String licence) {
        if (licence.matches("https?://\\S+")) {
            return iri(licence);
        }
        return licence.matches("[A-Za-z0-9.+-]+") ? iri("http://spdx.org/licenses/" + licence) : licence;
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
        return Map.of(
                "@type",
                "vcard:Kind",
                "vcard:fn",
                publisher.name(),
                "vcard:hasEmail",
                iri("mailto:" + publisher.email()));
    }

    private static List<Map<String, Object>> languages() {
        return List.of(iri(AUTHORITY + "language/NLD"), iri(AUTHORITY + "language/ENG"));
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

    private static Map<String, Object> typed(String value, String type) {
        return Map.of("@value", value, "@type", XSD + type);
    }
}
