package nl.plint.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.Nullable;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Crs;
import org.wololo.flatgeobuf.generated.Header;

/**
 * What a FlatGeobuf file says of itself.
 *
 * @param columnTypes the {@link ColumnType} of each column
 * @param geometryType the {@link org.wololo.flatgeobuf.generated.GeometryType} of all features; 0 when each has its own
 * @param featureCount 0 when it is not known, negative when more than a long can count
 * @param indexNodeSize how many children a node of the index has, 0 for no index
 */
record FlatGeobufHeader(
        List<SourceColumn> columns,
        List<Integer> columnTypes,
        SourceCrs crs,
        int geometryType,
        long featureCount,
        int indexNodeSize) {
    static final int MAGIC_BYTES = 8;
    private static final int VERSION = 3;
    private static final int INDEX_ITEM_BYTES = 40;
    private static final int MOST_COLUMNS = 1 << 16;

    /** Whether a file begins as FlatGeobuf of the version that is read; the last byte is a patch level. */
    static boolean hasMagic(byte[] start) {
        byte[] magic = {'f', 'g', 'b', VERSION, 'f', 'g', 'b'};
        for (int at = 0; at < magic.length; at++) {
            if (start.length < MAGIC_BYTES || start[at] != magic[at]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a header.
     *
     * @throws IllegalArgumentException or IndexOutOfBoundsException when it is not what it promises
     */
    static FlatGeobufHeader read(ByteBuffer bytes) {
        Header header = Header.getRootAsHeader(bytes);
        int count = header.columnsLength();
        if (count < 0 || count > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "it promises " + count + " columns; at most " + MOST_COLUMNS + " can be");
        }
        int nameBytesLeft = bytes.limit();
        List<SourceColumn> columns = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            Column column = header.columns(at);
            ByteBuffer name = column.nameAsByteBuffer();
            // Columns of a damaged header can share one long name, which would be copied for each.
            nameBytesLeft -= name == null ? 0 : name.remaining();
            if (name == null || nameBytesLeft < 0) {
                throw new IllegalArgumentException("column " + (at + 1) + " has no name of its own");
            }
            columns.add(new SourceColumn(StandardCharsets.UTF_8.decode(name).toString(), type(column.type())));
            types.add(column.type());
        }
        return new FlatGeobufHeader(
                List.copyOf(columns),
                List.copyOf(types),
                crs(header.crs()),
                header.geometryType(),
                header.featuresCount(),
                header.indexNodeSize());
    }

    private static PropertyType type(int columnType) {
        return switch (columnType) {
            case ColumnType.Byte,
                    ColumnType.UByte,
                    ColumnType.Short,
                    ColumnType.UShort,
                    ColumnType.Int,
                    ColumnType.UInt,
                    ColumnType.Long,
                    ColumnType.ULong -> PropertyType.INTEGER;
            case ColumnType.Float, ColumnType.Double -> PropertyType.NUMBER;
            case ColumnType.Bool -> PropertyType.BOOLEAN;
            case ColumnType.Json -> PropertyType.JSON;
            case ColumnType.String, ColumnType.DateTime, ColumnType.Binary -> PropertyType.STRING;
            default -> throw new IllegalArgumentException("column type " + columnType + " is not known");
        };
    }

    /** A code of no named organization is one of EPSG. */
    private static SourceCrs crs(@Nullable Crs crs) {
        if (crs == null) {
            return SourceCrs.NONE;
        }
        String organization = text(crs.orgAsByteBuffer());
        boolean epsg = organization == null || organization.isBlank() || organization.equalsIgnoreCase("EPSG");
        if (epsg && crs.code() > 0) {
            return new SourceCrs("EPSG:" + crs.code(), null);
        }
        String code = text(crs.codeStringAsByteBuffer());
        if ("OGC".equalsIgnoreCase(organization) && "CRS84".equalsIgnoreCase(code)) {
            return new SourceCrs("OGC:CRS84", null);
        }
        String wellKnownText = text(crs.wktAsByteBuffer());
        return wellKnownText == null || wellKnownText.isBlank() ? SourceCrs.NONE : new SourceCrs(null, wellKnownText);
    }

    private static @Nullable String text(@Nullable ByteBuffer utf8) {
        return utf8 == null ? null : StandardCharsets.UTF_8.decode(utf8).toString();
    }

    /**
     * The size of the index behind the header: an item of 40 bytes for each feature and for each node of the tree above.
     *
     * @param room the bytes that are left in the file
     * @throws IllegalArgumentException when the index cannot be in them
     */
    long indexBytes(long room) {
        if (featureCount == 0 || indexNodeSize == 0) {
            return 0;
        }
        // With this bound no sum below can overflow: a tree has at most as many nodes as leaves.
        if (featureCount < 0 || featureCount > room / INDEX_ITEM_BYTES || indexNodeSize < 2) {
            throw new IllegalArgumentException("its index cannot be as it says: " + featureCount
                    + " features in nodes of " + indexNodeSize + " take more than the file holds");
        }
        long items = featureCount;
        long level = featureCount;
        do {
            level = (level + indexNodeSize - 1) / indexNodeSize;
            items += level;
        } while (level > 1);
        if (items > room / INDEX_ITEM_BYTES) {
            throw new IllegalArgumentException("its index takes more bytes than the file holds");
        }
        return items * INDEX_ITEM_BYTES;
    }
}
