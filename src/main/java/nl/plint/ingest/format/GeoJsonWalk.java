package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Finds the features of a GeoJSON file wherever they stand: in collections, alone, one a line or in a text sequence, also as
 * bare geometries. Whether an object is a collection shows only when its features come, so members are handed out before it
 * is known what they are members of.
 */
final class GeoJsonWalk {
    /** Takes what the walk meets. */
    interface Visitor {
        /** An object starts. */
        void start();

        /**
         * Reads or skips the value of a member, at which the tokens stand.
         *
         * @param type of the object, null while it has not come by
         */
        void member(String name, @Nullable String type);

        /** The object that started is a collection, whose features follow. */
        void startFeatures();

        /** Reads or skips the value of a member that stands behind the features of a collection. */
        void memberBehindFeatures(String name);

        /** The collection ends. */
        void endCollection();
    }

    private final JsonTokens tokens;
    private boolean inFeatures;
    private @Nullable String type;

    GeoJsonWalk(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /** Walks through the next feature: false when there is none. */
    boolean next(Visitor visitor) {
        while (true) {
            JsonToken token = tokens.next();
            if (inFeatures && token == JsonToken.END_ARRAY) {
                inFeatures = false;
                readBehindFeatures(visitor);
                continue;
            }
            if (token == null) {
                return false;
            }
            if (token != JsonToken.START_OBJECT) {
                throw tokens.malformed(
                        inFeatures ? "a feature was expected" : "a FeatureCollection or a Feature was expected");
            }
            if (readObject(visitor)) {
                return true;
            }
        }
    }

    /** The type of the last feature: null where it has none, a type of geometry where it is one. */
    @Nullable
    String type() {
        return type;
    }

    /** Whether the object is a feature, now read to its end, rather than a collection. */
    private boolean readObject(Visitor visitor) {
        tokens.startRow();
        type = null;
        visitor.start();
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            if (name.equals("type")) {
                type = tokens.text();
                tokens.skip();
            } else if (!inFeatures && name.equals("features") && value == JsonToken.START_ARRAY) {
                visitor.startFeatures();
                inFeatures = true;
                return false;
            } else {
                visitor.member(name, type);
            }
        }
        if (!inFeatures && !"Feature".equals(type) && !GeoJsonGeometry.isType(type)) {
            throw tokens.malformed("it is not GeoJSON: the object is neither a FeatureCollection nor a Feature");
        }
        return true;
    }

    private void readBehindFeatures(Visitor visitor) {
        tokens.startRow();
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            visitor.memberBehindFeatures(name);
        }
        visitor.endCollection();
    }
}
