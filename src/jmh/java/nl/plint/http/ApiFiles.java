package nl.plint.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;

/**
 * Writes what {@code scripts/bench api} serves and asks for, always the same: 300,000 points, most of them in twelve towns, and
 * 5,000 polygons of 40 corners, as CSV in RD New; and boxes, filters and tiles about the same towns.
 */
public final class ApiFiles {
    private static final int POINTS = 300_000;
    private static final int POLYGONS = 5_000;
    private static final int REQUESTS = 400;
    private static final int MOST_TILES = 40;
    private static final int FIRST_ZOOM = 8;
    private static final int LAST_ZOOM = 14;
    private static final String[] FUNCTIONS = {"retail", "office", "catering", "works", "storage"};

    private record Town(String name, double x, double y, double spreadMeters, double share) {}

    private static final Town[] TOWNS = {
        new Town("Assen", 233_900, 557_400, 2_200, .20),
        new Town("Emmen", 257_400, 534_600, 2_600, .24),
        new Town("Hoogeveen", 228_600, 526_400, 2_000, .14),
        new Town("Meppel", 209_200, 523_900, 1_500, .10),
        new Town("Coevorden", 246_600, 520_800, 1_400, .07),
        new Town("Roden", 224_500, 572_900, 1_100, .05),
        new Town("Beilen", 232_200, 541_400, 1_000, .04),
        new Town("Klazienaveen", 262_800, 527_600, 1_000, .05),
        new Town("Borger", 249_500, 550_000, 800, .03),
        new Town("Eelde", 234_600, 571_900, 900, .04),
        new Town("Gieten", 247_200, 558_500, 700, .02),
        new Town("Westerbork", 238_900, 541_000, 700, .02),
    };

    private ApiFiles() {}

    /**
     * @param arguments the folder to write to
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        points(folder.resolve("points.csv"));
        polygons(folder.resolve("polygons.csv"));
        boxes(folder.resolve("boxes.csv"));
        filters(folder.resolve("filters.csv"));
        tiles(folder.resolve("tiles.csv"));
    }

    private static void points(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("number,name,town,function,areaM2,vacantSince,built,x,y");
            for (int number = 1; number <= POINTS; number++) {
                Town town = town(random);
                double[] place = random.nextDouble() < .3 ? anywhere(random) : near(town, town.spreadMeters, random);
                String since = random.nextInt(10) > 0
                        ? ""
                        : (2010 + random.nextInt(15)) + "-" + (10 + random.nextInt(3)) + "-"
                                + (10 + random.nextInt(18));
                out.printf(
                        Locale.ROOT,
                        "%d,Premises %d,%s,%s,%.1f,%s,%d,%.2f,%.2f%n",
                        number,
                        number,
                        town.name,
                        FUNCTIONS[random.nextInt(FUNCTIONS.length)],
                        30 + 900 * Math.pow(random.nextDouble(), 2),
                        since,
                        1900 + random.nextInt(120),
                        place[0],
                        place[1]);
            }
        }
    }

    private static void polygons(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("number,name,category,hectares,wkt");
            for (int number = 1; number <= POLYGONS; number++) {
                double[] middle = anywhere(random);
                double radius = 60 + random.nextDouble() * 240;
                StringBuilder ring = new StringBuilder();
                String first = "";
                for (int corner = 0; corner < 40; corner++) {
                    double angle = 2 * Math.PI * corner / 40;
                    double distance = radius * (0.75 + 0.25 * random.nextDouble());
                    String place = String.format(
                            Locale.ROOT,
                            "%.2f %.2f",
                            middle[0] + distance * Math.cos(angle),
                            middle[1] + distance * Math.sin(angle));
                    first = corner == 0 ? place : first;
                    ring.append(place).append(", ");
                }
                out.printf(
                        Locale.ROOT,
                        "%d,Park %d,%d,%.2f,\"POLYGON ((%s))\"%n",
                        number,
                        number,
                        1 + random.nextInt(5),
                        radius * radius * 3 / 1e4,
                        ring.append(first));
            }
        }
    }

    /** Boxes of 0.5 to 1.5 km in towns: the corners in RD New, then those in CRS84. */
    private static void boxes(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, Crs.CRS84);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int request = 0; request < REQUESTS; request++) {
                double[] middle = near(TOWNS[request % TOWNS.length], 1_000, random);
                double half = 250 + random.nextDouble() * 500;
                double[] lower = reprojection.transform(middle[0] - half, middle[1] - half);
                double[] upper = reprojection.transform(middle[0] + half, middle[1] + half);
                out.printf(
                        Locale.ROOT,
                        "%.1f,%.1f,%.1f,%.1f,%.6f,%.6f,%.6f,%.6f%n",
                        middle[0] - half,
                        middle[1] - half,
                        middle[0] + half,
                        middle[1] + half,
                        lower[0],
                        lower[1],
                        upper[0],
                        upper[1]);
            }
        }
    }

    private static void filters(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int request = 0; request < REQUESTS; request++) {
                out.printf(
                        "%s,%s,%d%n",
                        TOWNS[random.nextInt(TOWNS.length)].name,
                        FUNCTIONS[random.nextInt(FUNCTIONS.length)],
                        100 + random.nextInt(500));
            }
        }
    }

    /** Zoom, column and row of tiles about places in towns. */
    private static void tiles(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        TileMatrixSet set = TileMatrixSet.WEB_MERCATOR_QUAD;
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, set.crs());
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++) {
                Set<TileAddress> tiles = new LinkedHashSet<>();
                for (int attempt = 0; attempt < REQUESTS && tiles.size() < MOST_TILES; attempt++) {
                    Town town = town(random);
                    double[] place = near(town, town.spreadMeters, random);
                    double[] xy = reprojection.transform(place[0], place[1]);
                    tiles.add(set.at(xy[0], xy[1], zoom));
                }
                tiles.forEach(tile -> out.println(tile.zoom() + "," + tile.column() + "," + tile.row()));
            }
        }
    }

    private static Town town(SplittableRandom random) {
        double at = random.nextDouble();
        for (Town town : TOWNS) {
            at -= town.share;
            if (at < 0) {
                return town;
            }
        }
        return TOWNS[0];
    }

    private static double[] anywhere(SplittableRandom random) {
        return new double[] {205_000 + random.nextDouble() * 65_000, 515_000 + random.nextDouble() * 65_000};
    }

    /** A place in a normal spread about a town (Box and Muller 1958), not outside Drenthe. */
    private static double[] near(Town town, double spreadMeters, SplittableRandom random) {
        double distance = spreadMeters * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        double angle = 2 * Math.PI * random.nextDouble();
        return new double[] {
            Math.min(270_000, Math.max(205_000, town.x + distance * Math.cos(angle))),
            Math.min(580_000, Math.max(515_000, town.y + distance * Math.sin(angle)))
        };
    }
}
