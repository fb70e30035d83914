package nl.plint.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.plint.demo.Facts.Park;
import nl.plint.demo.Facts.Settlement;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/**
 * Fixed networks by square of one kilometer, as they may have been around 2013: cable in towns, faster copper in larger villages,
 * slow copper elsewhere, fiber in a few districts and parks. A few squares are left out: nothing is known there.
 */
final class Broadband {
    /** A square; speeds in Mbit/s, {@code color} is WIT, GRIJS or ZWART (state-aid terms). */
    record Cell(
            String id,
            Polygon rd,
            String technology,
            double downMbps,
            double upMbps,
            boolean fiber,
            int operators,
            String color,
            int addresses) {}

    private record Network(String technology, double downMbps, double upMbps, int operators) {}

    private static final double ADDRESSES = 225_000;
    private static final double INHABITANTS_PER_ADDRESS = 2.15;
    private static final double UNKNOWN_SHARE = 0.03;
    private static final int SIDE_METERS = 1000;

    private final Landscape landscape;
    private final Draw draw;
    private final Map<Settlement, Boolean> fastCopper = new HashMap<>();

    private Broadband(Landscape landscape, Draw draw) {
        this.landscape = landscape;
        this.draw = draw;
    }

    static List<Cell> build(Facts facts, Landscape landscape, long seed) {
        var broadband = new Broadband(landscape, Draw.of(seed, "broadband"));
        facts.settlements().forEach(settlement -> {
            double likely = settlement.inhabitants() > 1200 ? 0.75 : settlement.inhabitants() > 500 ? 0.3 : 0.05;
            broadband.fastCopper.put(settlement, broadband.draw.chance(likely));
        });
        double inPlaces =
                facts.settlements().stream().mapToInt(Settlement::inhabitants).sum() / INHABITANTS_PER_ADDRESS;
        return broadband.cells(Math.max(1, ADDRESSES - inPlaces));
    }

    private List<Cell> cells(double ruralAddresses) {
        List<Polygon> squares = squares();
        List<Cell> cells = new ArrayList<>();
        for (Polygon square : squares) {
            Settlement main = null;
            double mainAddresses = 0;
            double addresses = 2 * draw.between(0, 1) * ruralAddresses / squares.size();
            for (Map.Entry<Settlement, Geometry> entry : landscape.residential().entrySet()) {
                Geometry area = entry.getValue();
                if (area.getEnvelopeInternal().intersects(square.getEnvelopeInternal())) {
                    double shared = Landscape.overlay(area, square, OverlayNG.INTERSECTION)
                                    .getArea()
                            / area.getArea();
                    double here = shared * entry.getKey().inhabitants() / INHABITANTS_PER_ADDRESS;
                    addresses += here;
                    if (here > mainAddresses) {
                        mainAddresses = here;
                        main = entry.getKey();
                    }
                }
            }
            String park = parkNetwork(square);
            Network network = park.isEmpty() ? network(main, mainAddresses) : onPark(park);
            boolean unknown = draw.chance(UNKNOWN_SHARE);
            if (!unknown || !park.isEmpty()) {
                cells.add(cell(square, network, (int) Math.round(addresses)));
            }
        }
        return cells;
    }

    private List<Polygon> squares() {
        Envelope bounds = landscape.province().getEnvelopeInternal();
        List<Polygon> squares = new ArrayList<>();
        for (int y = floor(bounds.getMinY()); y <= bounds.getMaxY(); y += SIDE_METERS) {
            for (int x = floor(bounds.getMinX()); x <= bounds.getMaxX(); x += SIDE_METERS) {
                var center = Shapes.point(new Coordinate(x + SIDE_METERS / 2.0, y + SIDE_METERS / 2.0));
                if (landscape.province().contains(center)) {
                    squares.add(
                            (Polygon) Shapes.FACTORY.toGeometry(new Envelope(x, x + SIDE_METERS, y, y + SIDE_METERS)));
                }
            }
        }
        return squares;
    }

    private static int floor(double meters) {
        return (int) Math.floor(meters / SIDE_METERS) * SIDE_METERS;
    }

    private String parkNetwork(Polygon square) {
        for (Map.Entry<Park, Polygon> entry : landscape.parks().entrySet()) {
            Polygon outline = entry.getValue();
            if (!entry.getKey().network().isEmpty()
                    && outline.getEnvelopeInternal().intersects(square.getEnvelopeInternal())) {
                double shared = Landscape.overlay(outline, square, OverlayNG.INTERSECTION)
                        .getArea();
                if (shared > 0.25 * square.getArea() || square.contains(outline.getCentroid())) {
                    return entry.getKey().network();
                }
            }
        }
        return "";
    }

    private Network onPark(String network) {
        return network.equals("FIBRE") ? new Network("FTTO", 1000, 1000, 2) : slowCopper();
    }

    private Network network(@Nullable Settlement main, double addresses) {
        if (main == null || addresses < 12) {
            return draw.chance(0.06) ? new Network("GEEN", 0, 0, 0) : slowCopper();
        }
        if (main.inhabitants() >= 2300) {
            if (main.inhabitants() > 10_000 && draw.chance(0.07)) {
                return new Network("FTTH", 500, 500, 3);
            }
            return draw.chance(0.8) ? new Network("HFC", 120, 10, 2) : new Network("HFC", 120, 10, 1);
        }
        if (Objects.requireNonNull(fastCopper.get(main))) {
            return new Network("VDSL", draw.wholeBetween(30, 50), 5, 1);
        }
        return slowCopper();
    }

    private Network slowCopper() {
        return new Network("ADSL", draw.wholeBetween(2, 18), 1, 1);
    }

    private static Cell cell(Polygon square, Network network, int addresses) {
        Envelope bounds = square.getEnvelopeInternal();
        String id = "E%03dN%03d".formatted((int) bounds.getMinX() / SIDE_METERS, (int) bounds.getMinY() / SIDE_METERS);
        String color = network.downMbps() < 30 ? "WIT" : network.operators() == 1 ? "GRIJS" : "ZWART";
        boolean fiber = network.technology().startsWith("FTT");
        return new Cell(
                id,
                square,
                network.technology(),
                network.downMbps(),
                network.upMbps(),
                fiber,
                network.operators(),
                color,
                addresses);
    }
}
