package nl.plint.demo;

import com.linuxense.javadbf.DBFField;
import com.linuxense.javadbf.DBFWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes a zipped Shapefile of polygons without holes in RD New (ESRI Shapefile Technical Description, July 1998). Nothing in it
 * depends on the clock: entries are stored with a fixed time.
 */
final class ShapefileZip {
    private static final LocalDateTime TIME = LocalDateTime.of(2017, 1, 1, 0, 0);
    private static final int POLYGON = 5;
    private static final String PRJ = "PROJCS[\"RD_New\",GEOGCS[\"GCS_Amersfoort\",DATUM[\"D_Amersfoort\","
            + "SPHEROID[\"Bessel_1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],"
            + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Double_Stereographic\"],"
            + "PARAMETER[\"False_Easting\",155000.0],PARAMETER[\"False_Northing\",463000.0],"
            + "PARAMETER[\"Central_Meridian\",5.38763888888889],PARAMETER[\"Scale_Factor\",0.9999079],"
            + "PARAMETER[\"Latitude_Of_Origin\",52.15616055555555],UNIT[\"Meter\",1.0]]";

    private ShapefileZip() {}

    /** One row of attributes for every polygon, in the order of the fields. */
    static void write(Path zip, String name, List<Polygon> polygons, List<DBFField> fields, List<Object[]> rows)
            throws IOException {
        try (OutputStream stream = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(stream)) {
            put(entries, name + ".shp", shapes(polygons));
            put(entries, name + ".shx", index(polygons));
            put(entries, name + ".dbf", attributes(fields, rows));
            put(entries, name + ".prj", PRJ.getBytes(StandardCharsets.US_ASCII));
            put(entries, name + ".cpg", "UTF-8".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void put(ZipOutputStream entries, String name, byte[] content) throws IOException {
        var checksum = new CRC32();
        checksum.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        entries.putNextEntry(entry);
        entries.write(content);
        entries.closeEntry();
    }

    private static byte[] attributes(List<DBFField> fields, List<Object[]> rows) {
        var bytes = new ByteArrayOutputStream();
        try (DBFWriter writer = new DBFWriter(bytes, StandardCharsets.UTF_8)) {
            writer.setFields(fields.toArray(new DBFField[0]));
            rows.forEach(writer::addRecord);
        }
        byte[] written = bytes.toByteArray();
        // The writer puts today's date here.
        written[1] = (byte) (TIME.getYear() - 1900);
        written[2] = (byte) TIME.getMonthValue();
        written[3] = (byte) TIME.getDayOfMonth();
        return written;
    }

    private static byte[] shapes(List<Polygon> polygons) {
        int bytes = 100;
        for (Polygon polygon : polygons) {
            bytes += 8 + contentBytes(polygon);
        }
        byte[] content = new byte[bytes];
        ByteBuffer shapes = header(content, polygons);
        for (int i = 0; i < polygons.size(); i++) {
            Polygon polygon = polygons.get(i);
            shapes.order(ByteOrder.BIG_ENDIAN).putInt(i + 1).putInt(contentBytes(polygon) / 2);
            shapes.order(ByteOrder.LITTLE_ENDIAN).putInt(POLYGON);
            putBounds(shapes, polygon.getEnvelopeInternal());
            shapes.putInt(1).putInt(polygon.getNumPoints()).putInt(0);
            LinearRing ring = polygon.getExteriorRing();
            if (Orientation.isCCW(ring.getCoordinateSequence())) {
                ring = ring.reverse();
            }
            for (Coordinate corner : ring.getCoordinates()) {
                shapes.putDouble(corner.x).putDouble(corner.y);
            }
        }
        return content;
    }

    private static byte[] index(List<Polygon> polygons) {
        byte[] content = new byte[100 + 8 * polygons.size()];
        ByteBuffer index = header(content, polygons).order(ByteOrder.BIG_ENDIAN);
        int offset = 100;
        for (Polygon polygon : polygons) {
            index.putInt(offset / 2).putInt(contentBytes(polygon) / 2);
            offset += 8 + contentBytes(polygon);
        }
        return content;
    }

    private static int contentBytes(Polygon polygon) {
        return 48 + 16 * polygon.getNumPoints();
    }

    private static ByteBuffer header(byte[] file, List<Polygon> polygons) {
        var bounds = new Envelope();
        polygons.forEach(polygon -> bounds.expandToInclude(polygon.getEnvelopeInternal()));
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN);
        header.putInt(9994).position(24);
        header.putInt(file.length / 2);
        header.order(ByteOrder.LITTLE_ENDIAN).putInt(1000).putInt(POLYGON);
        putBounds(header, bounds);
        return header.position(100);
    }

    private static void putBounds(ByteBuffer buffer, Envelope bounds) {
        buffer.putDouble(bounds.getMinX()).putDouble(bounds.getMinY());
        buffer.putDouble(bounds.getMaxX()).putDouble(bounds.getMaxY());
    }
}
