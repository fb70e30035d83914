package nl.plint.policy;

import java.util.Optional;
import java.util.OptionalDouble;
import nl.plint.quantity.Unit;

/**
 * What can be asked about the surroundings of a site. Every answer may be empty: then it is not known, which is neither
 * yes nor no.
 *
 * <p>Planar, in RD New. All answers come from one set of versions.
 */
public interface SiteFacts {
    /**
     * The least distance in metres from the site to any of the chosen features: 0 where they meet. Empty when there is
     * no such feature to measure to.
     */
    OptionalDouble distanceMeters(Site site, FeatureChoice choice);

    /**
     * How many of the chosen features lie within a distance of the site, the distance included; 0 m for those that meet
     * it. Empty when the layer has no data.
     */
    OptionalDouble countWithin(Site site, FeatureChoice choice, double distanceMeters);

    /**
     * The share, 0 to 1, of the site that lies in the chosen features; of a point 1 or 0. Empty when the layer has no
     * data.
     */
    OptionalDouble shareInside(Site site, FeatureChoice choice);

    /**
     * The value of a property of the feature that covers most of the site, or holds it when it is a point; of equals the
     * first. Empty when no feature meets the site or its value is not known.
     */
    Optional<Object> valueAt(Site site, String layer, String property);

    /**
     * The greatest value of a numeric property among features within a distance of the site; 0 m for those that meet it.
     * Empty when none of them has a value.
     */
    OptionalDouble best(Site site, String layer, String property, double distanceMeters);

    /** The unit of a property of a layer, when both exist and it has one. */
    Optional<Unit> findUnit(String layer, String property);
}
