package nl.plint.dataset;

import java.time.LocalDate;
import java.util.Locale;

/** The type of a property, and the Java class of its values. */
public enum PropertyType {
    STRING(String.class),
    INTEGER(Long.class),
    NUMBER(Double.class),
    BOOLEAN(Boolean.class),
    DATE(LocalDate.class),
    /** A nested value: maps with text keys, lists, texts, numbers and booleans. */
    JSON(Object.class);

    private final Class<?> valueClass;

    PropertyType(Class<?> valueClass) {
        this.valueClass = valueClass;
    }

    /** The Java class of a value of this type. */
    public Class<?> valueClass() {
        return valueClass;
    }

    /** The name as written in layer definitions, such as {@code number}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
