package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import nl.plint.dataset.DatasetVersion;
import nl.plint.encode.FeatureEncoder;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.PublishedLayer;
import nl.plint.text.LocalizedText;

/**
 * What makes the data findable: the layers as a DCAT catalogue in JSON-LD ({@link DcatCatalog}), and a feed of the versions that
 * are published, as Atom (RFC 4287) or JSON Feed 1.1.
 */
final class CatalogRoutes {
    static final String ATOM = "application/atom+xml";
    static final String JSON_FEED = "application/feed+json";
    private static final String ATOM_NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final int MOST_ENTRIES = 200;
    private static final LocalizedText TITLE = new LocalizedText(
            "Gepubliceerde versies van de lagen van Plint", "Published versions of the layers of Plint");

    private final DatasetCatalog catalog;
    private final Links links;
    private final List<FeatureEncoder> encoders;
    private final Publisher publisher;

    CatalogRoutes(DatasetCatalog catalog, Links links, List<FeatureEncoder> encoders, Publisher publisher) {
        this.catalog = catalog;
        this.links = links;
        this.encoders = List.copyOf(encoders);
        this.publisher = publisher;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/catalog", this::catalog);
        routes.get(Links.ROOT + "/feed", this::feed);
    }

    private void catalog(Context context) {
        format(context, "jsonld");
        Map<String, Object> document = new DcatCatalog(links.href(context, ""), publisher, encoders)
                .of(catalog.now().forPublic().list());
        context.result(Json.bytes(document)).contentType(DcatCatalog.MEDIA_TYPE);
    }

    private void feed(Context context) {
        String accept = String.valueOf(context.header("Accept"));
        String format = format(context, accept.contains(JSON_FEED) ? "json" : "atom", "atom", "json");
        Locale language = Documents.language(context);
        List<Entry> entries = entries(context, language);
        context.header("Content-Language", language.getLanguage());
        if (format.equals("json")) {
            context.result(Json.bytes(jsonFeed(context, language, entries))).contentType(JSON_FEED);
        } else {
            context.result(atom(context, language, entries)).contentType(ATOM + "; charset=utf-8");
        }
    }

    private static String format(Context context, String otherwise, String... offered) {
        Documents.requireKnown(context, List.of("f"));
        context.header("Vary", "Accept, Accept-Encoding, Accept-Language");
        List<String> known = offered.length == 0 ? List.of(otherwise) : List.of(offered);
        String asked = context.queryParam("f");
        if (asked != null && !known.contains(asked)) {
            throw ItemsRequest.invalid("f", asked, "one of " + known);
        }
        return asked == null ? otherwise : asked;
    }

    /** One version that is published. */
    private record Entry(String id, String page, String title, String summary, Instant updated) {}

    private List<Entry> entries(Context context, Locale language) {
        List<Entry> entries = new ArrayList<>();
        for (PublishedLayer layer : catalog.now().forPublic().list()) {
            for (DatasetVersion version : layer.versions()) {
                String path = "/collections/" + layer.definition().id() + "/versions/" + version.id();
                LocalizedText counted = new LocalizedText(
                        version.featureCount() + " objecten; bron: "
                                + version.provenance().source().nl(),
                        version.featureCount() + " features; source: "
                                + version.provenance().source().en());
                entries.add(new Entry(
                        links.href(context, path),
                        links.href(context, Links.withFormat(path, "html")),
                        layer.definition().title().in(language) + ", " + version.referenceDate(),
                        counted.in(language),
                        version.createdAt()));
            }
        }
        entries.sort(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::id));
        return entries.subList(0, Math.min(entries.size(), MOST_ENTRIES));
    }

    private Map<String, Object> jsonFeed(Context context, Locale language, List<Entry> entries) {
        Map<String, Object> feed = new LinkedHashMap<>();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", TITLE.in(language));
        feed.put("home_page_url", links.href(context, Links.withFormat("", "html")));
        feed.put("feed_url", links.href(context, "/feed?f=json"));
        feed.put("language", language.getLanguage());
        feed.put("authors", List.of(Map.of("name", publisher.name())));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("id", entry.id());
            item.put("url", entry.page());
            item.put("title", entry.title());
            item.put("content_text", entry.summary());
            item.put("date_published", entry.updated().toString());
            items.add(item);
        }
        feed.put("items", items);
        return feed;
    }

    private String atom(Context context, Locale language, List<Entry> entries) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM_NAMESPACE);
            xml.writeAttribute("xml:lang", language.getLanguage());
            element(xml, "id", links.href(context, "/feed"));
            element(xml, "title", TITLE.in(language));
            element(
                    xml,
                    "updated",
                    entries.isEmpty()
                            ? Instant.EPOCH.toString()
                            : entries.get(0).updated().toString());
            xml.writeStartElement("author");
            element(xml, "name", publisher.name());
            xml.writeEndElement();
            link(xml, "self", ATOM, links.href(context, "/feed?f=atom"));
            link(xml, "alternate", JSON_FEED, links.href(context, "/feed?f=json"));
            for (Entry entry : entries) {
                xml.writeStartElement("entry");
                element(xml, "id", entry.id());
                element(xml, "title", entry.title());
                element(xml, "updated", entry.updated().toString());
                element(xml, "summary", entry.summary());
                link(xml, "alternate", "text/html", entry.page());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }
}
