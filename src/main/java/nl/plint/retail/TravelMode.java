package nl.plint.retail;

import java.util.List;

/**
 * How long a distance takes where no road network is given: the straight line times a detour, at a speed that may rise with
 * distance.
 *
 * @param detour length over the road divided by the straight line, 1 or more
 * @param stages speeds, the first from the door on
 * @param leastMinutes what any trip takes, above 0
 */
public record TravelMode(double detour, List<Stage> stages, double leastMinutes) {
    /**
     * A speed over a part of the road.
     *
     * @param fromMetres road length after which it is reached, metres; 0 for the first
     * @param kmh kilometres an hour, above 0
     */
    public record Stage(double fromMetres, double kmh) {
        public Stage {
            Require.that(fromMetres >= 0, "fromMetres", fromMetres, "0 or more");
            Require.that(kmh > 0 && kmh <= 300, "kmh", kmh, "above 0 and at most 300");
        }
    }

    /** The first 3 km at 30 km/h, then 60 km/h: a straight line does not tell of motorways. */
    public static final TravelMode CAR = new TravelMode(1.3, List.of(new Stage(0, 30), new Stage(3000, 60)), 1);

    /** 15 km/h. */
    public static final TravelMode BICYCLE = new TravelMode(1.3, List.of(new Stage(0, 15)), 1);

    /** 5 km/h. */
    public static final TravelMode WALK = new TravelMode(1.3, List.of(new Stage(0, 5)), 1);

    public TravelMode {
        Require.that(detour >= 1 && detour <= 10, "detour", detour, "1 to 10");
        Require.that(leastMinutes > 0 && leastMinutes <= 60, "leastMinutes", leastMinutes, "above 0 and at most 60");
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.get(0).fromMetres() != 0) {
            throw new IllegalArgumentException("the first stage must start at 0 metres, stages were " + stages);
        }
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i).fromMetres() <= stages.get(i - 1).fromMetres()) {
                throw new IllegalArgumentException("stages must follow each other, were " + stages);
            }
        }
    }

    /** Minutes for a straight distance in metres. */
    public double minutes(double straightMetres) {
        double left = straightMetres * detour;
        double minutes = 0;
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            if (left > stage.fromMetres()) {
                minutes += (left - stage.fromMetres()) / (stage.kmh() * 1000 / 60);
                left = stage.fromMetres();
            }
        }
        return Math.max(leastMinutes, minutes);
    }

    /** The straight distance in metres that takes so many minutes. */
    double reach(double minutes) {
        double left = minutes;
        for (int i = 0; i < stages.size(); i++) {
            double metresAMinute = stages.get(i).kmh() * 1000 / 60;
            double length = i + 1 < stages.size()
                    ? stages.get(i + 1).fromMetres() - stages.get(i).fromMetres()
                    : Double.MAX_VALUE;
            if (left * metresAMinute <= length) {
                return (stages.get(i).fromMetres() + left * metresAMinute) / detour;
            }
            left -= length / metresAMinute;
        }
        throw new IllegalStateException("the last stage has no end");
    }
}
