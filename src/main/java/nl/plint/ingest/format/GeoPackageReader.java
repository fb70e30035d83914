package nl.plint.ingest.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.plint.dataset.PropertyType;
import nl.plint.geo.Crs;
import nl.plint.geo.GeoPackageBinary;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;

/** Streams one table of a GeoPackage, in the order of its primary key. */
final class GeoPackageReader implements SourceReader {
    private static final Pattern AUTHORITY_AT_END =
            Pattern.compile("AUTHORITY\\[\"(\\w+)\",\\s*\"?(\\w+)\"?\\]\\s*\\]\\s*$");
    private static final Pattern VIRTUAL = Pattern.compile("(?i)\\s*create\\s+virtual\\b");
    private static final List<String> OWN_TABLES =
            List.of("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys");

    private final String fileName;
    private final long bytesTotal;
    private final Connection connection;
    private final List<SourceColumn> columns = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();
    private final GeoPackageBinary binary = new GeoPackageBinary(new GeometryFactory());
    private final SourceCrs crs;
    private final ResultSet rows;
    private int geometryAt = -1;
    private int idAt = -1;
    private long row;
    private long valueBytes;

    /** A table that the file lists among its contents. */
    private record Table(String name, boolean spatial, String srsId) {}

    private GeoPackageReader(Path file, Options options) throws SQLException, IOException {
        fileName = options.fileName();
        bytesTotal = Files.size(file);
        connection = UntrustedDatabase.open(file);
        try {
            for (String own : OWN_TABLES) {
                requireTable(own);
            }
            Table table = choose(options.sourceLayer());
            requireTable(table.name());
            String geometryColumn = table.spatial() ? geometryColumn(table.name()) : null;
            crs = table.spatial() ? crs(table.srsId()) : SourceCrs.NONE;
            readColumns(table.name(), geometryColumn);
            Statement statement = connection.createStatement();
            statement.setFetchSize(500);
            rows = statement.executeQuery("SELECT " + String.join(", ", selected) + " FROM " + quoted(table.name()));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static GeoPackageReader open(Path file, Options options) {
        try {
            return new GeoPackageReader(file, options);
        } catch (SQLException e) {
            throw malformed(options.fileName(), e);
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + options.fileName() + ": " + e.getMessage(), e);
        }
    }

    private static IngestException malformed(String fileName, SQLException cause) {
        return new IngestException(
                Fault.MALFORMED, fileName + " is not a whole GeoPackage: " + UntrustedDatabase.reason(cause), cause);
    }

    private Table choose(@Nullable String wanted) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT table_name, data_type, srs_id FROM gpkg_contents"
                        + " WHERE data_type IN ('features', 'attributes') ORDER BY data_type DESC, table_name")) {
            while (found.next()) {
                tables.add(new Table(found.getString(1), found.getString(2).equals("features"), found.getString(3)));
            }
        }
        List<String> names = tables.stream().map(Table::name).toList();
        if (wanted != null) {
            return tables.stream()
                    .filter(table -> table.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IngestException(
                            Fault.AMBIGUOUS_LAYER, fileName + " has no layer '" + wanted + "'; it has " + names));
        }
        List<Table> spatial = tables.stream().filter(Table::spatial).toList();
        List<Table> candidates = spatial.isEmpty() ? tables : spatial;
        if (candidates.size() != 1) {
            throw new IngestException(
                    candidates.isEmpty() ? Fault.NOTHING_TO_STORE : Fault.AMBIGUOUS_LAYER,
                    candidates.isEmpty()
                            ? fileName + " has no table of features or attributes"
                            : fileName + " has several layers; choose one as the source layer: " + names);
        }
        return candidates.get(0);
    }

    /** A view is a program of the sender's that would run here for each row, and might never end. */
    private void requireTable(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT type, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE")) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    boolean computed = !"table".equals(found.getString(1))
                            || VIRTUAL.matcher(String.valueOf(found.getString(2)))
                                    .lookingAt();
                    if (computed) {
                        throw new IngestException(
                                Fault.MALFORMED,
                                fileName + ": '" + name + "' is a view or a virtual table, which is not read; store its"
                                        + " rows in a table, such as by exporting the layer in QGIS");
                    }
                }
            }
        }
    }

    private @Nullable String geometryColumn(String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?")) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }

    private SourceCrs crs(@Nullable String srsId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?")) {
            statement.setString(1, srsId);
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next() || found.getInt(2) <= 0) {
                    return SourceCrs.NONE;
                }
                if ("EPSG".equalsIgnoreCase(found.getString(1))) {
                    return new SourceCrs("EPSG:" + found.getInt(2), null);
                }
                String definition = String.valueOf(found.getString(3));
                return namedIn(definition)
                        .map(named -> new SourceCrs(named.toString(), null))
                        .orElseGet(() -> new SourceCrs(null, definition));
            }
        }
    }

    /** The system that well-known text says that it is: a producer may give one of its own number, such as CRS84. */
    private static Optional<Crs> namedIn(String definition) {
        Matcher authority = AUTHORITY_AT_END.matcher(definition);
        return authority.find() ? Crs.parse(authority.group(1) + ":" + authority.group(2)) : Optional.empty();
    }

    private void readColumns(String table, @Nullable String geometryColumn) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA table_info(" + quoted(table) + ")")) {
            for (int position = 1; found.next(); position++) {
                String name = found.getString("name");
                selected.add(quoted(name));
                String type = found.getString("type").toUpperCase(Locale.ROOT);
                if (name.equals(geometryColumn)) {
                    geometryAt = position;
                } else if (found.getInt("pk") == 1 && type.startsWith("INT")) {
                    idAt = position;
                } else {
                    columns.add(new SourceColumn(name, type(type)));
                    positions.add(position);
                }
            }
        }
    }

    private static PropertyType type(String sqlType) {
        if (sqlType.startsWith("BOOL")) {
            return PropertyType.BOOLEAN;
        }
        if (sqlType.contains("INT")) {
            return PropertyType.INTEGER;
        }
        if (sqlType.startsWith("DOUBLE")
                || sqlType.startsWith("REAL")
                || sqlType.startsWith("FLOAT")
                || sqlType.startsWith("NUMERIC")
                || sqlType.startsWith("DECIMAL")) {
            return PropertyType.NUMBER;
        }
        return sqlType.equals("DATE") ? PropertyType.DATE : PropertyType.STRING;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public SourceCrs crs() {
        return crs;
    }

    @Override
    public boolean hasLocalIds() {
        return true;
    }

    @Override
    public boolean hasGeometry() {
        return geometryAt > 0;
    }

    @Override
    public long bytesRead() {
        // What its values take; to count the rows beforehand is to read the file once more.
        return Math.min(bytesTotal, valueBytes);
    }

    @Override
    public @Nullable RawFeature next() {
        try {
            if (!rows.next()) {
                valueBytes = bytesTotal;
                return null;
            }
            row++;
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int at = 0; at < columns.size(); at++) {
                Object value = value(positions.get(at), columns.get(at).type());
                values.add(value);
                valueBytes += bytes(value);
            }
            String id = idAt < 0 ? null : rows.getString(idAt);
            byte[] blob = geometryAt < 0 ? null : rows.getBytes(geometryAt);
            valueBytes += bytes(id) + bytes(blob);
            Geometry geometry = null;
            String fault = null;
            if (blob != null) {
                try {
                    geometry = binary.decode(blob);
                } catch (ParseException | IllegalArgumentException e) {
                    fault = "the geometry cannot be read: " + e.getMessage();
                }
            }
            return new RawFeature(row, id, geometry, fault, values);
        } catch (SQLException e) {
            throw malformed(fileName, e);
        }
    }

    private static long bytes(@Nullable Object value) {
        if (value instanceof byte[] blob) {
            return blob.length;
        }
        return value == null ? 1 : value instanceof String text ? text.length() : Long.BYTES;
    }

    private @Nullable Object value(int position, PropertyType type) throws SQLException {
        Object value = rows.getObject(position);
        if (value == null || value instanceof byte[]) {
            return null;
        }
        if (type == PropertyType.BOOLEAN && value instanceof Number number) {
            return number.intValue() != 0;
        }
        if (value instanceof Integer whole) {
            return whole.longValue();
        }
        return value instanceof Float number ? (Object) number.doubleValue() : value;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw malformed(fileName, e);
        }
    }
}
