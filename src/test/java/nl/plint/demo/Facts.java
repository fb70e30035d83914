package nl.plint.demo;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;

/** What is known of Drenthe, read from the tables beside this class. Places are in RD New; shares are 0..1. */
record Facts(
        Map<String, Municipality> municipalities,
        List<Settlement> settlements,
        List<Center> centers,
        List<OutsideCenter> outsideCenters,
        List<Park> parks,
        List<Road> roads,
        List<ProtectedArea> protectedAreas) {

    /** Changes are shares: of 2017 to 2040 in the forecast of 2013, of 2021 to 2035 in that of 2022. */
    record Municipality(
            String code,
            String name,
            String corop,
            boolean anticipation,
            int inhabitants2016,
            int inhabitants2021,
            double change2013,
            double change2022,
            int units,
            double vacantFloorShare,
            double vacantUnitShare,
            boolean east) {}

    record Settlement(String gmCode, String name, int inhabitants, Coordinate rd) {}

    record Center(
            String code,
            String name,
            String gmCode,
            String type,
            Coordinate rd,
            double floorAreaM2,
            int units,
            double radiusMeters) {}

    record OutsideCenter(String code, String name, Coordinate rd, double floorAreaM2) {}

    /** {@code category} is empty when unknown; {@code network} is FIBRE, WHITE or empty. */
    record Park(
            String name,
            String gmCode,
            Coordinate rd,
            double grossHa,
            double netHa,
            double freeHa,
            double freeNowHa,
            String type,
            String category,
            boolean restructuring,
            double priceEurPerM2,
            String network) {}

    record Road(String number, String roadClass, int speedKmh, LineString rd) {}

    record ProtectedArea(String name, Coordinate rd, double hectares, double stretch, double angleDegrees) {}

    Facts {
        settlements = List.copyOf(settlements);
        centers = List.copyOf(centers);
        outsideCenters = List.copyOf(outsideCenters);
        parks = List.copyOf(parks);
        roads = List.copyOf(roads);
        protectedAreas = List.copyOf(protectedAreas);
    }

    static Facts read(Projection projection) throws IOException {
        Map<String, Municipality> byCode = new LinkedHashMap<>();
        Map<String, String> codes = new LinkedHashMap<>();
        for (Municipality municipality : table("municipalities.csv", Facts::municipality)) {
            byCode.put(municipality.code(), municipality);
            codes.put(municipality.name(), municipality.code());
        }
        Function<String, String> codeOf = name -> Objects.requireNonNull(codes.get(name), name);
        Function<NamedCsvRecord, Coordinate> place = row -> projection.rd(number(row, "lat"), number(row, "lon"));
        return new Facts(
                byCode,
                table(
                        "settlements.csv",
                        row -> new Settlement(
                                codeOf.apply(row.getField("municipality")),
                                row.getField("name"),
                                whole(row, "inhabitants"),
                                new Coordinate(number(row, "x"), number(row, "y")))),
                table(
                        "centres.csv",
                        row -> new Center(
                                row.getField("code"),
                                row.getField("name"),
                                codeOf.apply(row.getField("municipality")),
                                row.getField("type"),
                                place.apply(row),
                                number(row, "floorArea"),
                                whole(row, "units"),
                                number(row, "radius"))),
                table(
                        "outside-centres.csv",
                        row -> new OutsideCenter(
                                row.getField("code"),
                                row.getField("name"),
                                place.apply(row),
                                number(row, "floorArea"))),
                table(
                        "parks.csv",
                        row -> new Park(
                                row.getField("name"),
                                codeOf.apply(row.getField("municipality")),
                                place.apply(row),
                                number(row, "gross"),
                                number(row, "net"),
                                number(row, "free"),
                                number(row, "freeNow"),
                                row.getField("type"),
                                row.getField("category"),
                                row.getField("restructuring").equals("J"),
                                number(row, "price"),
                                row.getField("network"))),
                table(
                        "roads.csv",
                        row -> new Road(
                                row.getField("number"),
                                row.getField("class"),
                                whole(row, "speed"),
                                line(row.getField("points"), projection))),
                table(
                        "protected-areas.csv",
                        row -> new ProtectedArea(
                                row.getField("name"),
                                place.apply(row),
                                number(row, "hectares"),
                                number(row, "stretch"),
                                number(row, "angle"))));
    }

    Municipality municipality(String gmCode) {
        return Objects.requireNonNull(municipalities.get(gmCode), gmCode);
    }

    private static Municipality municipality(NamedCsvRecord row) {
        return new Municipality(
                row.getField("code"),
                row.getField("name"),
                row.getField("corop"),
                row.getField("anticipation").equals("J"),
                whole(row, "inhabitants2016"),
                whole(row, "inhabitants2021"),
                number(row, "change2013") / 100,
                number(row, "change2022") / 100,
                whole(row, "units"),
                number(row, "vacantFloor") / 100,
                number(row, "vacantUnits") / 100,
                row.getField("east").equals("J"));
    }

    private static LineString line(String points, Projection projection) {
        List<Coordinate> corners = new ArrayList<>();
        for (String point : points.split(",")) {
            String[] latLon = point.split(" ");
            corners.add(projection.rd(Double.parseDouble(latLon[0]), Double.parseDouble(latLon[1])));
        }
        return Shapes.FACTORY.createLineString(corners.toArray(new Coordinate[0]));
    }

    private static <T> List<T> table(String name, Function<NamedCsvRecord, T> reading) throws IOException {
        InputStream stream = Objects.requireNonNull(Facts.class.getResourceAsStream(name), name);
        try (Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                        .fieldSeparator(';')
                        .commentStrategy(CommentStrategy.SKIP)
                        .ofNamedCsvRecord(text)) {
            List<T> read = new ArrayList<>();
            rows.forEach(row -> read.add(reading.apply(row)));
            return read;
        }
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    private static int whole(NamedCsvRecord row, String column) {
        return Integer.parseInt(row.getField(column));
    }
}
