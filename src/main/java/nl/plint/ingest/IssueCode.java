package nl.plint.ingest;

import java.util.Locale;

/** The kinds of fault that a row can have. The wire names are stable: they are counted and searched for. */
public enum IssueCode {
    GEOMETRY_MISSING,
    GEOMETRY_UNREADABLE,
    GEOMETRY_INVALID,
    GEOMETRY_NOT_REPAIRABLE,
    GEOMETRY_WRONG_TYPE,
    COORDINATE_NOT_FINITE,
    FILE_ROWS,
    FAR_FEWER_ROWS,
    PUBLISHED_MEANWHILE,
    NOT_SELECTED,
    COLUMN_MISSING,
    ENCODING_GUESSED,
    CRS_GUESSED,
    AXES_SWAPPED,
    OUTSIDE_AREA,
    SLIVER,
    DUPLICATE_FEATURE,
    FUTURE_DATE,
    UNKNOWN_REFERENCE,
    NOT_A_NUMBER,
    NOT_A_DATE,
    NOT_A_BOOLEAN,
    NOT_IN_DOMAIN,
    CODE_NOT_FOUND,
    BELOW_MINIMUM,
    ABOVE_MAXIMUM,
    REQUIRED_MISSING,
    ID_MISSING,
    ID_DUPLICATE;

    /** Kebab-case, as in {@code geometry-invalid}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
