package nl.plint.analysis.hotspot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.analysis.hotspot.WeightsChoice.NeighborRule;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.stats.Contiguity;
import nl.plint.stats.DistanceWeights;
import nl.plint.stats.NeighborFinder;
import nl.plint.stats.SpatialWeights;
import nl.plint.stats.file.InvalidWeightsException;
import nl.plint.stats.file.WeightsReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** The weights of areas, as a question chooses them. Distances are between centroids in RD New. */
final class AreaWeights {
    private final WeightsChoice choice;
    private final SpatialWeights asGiven;
    private final SpatialWeights neighbors;

    private AreaWeights(WeightsChoice choice, SpatialWeights asGiven) {
        this.choice = choice;
        this.asGiven = asGiven;
        this.neighbors = asGiven.withoutSelf();
    }

    /**
     * Finds them.
     *
     * @param choice with its distance or k, not left open
     * @throws InvalidInputException when these areas cannot have such weights
     */
    static AreaWeights of(WeightsChoice choice, ObservedAreas observed) {
        double[] x = observed.x();
        double[] y = observed.y();
        int size = x.length;
        return switch (choice.type()) {
            case DISTANCE_BAND -> new AreaWeights(choice, within(choice, x, y));
            case SMALLEST_BAND -> {
                // A little more, so that rounding leaves nobody alone.
                WeightsChoice smallest = atDistance(choice, NeighborFinder.smallestBandMeters(x, y) * (1 + 1e-12));
                yield new AreaWeights(smallest, within(smallest, x, y));
            }
            case INVERSE_DISTANCE ->
                new AreaWeights(choice, DistanceWeights.inverse(within(choice, x, y), x, y, choice.power()));
            case KERNEL ->
                new AreaWeights(
                        choice,
                        DistanceWeights.kernel(within(choice, x, y), x, y, choice.kernel(), choice.distanceMeters()));
            case K_NEAREST -> {
                if (choice.k() >= size) {
                    throw new InvalidInputException("weights.k", choice.k(), "below the number of areas, " + size);
                }
                yield new AreaWeights(choice, NeighborFinder.nearest(x, y, choice.k()));
            }
            case QUEEN -> new AreaWeights(choice, contiguous(choice, observed, Contiguity.Rule.QUEEN));
            case ROOK -> new AreaWeights(choice, contiguous(choice, observed, Contiguity.Rule.ROOK));
            case GAL, GWT, SWM -> new AreaWeights(choice, ofFile(choice, observed));
        };
    }

    private static WeightsChoice atDistance(WeightsChoice choice, double meters) {
        return new WeightsChoice(
                choice.type(),
                meters,
                choice.k(),
                choice.power(),
                choice.kernel(),
                choice.snapMeters(),
                choice.standardization(),
                null);
    }

    private static SpatialWeights within(WeightsChoice choice, double[] x, double[] y) {
        try {
            return NeighborFinder.withinDistance(x, y, choice.distanceMeters());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "weights.distanceMeters", choice.distanceMeters(), "smaller: " + e.getMessage());
        }
    }

    private static SpatialWeights contiguous(WeightsChoice choice, ObservedAreas observed, Contiguity.Rule rule) {
        List<Geometry> shapes =
                observed.areas().stream().map(ObservedArea::geometryRd).toList();
        if (shapes.stream().anyMatch(shape -> shape.getDimension() != 2)) {
            throw new InvalidInputException(
                    "weights.type",
                    Inputs.wireName(choice.type()),
                    "one for points, such as 'k-nearest': these features have no borders to share");
        }
        return Contiguity.of(shapes, rule, choice.snapMeters());
    }

    /** A file is of all areas there are, or of those that take part. */
    private static SpatialWeights ofFile(WeightsChoice choice, ObservedAreas observed) {
        List<String> taken = observed.areas().stream().map(ObservedArea::id).toList();
        List<String> all = observed.allIds();
        try {
            Set<String> isTaken = Set.copyOf(taken);
            return read(choice, all)
                    .among(IntStream.range(0, all.size())
                            .filter(place -> isTaken.contains(all.get(place)))
                            .toArray());
        } catch (InvalidWeightsException e) {
            try {
                return read(choice, taken);
            } catch (InvalidWeightsException again) {
                throw new InvalidInputException(
                        "weights.content", choice.content(), "a file of these areas: " + e.getMessage());
            }
        }
    }

    private static SpatialWeights read(WeightsChoice choice, List<String> ids) {
        String content = String.valueOf(choice.content());
        return switch (choice.type()) {
            case GAL -> WeightsReader.readGal(content, ids);
            case GWT -> WeightsReader.readGwt(content, ids);
            default -> {
                try {
                    yield WeightsReader.readSwm(new ByteArrayInputStream(bytes(content)), ids);
                } catch (IOException e) {
                    throw new InvalidInputException("weights.content", content, "a whole SWM file, as base64");
                }
            }
        };
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("weights.content", base64, "an SWM file as base64");
        }
    }

    /** The choice in force; a distance that was looked for is in it. */
    WeightsChoice choice() {
        return choice;
    }

    /** Who is whose neighbor, nobody of themselves, with weights as they are. */
    SpatialWeights neighbors() {
        return neighbors;
    }

    /** The weights for a statistic that leaves the area itself out. */
    SpatialWeights withoutSelf(Standardization standardization) {
        return standardized(neighbors, standardization);
    }

    /**
     * The weights for Gi*, where each area counts as its own neighbor: as a file says, else at weight 1; by inverse distance as
     * much as the nearest of the others.
     */
    SpatialWeights withSelf(Standardization standardization) {
        SpatialWeights with = asGiven.includingSelf();
        if (choice.type() == NeighborRule.INVERSE_DISTANCE) {
            SpatialWeights all = with;
            with = all.weighted((i, j) -> i == j ? largest(i) : all.weightBetween(i, j));
        }
        return standardized(with, standardization);
    }

    private double largest(int area) {
        return IntStream.range(0, neighbors.count(area))
                .mapToDouble(place -> neighbors.weight(area, place))
                .max()
                .orElse(1);
    }

    private static SpatialWeights standardized(SpatialWeights weights, @Nullable Standardization standardization) {
        return standardization == Standardization.ROW ? weights.rowStandardized() : weights;
    }
}
