package nl.plint.filter;

/** The type of a value, as far as it is known before there is one. */
public enum ValueType {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    DATE("a date"),
    TIMESTAMP("a timestamp"),
    /** A time with a start and an end; no property has this type. */
    INTERVAL("an interval"),
    GEOMETRY("a geometry"),
    ARRAY("an array"),
    /** Known only when there is a value. */
    ANY("a value of any type");

    private final String description;

    ValueType(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    boolean isInstant() {
        return this == DATE || this == TIMESTAMP;
    }

    /** Whether a value of the other type may turn out to be one of this type. */
    boolean takes(ValueType other) {
        return this == other || this == ANY || other == ANY;
    }
}
