package nl.plint.ingest.format;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Walks through an XML document element by element, whatever its size. Documents with a DOCTYPE are refused, so that no
 * entity can be declared, expanded or fetched; depth, attributes and the length of a text are bounded.
 */
final class XmlCursor {
    private static final int MOST_DEPTH = 100;
    private static final int MOST_TEXT = 1 << 20;
    private static final XMLInputFactory FACTORY = factory();

    private static final int MOST_COORDINATES = 5_000_000;
    private static final long MOST_CHARACTERS = 50_000_000;

    private final XMLStreamReader xml;
    private int depth;
    private long coordinates;
    private long characters;

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MOST_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 17);
        return factory;
    }

    /**
     * @param encoding to read it in whatever the document says, null to believe the document
     */
    XmlCursor(InputStream in, @Nullable String encoding) throws XMLStreamException {
        xml = encoding == null ? FACTORY.createXMLStreamReader(in) : FACTORY.createXMLStreamReader(in, encoding);
    }

    /** One feature holds more than can be in memory. */
    static final class TooLargeException extends XMLStreamException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message, Location at) {
            super(message, at);
        }
    }

    /** Starts to count anew what one feature holds. */
    void startFeature() {
        coordinates = 0;
        characters = 0;
    }

    /** Counts coordinates of the feature, before they are kept as a geometry. */
    void countCoordinates(int more) throws XMLStreamException {
        coordinates += more;
        if (coordinates > MOST_COORDINATES) {
            throw tooLarge("one feature holds more than " + MOST_COORDINATES + " coordinates");
        }
    }

    /** Counts characters of the values of the feature. */
    void countCharacters(int more) throws XMLStreamException {
        characters += more;
        if (characters > MOST_CHARACTERS) {
            throw tooLarge("one feature holds more than " + MOST_CHARACTERS + " characters");
        }
    }

    TooLargeException tooLarge(String message) {
        return new TooLargeException(message, xml.getLocation());
    }

    /** Moves on by one event. */
    private int advance() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("a DOCTYPE or an entity of its own is not accepted", xml.getLocation());
        }
        return event;
    }

    /** How many elements are open; 1 at the start of the root. */
    int depth() {
        return depth;
    }

    /** Moves to the start of the root element. */
    void toRoot() throws XMLStreamException {
        while (depth == 0) {
            advance();
        }
    }

    /**
     * Moves to the start of the next element right inside the one that is open at a depth, passing over whatever was left
     * unread; false when that one ends instead.
     */
    boolean nextChild(int parentDepth) throws XMLStreamException {
        while (depth >= parentDepth) {
            if (advance() == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * Moves on within an element that holds text, elements or both: to its next piece of text, the start of its next child,
     * or its end.
     */
    Content nextContent(int parentDepth) throws XMLStreamException {
        while (true) {
            int event = advance();
            if (depth < parentDepth) {
                return Content.END;
            }
            if (event == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) {
                return Content.CHILD;
            }
            boolean text = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (text && depth == parentDepth) {
                return Content.TEXT;
            }
        }
    }

    /** What {@link #nextContent} came upon. */
    enum Content {
        TEXT,
        CHILD,
        END
    }

    /** Adds the piece of text that was come upon to what was gathered before, within bounds. */
    void appendText(StringBuilder text) throws XMLStreamException {
        if (text.length() + xml.getTextLength() > MOST_TEXT) {
            throw new XMLStreamException("a text is longer than a million characters", xml.getLocation());
        }
        countCharacters(xml.getTextLength());
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    char[] textCharacters() {
        return xml.getTextCharacters();
    }

    int textStart() {
        return xml.getTextStart();
    }

    int textLength() {
        return xml.getTextLength();
    }

    String name() {
        return xml.getLocalName();
    }

    /** The namespace of the element, empty for none. */
    String namespace() {
        String namespace = xml.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** An attribute by its local name, whatever its namespace; null when it is not there or blank. */
    @Nullable
    String attribute(String name) {
        String value = rawAttribute(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** An attribute by its local name as it stands, also when it is blank; null when it is not there. */
    @Nullable
    String rawAttribute(String name) {
        for (int at = 0; at < xml.getAttributeCount(); at++) {
            if (xml.getAttributeLocalName(at).equals(name)) {
                return xml.getAttributeValue(at);
            }
        }
        return null;
    }

    void close() throws XMLStreamException {
        xml.close();
    }
}
