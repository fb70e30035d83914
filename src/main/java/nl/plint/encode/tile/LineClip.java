package nl.plint.encode.tile;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.LineString;

/** Cuts lines at the sides of a window (Liang and Barsky 1984); where they cross a side they get a vertex in whole numbers. */
final class LineClip {
    private final TileGrid.Window window;
    private final List<LineString> parts = new ArrayList<>();
    private final List<Coordinate> part = new ArrayList<>();

    private LineClip(TileGrid.Window window) {
        this.window = window;
    }

    /** The parts of a line within a window, in the order of the line. */
    static List<LineString> clip(LineString line, TileGrid.Window window) {
        LineClip clip = new LineClip(window);
        CoordinateSequence sequence = line.getCoordinateSequence();
        for (int at = 1; at < sequence.size(); at++) {
            clip.segment(sequence.getX(at - 1), sequence.getY(at - 1), sequence.getX(at), sequence.getY(at));
        }
        clip.end();
        return clip.parts;
    }

    private void segment(double fromX, double fromY, double toX, double toY) {
        double deltaX = toX - fromX;
        double deltaY = toY - fromY;
        double[] share = {0, 1};
        boolean visible = narrow(-deltaX, fromX - window.minX(), share)
                && narrow(deltaX, window.maxX() - fromX, share)
                && narrow(-deltaY, fromY - window.minY(), share)
                && narrow(deltaY, window.maxY() - fromY, share);
        if (!visible) {
            end();
            return;
        }
        if (share[0] > 0) {
            end();
        }
        if (part.isEmpty()) {
            add(fromX + share[0] * deltaX, fromY + share[0] * deltaY);
        }
        add(fromX + share[1] * deltaX, fromY + share[1] * deltaY);
        if (share[1] < 1) {
            end();
        }
    }

    /** Narrows the visible share of a segment by one side; false when nothing is left. */
    private static boolean narrow(double direction, double distance, double[] share) {
        if (direction == 0) {
            return distance >= 0;
        }
        double at = distance / direction;
        if (direction < 0) {
            share[0] = Math.max(share[0], at);
        } else {
            share[1] = Math.min(share[1], at);
        }
        return share[0] <= share[1];
    }

    private void add(double x, double y) {
        Coordinate place = new Coordinate(Math.rint(x), Math.rint(y));
        if (part.isEmpty() || !part.get(part.size() - 1).equals2D(place)) {
            part.add(place);
        }
    }

    private void end() {
        if (part.size() >= 2) {
            parts.add(GridShape.GRID.createLineString(part.toArray(Coordinate[]::new)));
        }
        part.clear();
    }
}
