package nl.plint.ingest.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.xml.stream.XMLStreamException;
import nl.plint.ingest.format.XmlCursor.Content;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Finds the features of a GML document without its schema, one after the other.
 *
 * <p>A feature is a child of an element whose name ends in {@code member} or {@code members}, as application schemas call
 * theirs, or of one of the few other containers of Dutch standards (BAG, STOP). A document without any is one feature, or one
 * geometry. What a feature holds becomes values by path, such as {@code voorkomen.beginGeldigheid}: the names of its
 * properties, without the types (with a capital) between them.
 */
final class GmlFeatures {
    private static final Set<String> OTHER_CONTAINERS =
            Set.of("bagobject", "locaties", "lvc-product", "gemeentewoonplaatsrelatieproduct");
    private static final int MOST_VALUES = 10_000;

    private final XmlCursor cursor;
    private final BooleanSupplier wantsGeometry;
    private final boolean rootIsFeature;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private @Nullable String collectionSrs;
    private boolean begun;
    private boolean rootIsCollection;

    /** An element that is open around the features; in one of members each child is a feature. */
    private record Frame(int depth, boolean members) {}

    /**
     * A feature as it is written.
     *
     * @param type local name of its element
     * @param id its {@code gml:id} or {@code fid}, null when it has neither
     * @param values texts by path, or lists of them where a path occurs more than once
     */
    record Found(String type, @Nullable String id, Map<String, @Nullable Object> values, List<Place> places) {}

    /**
     * A geometry of a feature.
     *
     * @param path of the property that holds it
     * @param standard whether the property is GML's own, such as {@code gml:location}
     * @param geometry null when it was not wanted, or could not be read
     * @param fault why it could not be read, null when it could
     */
    record Place(
            String path,
            boolean standard,
            @Nullable Geometry geometry,
            @Nullable String srsName,
            @Nullable String fault) {}

    /**
     * @param wantsGeometry asked before each geometry whether to read it or to pass it over
     * @param rootIsFeature whether the root is the only feature, for a document in which no container was found
     */
    GmlFeatures(XmlCursor cursor, BooleanSupplier wantsGeometry, boolean rootIsFeature) {
        this.cursor = cursor;
        this.wantsGeometry = wantsGeometry;
        this.rootIsFeature = rootIsFeature;
    }

    /** The next feature, null after the last. */
    @Nullable
    Found next() throws XMLStreamException {
        if (!begun) {
            begun = true;
            cursor.toRoot();
            rootIsCollection = isCollection(cursor.name()) || cursor.name().equals("CityModel");
            if (rootIsFeature) {
                return feature();
            }
            frames.push(new Frame(cursor.depth(), isContainer(cursor.name())));
        }
        while (!frames.isEmpty()) {
            Frame frame = frames.element();
            if (!cursor.nextChild(frame.depth())) {
                frames.pop();
            } else if (frame.members() && !isCollection(cursor.name())) {
                Found found = feature();
                if (found != null) {
                    return found;
                }
            } else if (isBoundedBy()) {
                collectionSrs = envelopeSrs(collectionSrs);
            } else if (!GmlGeometry.isNext(cursor)) {
                frames.push(new Frame(cursor.depth(), isContainer(cursor.name())));
            }
        }
        return null;
    }

    private static boolean isContainer(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("member") || lower.endsWith("members") || OTHER_CONTAINERS.contains(lower);
    }

    /** WFS 2.0 puts whole collections in its members when several queries are answered at once. */
    private static boolean isCollection(String name) {
        return name.endsWith("FeatureCollection") || name.equals("Tuple");
    }

    /** Whether the document is a collection, which may well be empty. */
    boolean rootIsCollection() {
        return rootIsCollection;
    }

    private boolean isBoundedBy() {
        return cursor.name().equals("boundedBy") && GmlGeometry.isGml(cursor);
    }

    private @Nullable String envelopeSrs(@Nullable String otherwise) throws XMLStreamException {
        String srs = otherwise;
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            String named = cursor.attribute("srsName");
            srs = named == null ? srs : named;
        }
        return srs;
    }

    /** Reads the element that was just begun; null when it holds a text and nothing else, so that it is no feature. */
    private @Nullable Found feature() throws XMLStreamException {
        cursor.startFeature();
        Building building = new Building(collectionSrs);
        String type = cursor.name();
        String id = cursor.attribute("id");
        if (id == null) {
            id = cursor.attribute("fid");
        }
        if (GmlGeometry.isNext(cursor)) {
            building.addPlace(List.of("geometry"), true);
            return new Found(type, id, building.values, building.places);
        }
        boolean text = false;
        boolean children = false;
        int depth = cursor.depth();
        for (Content content = cursor.nextContent(depth); content != Content.END; content = cursor.nextContent(depth)) {
            if (content == Content.CHILD) {
                children = true;
                building.addProperty(new ArrayList<>(List.of(cursor.name())), false);
            } else {
                text |= !new String(cursor.textCharacters(), cursor.textStart(), cursor.textLength()).isBlank();
            }
        }
        return text && !children ? null : new Found(type, id, building.values, building.places);
    }

    void close() throws XMLStreamException {
        cursor.close();
    }

    /** Gathers what one feature holds. */
    private final class Building {
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
        private final List<Place> places = new ArrayList<>();
        private @Nullable String srs;
        private int count;

        Building(@Nullable String srs) {
            this.srs = srs;
        }

        /**
         * Takes in the element that was just begun.
         *
         * @param path names from the property of the feature down to this element
         * @param standard whether the property that holds it is GML's own
         */
        void addProperty(List<String> path, boolean standard) throws XMLStreamException {
            if (GmlGeometry.isNext(cursor)) {
                addPlace(path.subList(0, Math.max(1, path.size() - 1)), standard);
            } else if (isBoundedBy()) {
                srs = envelopeSrs(srs);
            } else if (!(GmlGeometry.isGml(cursor) && cursor.name().equals("metaDataProperty"))) {
                addContents(path);
            }
        }

        private void addContents(List<String> path) throws XMLStreamException {
            boolean gml = GmlGeometry.isGml(cursor);
            String href = cursor.attribute("href");
            String unit = cursor.attribute("uom");
            StringBuilder text = new StringBuilder();
            boolean children = false;
            int depth = cursor.depth();
            for (Content content = cursor.nextContent(depth);
                    content != Content.END;
                    content = cursor.nextContent(depth)) {
                if (content == Content.TEXT) {
                    cursor.appendText(text);
                } else {
                    children = true;
                    path.add(cursor.name());
                    addProperty(path, gml);
                    path.remove(path.size() - 1);
                }
            }
            if (!children) {
                String value = text.toString().strip();
                put(name(path, true), value.isEmpty() ? href : value);
                if (unit != null) {
                    put(name(path, true) + ".uom", unit);
                }
            }
        }

        private void put(String name, @Nullable String value) throws XMLStreamException {
            if (++count > MOST_VALUES) {
                throw cursor.tooLarge("one feature holds more than " + MOST_VALUES + " values");
            }
            cursor.countCharacters(name.length() + (value == null ? 0 : value.length()));
            Object before = values.get(name);
            if (before == null) {
                values.put(name, value);
            } else if (value != null) {
                List<Object> all = new ArrayList<>(before instanceof List<?> list ? list : List.of(before));
                all.add(value);
                values.put(name, all);
            }
        }

        void addPlace(List<String> path, boolean standard) throws XMLStreamException {
            String name = name(path, false);
            if (!wantsGeometry.getAsBoolean()) {
                String named = cursor.attribute("srsName");
                places.add(new Place(name, standard, null, named == null ? srs : named, null));
                return;
            }
            try {
                GmlGeometry.Read read = GmlGeometry.read(cursor, srs);
                places.add(new Place(name, standard, read.geometry(), read.srsName(), null));
            } catch (IllegalArgumentException e) {
                places.add(new Place(name, standard, null, srs, e.getMessage()));
            }
        }

        private static String name(List<String> path, boolean leaf) {
            StringBuilder name = new StringBuilder(path.get(0));
            for (int at = 1; at < path.size(); at++) {
                boolean last = leaf && at == path.size() - 1;
                if (last || !Character.isUpperCase(path.get(at).charAt(0))) {
                    name.append('.').append(path.get(at));
                }
            }
            return name.toString();
        }
    }
}
