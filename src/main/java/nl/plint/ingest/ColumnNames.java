package nl.plint.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceReader.SourceColumn;

/** Bounds what columns a file may have, for all formats alike. */
public final class ColumnNames {
    /** As many as a table of SQLite can have, less those that are ours; a table with more is a mistake in every case met. */
    public static final int MOST = 1_900;

    private static final int MOST_CHARACTERS = 1_000;

    private ColumnNames() {}

    /**
     * Refuses a file with more columns than can be kept; each row would have a place for each of them.
     *
     * @throws IngestException when there are more than {@link #MOST}
     */
    public static void requireFew(String fileName, int columns) {
        if (columns > MOST) {
            throw new IngestException(
                    Fault.TOO_LARGE,
                    fileName + " has " + columns + " columns or more; at most " + MOST
                            + " can be taken in. Leave out what is not needed, or give each its own row");
        }
    }

    /** The columns with a name for each: one without is called after its place, one that is there already gets a number. */
    static List<SourceColumn> distinct(String fileName, List<SourceColumn> columns) {
        Set<String> given = new HashSet<>();
        columns.forEach(column -> given.add(column.name()));
        Set<String> taken = new HashSet<>();
        List<SourceColumn> distinct = new ArrayList<>();
        for (SourceColumn column : columns) {
            if (column.name().length() > MOST_CHARACTERS) {
                throw new IngestException(
                        Fault.MALFORMED,
                        fileName + ": column " + (distinct.size() + 1) + " has a name of "
                                + column.name().length() + " characters; at most " + MOST_CHARACTERS
                                + " can be. Are the names in the first line?");
            }
            String wanted = column.name().isBlank() ? "column" + (distinct.size() + 1) : column.name();
            String name = wanted;
            boolean own = wanted.equals(column.name());
            for (int number = 2; !taken.add(name) || (!own && given.contains(name)); number++) {
                name = wanted + "_" + number;
                own = false;
            }
            distinct.add(new SourceColumn(name, column.type(), column.coordinate()));
        }
        return distinct;
    }
}
