package nl.plint.ingest;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.plint.geo.GeoPackageBinary;
import org.jspecify.annotations.NullUnmarked;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Crs;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.Geometry;
import org.wololo.flatgeobuf.generated.GeometryType;
import org.wololo.flatgeobuf.generated.Header;

/** Small whole files of every format that is read without GDAL, each of a few kilobytes, to be damaged by tests. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
final class Seeds {
    static final String RD_WKT = "PROJCS[\"Rijksdriehoek\",GEOGCS[\"GCS_X\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\","
            + "6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
            + "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],"
            + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",9.0],"
            + "PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    private static final String RING = "[[6.5,52.9],[6.6,52.9],[6.6,53.0],[6.5,53.0],[6.5,52.9]]";
    private static final String GML_HEAD = "<c:Things xmlns:c='urn:c' xmlns:gml='http://www.opengis.net/gml/3.2'"
            + " xmlns:xlink='http://www.w3.org/1999/xlink'>\n";

    private Seeds() {}

    /**
     * A file, or the files of one Shapefile, of which the first is opened.
     *
     * @param format names a group of seeds that parts can be exchanged between
     * @param parts contents by extension
     */
    record Seed(String format, Map<String, byte[]> parts) {
        static Seed of(String format, String extension, byte[] contents) {
            return new Seed(format, new LinkedHashMap<>(Map.of(extension, contents)));
        }
    }

    /** All seeds, in a fixed order. */
    static List<Seed> all(Path folder) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        geoJson(seeds);
        overpass(seeds);
        gml(seeds);
        tables(seeds);
        byte[] geoPackage = geoPackage(folder);
        seeds.add(Seed.of("GeoPackage", ".gpkg", geoPackage));
        byte[] flatGeobuf = flatGeobuf(true);
        seeds.add(Seed.of("FlatGeobuf", ".fgb", flatGeobuf));
        seeds.add(Seed.of("FlatGeobuf", ".fgb", flatGeobuf(false)));
        for (int type : new int[] {5, 3, 8, 1, 15}) {
            seeds.add(new Seed("Shapefile", shapefile(type)));
        }
        Map<String, byte[]> inside = new LinkedHashMap<>();
        shapefile(5).forEach((extension, bytes) -> inside.put("wegen/weg" + extension, bytes));
        seeds.add(Seed.of("zip", ".zip", zip(inside, false)));
        seeds.add(Seed.of("zip", ".zip", zip(inside, true)));
        seeds.add(Seed.of("zip", ".zip", zip(Map.of("a.gpkg", geoPackage), true)));
        Map<String, byte[]> numbered = new LinkedHashMap<>();
        numbered.put("punten-000001.csv", utf8("id,lon,lat\n1,6.5,53\n"));
        numbered.put("punten-000002.csv", utf8("id,lon,lat,naam\n2,6.6,53,b\n"));
        numbered.put("lees.pdf", utf8("%PDF"));
        seeds.add(Seed.of("zip", ".zip", zip(numbered, false)));
        seeds.add(Seed.of("zip in zip", ".zip", zip(Map.of("binnen.zip", zip(numbered, true)), false)));
        seeds.add(Seed.of("zip in zip", ".zip", zip(Map.of("binnen.zip", zip(inside, true)), true)));
        return seeds;
    }

    private static void geoJson(List<Seed> seeds) {
        String point =
                "{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Point\",\"coordinates\":[6.56,52.99,3]},"
                        + "\"properties\":{\"naam\":\"Assen \\u00e9\",\"n\":12,\"d\":1.5e3,\"b\":true,\"z\":null,"
                        + "\"in\":{\"a\":[1,{\"b\":\"c\"}]}}}";
        String polygon = "{\"geometry\":{\"coordinates\":[" + RING
                + "],\"type\":\"Polygon\"},\"properties\":{\"n\":2.5}," + "\"type\":\"Feature\",\"bbox\":[1,2,3,4]}";
        String multi = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[" + RING
                + "],[]]}," + "\"properties\":null}";
        String collection =
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":"
                        + "\"LineString\",\"coordinates\":[[6,52],[7,53]]},{\"type\":\"MultiPoint\",\"coordinates\":[[6,52]]},"
                        + "{\"type\":\"MultiLineString\",\"coordinates\":[[[6,52],[7,53]]]}]},\"properties\":{}}";
        String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}}";
        List<String> features = List.of(point, polygon, multi, collection);
        seeds.add(Seed.of(
                "GeoJSON",
                ".geojson",
                utf8("{\"type\":\"FeatureCollection\",\"name\":\"x\",\"features\":[" + String.join(",\n", features)
                        + "]}")));
        seeds.add(Seed.of(
                "GeoJSON",
                ".json",
                utf8("{\"features\":[" + point.replace("6.56,52.99", "233906,557276") + "]," + crs
                        + ",\"type\":\"FeatureCollection\"}")));
        seeds.add(Seed.of("GeoJSON", ".geojsonl", utf8(String.join("\n", features))));
        seeds.add(Seed.of("GeoJSON", ".json", ("\uFEFF" + point).getBytes(StandardCharsets.UTF_16LE)));
        seeds.add(Seed.of("GeoJSON text sequence", ".geojsons", utf8("\u001e" + String.join("\n\u001e", features))));
        String fg = "{\"type\":\"Feature\",\"conformsTo\":[\"http://www.opengis.net/spec/json-fg-1/1.0/conf/core\"],"
                + "\"featureType\":\"weg\",\"coordRefSys\":\"http://www.opengis.net/def/crs/EPSG/0/28992\","
                + "\"time\":{\"interval\":[\"2020-01-01\",\"..\"]},\"place\":{\"type\":\"Point\","
                + "\"coordinates\":[233000,557000]},\"geometry\":null,\"properties\":{\"a\":1}}";
        String own = "{\"type\":\"Feature\",\"time\":{\"date\":\"2020-01-01\"},\"place\":{\"type\":\"Polygon\","
                + "\"coordRefSys\":[\"http://www.opengis.net/def/crs/EPSG/0/28992\"],\"coordinates\":[[[1,2],[3,2],[3,4]]]},"
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[6.5,53]},\"properties\":{}}";
        seeds.add(Seed.of("JSON-FG", ".json", utf8(fg)));
        seeds.add(Seed.of(
                "JSON-FG",
                ".json",
                utf8("{\"type\":\"FeatureCollection\",\"featureType\":\"x\",\"features\":[" + fg + "," + own
                        + "],\"conformsTo\":[\"json-fg\"]}")));
    }

    private static void overpass(List<Seed> seeds) {
        String head = "{\"version\":0.6,\"generator\":\"Overpass API\",\"elements\":[\n";
        seeds.add(Seed.of(
                "Overpass",
                ".json",
                utf8(head + "{\"type\":\"node\",\"id\":1,\"lat\":52.9,\"lon\":6.5,\"tags\":{\"shop\":\"bakery\"}},\n"
                        + "{\"type\":\"node\",\"id\":2,\"lat\":52.9,\"lon\":6.6},"
                        + "{\"type\":\"node\",\"id\":3,\"lat\":53,\"lon\":6.6},\n"
                        + "{\"type\":\"way\",\"id\":9,\"nodes\":[1,2,3,1],\"tags\":{\"building\":\"yes\"}}]}")));
        String outer = "[{\"lat\":52,\"lon\":6},{\"lat\":52,\"lon\":7},{\"lat\":53,\"lon\":7},{\"lat\":52,\"lon\":6}]";
        String inner = "[{\"lat\":52.1,\"lon\":6.5},{\"lat\":52.1,\"lon\":6.6},{\"lat\":52.2,\"lon\":6.6},"
                + "{\"lat\":52.1,\"lon\":6.5}]";
        seeds.add(Seed.of(
                "Overpass",
                ".json",
                utf8(head + "{\"type\":\"relation\",\"id\":5,\"members\":[{\"type\":\"way\",\"ref\":1,"
                        + "\"role\":\"outer\",\"geometry\":" + outer
                        + "},{\"type\":\"way\",\"ref\":2,\"role\":\"inner\","
                        + "\"geometry\":" + inner + "}],\"tags\":{\"type\":\"multipolygon\",\"landuse\":\"retail\"}},"
                        + "{\"type\":\"way\",\"id\":6,\"center\":{\"lat\":52,\"lon\":6},\"tags\":{\"a\":\"b\"}}],"
                        + "\"remark\":\"ok\"}")));
    }

    private static void gml(List<Seed> seeds) {
        String thing = "<gml:featureMember><c:Thing gml:id='a%d'><c:name>one &amp; two</c:name><c:use>x</c:use><c:use>y"
                + "</c:use><c:area uom='m2'>3</c:area><c:place>%s</c:place></c:Thing></gml:featureMember>\n";
        List<String> places = List.of(
                "<gml:Point srsName='urn:ogc:def:crs:EPSG::4326'><gml:pos>52.9 6.5</gml:pos></gml:Point>",
                "<gml:Polygon srsDimension='2'><gml:exterior><gml:LinearRing><gml:posList>52.9 6.5"
                        + " 53 6.5 53 6.6 52.9 6.5</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>",
                "<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates"
                        + " decimal='.' cs=',' ts=' '>0,0 9,0 9,9 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs>"
                        + "</gml:Polygon></gml:surfaceMember></gml:MultiSurface>",
                "<gml:MultiGeometry><gml:geometryMember><gml:LineString><gml:pos>1 2</gml:pos><gml:pos>3 4</gml:pos>"
                        + "</gml:LineString></gml:geometryMember></gml:MultiGeometry>");
        StringBuilder features = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n" + GML_HEAD);
        for (int at = 0; at < places.size(); at++) {
            features.append(thing.formatted(at, places.get(at)));
        }
        seeds.add(Seed.of("GML", ".gml", utf8(features + "</c:Things>")));
        List<String> segments = List.of(
                "<gml:Arc><gml:posList>0 0 50 50 100 0</gml:posList></gml:Arc>"
                        + "<gml:LineStringSegment><gml:posList>100 0 0 0</gml:posList></gml:LineStringSegment>",
                "<gml:Circle><gml:posList>0 0 50 50 100 0</gml:posList></gml:Circle>",
                "<gml:ArcByCenterPoint><gml:pos>5 5</gml:pos><gml:radius uom='m'>9</gml:radius><gml:startAngle>0"
                        + "</gml:startAngle><gml:endAngle>90</gml:endAngle></gml:ArcByCenterPoint>",
                "<gml:CircleByCenterPoint><gml:pos>5 5</gml:pos><gml:radius uom='m'>9</gml:radius>"
                        + "</gml:CircleByCenterPoint>",
                "<gml:ArcString><gml:posList>0 0 5 5 10 0 15 5 20 0</gml:posList></gml:ArcString>");
        StringBuilder arcs = new StringBuilder(GML_HEAD);
        for (int at = 0; at < segments.size(); at++) {
            String curve =
                    "<gml:Curve srsName='EPSG:28992'><gml:segments>" + segments.get(at) + "</gml:segments></gml:Curve>";
            arcs.append(thing.formatted(
                    at,
                    at % 2 == 0
                            ? curve
                            : "<gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember>"
                                    + curve + "</gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch>"
                                    + "</gml:patches></gml:Surface>"));
        }
        seeds.add(Seed.of("GML", ".xml", utf8(arcs + "</c:Things>")));
        String bag = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><b:bagStand xmlns:b='urn:b' xmlns:o='urn:o'"
                + " xmlns:gml='http://www.opengis.net/gml/3.2'><b:bagInfo><b:Gebied>9999</b:Gebied></b:bagInfo><b:standBestand>"
                + "<b:stand><b:bagObject><o:Pand><o:identificatie domein='x'>0221100000000001</o:identificatie><o:geometrie>"
                + "<gml:Polygon srsName='urn:ogc:def:crs:EPSG::28992' srsDimension='3'><gml:exterior><gml:LinearRing>"
                + "<gml:posList count='4'>200 300 0 210 300 0 210 310 0 200 300 0</gml:posList></gml:LinearRing>"
                + "</gml:exterior></gml:Polygon></o:geometrie><o:bouwjaar>1900</o:bouwjaar><o:voorkomen><o:Voorkomen>"
                + "<o:voorkomenidentificatie>1</o:voorkomenidentificatie></o:Voorkomen></o:voorkomen></o:Pand></b:bagObject>"
                + "</b:stand></b:standBestand></b:bagStand>";
        seeds.add(Seed.of("GML", ".xml", utf8(bag)));
    }

    private static void tables(List<Seed> seeds) {
        seeds.add(Seed.of(
                "CSV",
                ".csv",
                "NR;OPP;LEEG;X;Y;TEKST\na;1.234,5;J;233.906,7;557.276,6;\"h\u00e9; met \"\"aanhaling\"\"\"\r\nb;;N;1;2;\n"
                        .getBytes(Charset.forName("windows-1252"))));
        seeds.add(Seed.of(
                "CSV",
                ".csv",
                utf8("id,WKT\n1,\"POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 8 1, 8 4, 5 1))\"\n2,POINT EMPTY\n3,"
                        + "\"GEOMETRYCOLLECTION (POINT Z (1 2 3), LINESTRING (1e3 2, 3 4))\"\n4,"
                        + "\"MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), EMPTY)\"\n")));
        seeds.add(Seed.of("CSV", ".tsv", utf8("\uFEFFnaam\tlon\tlat\nExlo\u00ebrmond\t6.93\t52.91\nx\t-1.5e1\t+2\n")));
        seeds.add(Seed.of("CSV", ".txt", "\uFEFFnaam|lon|lat\na|6.93|52.91\n".getBytes(StandardCharsets.UTF_16LE)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The least that is a GeoPackage: pages of 512 bytes, one table of each kind. */
    private static byte[] geoPackage(Path folder) throws IOException {
        Path file = Files.createTempDirectory(folder, "seed").resolve("seed.gpkg");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "PRAGMA page_size = 512",
                    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,"
                            + " organization_coordsys_id INTEGER, definition TEXT)",
                    "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER)",
                    "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT)",
                    "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom GEOMETRY, n INT, d DOUBLE, b BOOLEAN, dag DATE, s TEXT)",
                    "INSERT INTO gpkg_spatial_ref_sys VALUES ('RD', 28992, 'EPSG', 28992, 'PROJCS[]')",
                    "INSERT INTO gpkg_contents VALUES ('t', 'features', 28992)",
                    "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom')")) {
                statement.execute(sql);
            }
            GeoPackageBinary binary = new GeoPackageBinary(new GeometryFactory());
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t VALUES (NULL, ?, ?, ?, 1, '2020-02-29', ?)")) {
                int number = 0;
                for (String wkt : List.of(
                        "POINT (233000 557000)",
                        "POLYGON ((233000 557000, 233100 557000, 233100 557100, 233000 557000))",
                        "GEOMETRYCOLLECTION (POINT (1 2), MULTILINESTRING ((1 2, 3 4), (5 6, 7 8)))")) {
                    insert.setBytes(1, binary.encode(new WKTReader().read(wkt), 28992));
                    insert.setInt(2, ++number);
                    insert.setDouble(3, number / 4.0);
                    insert.setString(4, "tekst \u00e9 " + number);
                    insert.execute();
                }
            }
        } catch (SQLException | ParseException e) {
            throw new IOException(e);
        }
        return Files.readAllBytes(file);
    }

    private static byte[] flatGeobuf(boolean indexed) throws IOException {
        int[] types = {ColumnType.Int, ColumnType.Double, ColumnType.String, ColumnType.Json, ColumnType.DateTime};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(flatGeobufHeader(types, indexed));
        out.write(new byte[indexed ? 4 * 40 : 0]);
        out.write(feature(GeometryType.Point, new int[0], 233000, 557000));
        out.write(feature(GeometryType.Polygon, new int[] {4, 8}, 0, 0, 9, 0, 9, 9, 0, 0, 5, 1, 8, 1, 8, 4, 5, 1));
        out.write(feature(GeometryType.MultiLineString, new int[] {2, 5}, 0, 0, 9, 0, 9, 9, 0, 0, 5, 1));
        return out.toByteArray();
    }

    /** A FlatGeobuf of one polygon in RD New. */
    static byte[] flatGeobufPolygon(double[] xy) throws IOException {
        int[] types = {ColumnType.Int, ColumnType.Double, ColumnType.String, ColumnType.Json, ColumnType.DateTime};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(flatGeobufHeader(types, false));
        out.write(feature(GeometryType.Polygon, new int[0], xy));
        return out.toByteArray();
    }

    private static byte[] flatGeobufHeader(int[] types, boolean indexed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {'f', 'g', 'b', 3, 'f', 'g', 'b', 1});
        FlatBufferBuilder header = new FlatBufferBuilder();
        int[] columns = new int[types.length];
        for (int at = 0; at < types.length; at++) {
            int name = header.createString("c" + at);
            Column.startColumn(header);
            Column.addName(header, name);
            Column.addType(header, types[at]);
            columns[at] = Column.endColumn(header);
        }
        int vector = Header.createColumnsVector(header, columns);
        int organization = header.createString("EPSG");
        Crs.startCrs(header);
        Crs.addOrg(header, organization);
        Crs.addCode(header, 28992);
        int crs = Crs.endCrs(header);
        Header.startHeader(header);
        Header.addColumns(header, vector);
        Header.addCrs(header, crs);
        Header.addFeaturesCount(header, indexed ? 3 : 0);
        Header.addIndexNodeSize(header, indexed ? 16 : 0);
        header.finishSizePrefixed(Header.endHeader(header));
        out.write(header.sizedByteArray());
        return out.toByteArray();
    }

    private static byte[] feature(int type, int[] ends, double... xy) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int ordinates = Geometry.createXyVector(builder, xy);
        int endsAt = ends.length == 0
                ? 0
                : Geometry.createEndsVector(
                        builder, Arrays.stream(ends).asLongStream().toArray());
        Geometry.startGeometry(builder);
        if (ends.length > 0) {
            Geometry.addEnds(builder, endsAt);
        }
        Geometry.addXy(builder, ordinates);
        Geometry.addType(builder, type);
        int geometry = Geometry.endGeometry(builder);
        ByteBuffer values = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        values.putShort((short) 0).putInt(42).putShort((short) 1).putDouble(0.1);
        for (String text : List.of("Hoogeveen \u2713", "{\"a\":[1,null]}", "2026-02-28")) {
            values.putShort((short) (text.startsWith("H") ? 2 : text.startsWith("{") ? 3 : 4));
            values.putInt(utf8(text).length).put(utf8(text));
        }
        int properties = Feature.createPropertiesVector(builder, Arrays.copyOf(values.array(), values.position()));
        Feature.startFeature(builder);
        Feature.addGeometry(builder, geometry);
        Feature.addProperties(builder, properties);
        builder.finishSizePrefixed(Feature.endFeature(builder));
        return builder.sizedByteArray();
    }

    /** The parts of a Shapefile of one type of shape, with its table. */
    static Map<String, byte[]> shapefile(int type) {
        double[] ring = {233000, 557000, 233000, 557100, 233100, 557100, 233100, 557000, 233000, 557000};
        double[] hole = {233010, 557010, 233020, 557010, 233020, 557020, 233010, 557010};
        ByteBuffer shp = ByteBuffer.allocate(2_000);
        shp.putInt(9994).position(28);
        shp.order(ByteOrder.LITTLE_ENDIAN).putInt(1000).putInt(type).position(100);
        for (int row = 1; row <= 3; row++) {
            int start = shp.order(ByteOrder.BIG_ENDIAN).putInt(row).putInt(0).position();
            shp.order(ByteOrder.LITTLE_ENDIAN).putInt(type);
            if (type == 1) {
                shp.putDouble(233000 + row).putDouble(557000);
            } else if (type == 8) {
                shp.position(shp.position() + 32);
                shp.putInt(5);
                put(shp, ring);
            } else {
                shp.position(shp.position() + 32);
                shp.putInt(2).putInt(9).putInt(0).putInt(5);
                put(shp, ring);
                put(shp, hole);
                if (type > 10) {
                    shp.putDouble(0).putDouble(9);
                    put(shp, new double[9]);
                }
            }
            int words = (shp.position() - start) / 2;
            shp.order(ByteOrder.BIG_ENDIAN).putInt(start - 4, words);
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(".shp", Arrays.copyOf(shp.array(), shp.position()));
        parts.put(".dbf", dbf());
        parts.put(".prj", utf8(RD_WKT));
        parts.put(".cpg", utf8("ISO 88591"));
        return parts;
    }

    private static void put(ByteBuffer to, double[] values) {
        for (double value : values) {
            to.putDouble(value);
        }
    }

    private static byte[] dbf() {
        String[] fields = {"NAAM C 9", "AANTAL N 5", "OPP N 9 2", "DAG D 8", "WAAR L 1", "HEEL I 4", "DUBBEL B 8"};
        ByteBuffer table = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
        table.put((byte) 3).put(new byte[] {126, 1, 1}).putInt(3);
        table.putShort((short) (33 + 32 * fields.length)).putShort((short) 45);
        for (int at = 0; at < fields.length; at++) {
            String[] words = fields[at].split(" ");
            int from = 32 + 32 * at;
            table.position(from);
            table.put(utf8(words[0])).put(from + 11, (byte) words[1].charAt(0));
            table.put(from + 16, (byte) Integer.parseInt(words[2]));
            table.put(from + 17, (byte) (words.length > 3 ? Integer.parseInt(words[3]) : 0));
        }
        table.put(32 + 32 * fields.length, (byte) 0x0d).position(33 + 32 * fields.length);
        for (int row = 1; row <= 3; row++) {
            table.put(utf8((row == 2 ? "*" : " ") + "abc      " + "   1" + row + "   123.45" + "20200229" + "T"));
            table.putInt(row).putDouble(0.5 * row);
        }
        return Arrays.copyOf(table.array(), table.position());
    }

    /** @param stored whether as they are, so that damage to the zip is damage to the files in it */
    static byte[] zip(Map<String, byte[]> files, boolean stored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
