package nl.plint.analysis.suitability;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import nl.plint.dataset.DatasetVersion;
import nl.plint.policy.FeatureChoice;
import nl.plint.policy.Site;
import nl.plint.policy.SiteFacts;
import nl.plint.quantity.Unit;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Facts about sites, measured on the current versions of layers as they were when each was first asked for. Remembers
 * what it measured. For one run and one thread.
 */
final class StoredSiteFacts implements SiteFacts {
    private record Selection(String layer, String filter) {}

    private record Asked(String siteLayer, String siteId, String measure, Object of) {}

    private final Published published;
    private final Map<String, Optional<Snapshot>> snapshots = new LinkedHashMap<>();
    private final Map<Selection, LayerRows> rows = new HashMap<>();
    private final Map<Asked, OptionalDouble> measured = new HashMap<>();

    StoredSiteFacts(Published published) {
        this.published = published;
    }

    /** The versions that were asked, in the order of asking. */
    List<DatasetVersion> versions() {
        return snapshots.values().stream()
                .flatMap(Optional::stream)
                .map(Snapshot::version)
                .toList();
    }

    /** The layers that were asked and have no data. */
    List<String> missingLayers() {
        return snapshots.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The current version of a layer, the same one throughout the run. */
    Optional<Snapshot> find(String layer) {
        return snapshots.computeIfAbsent(layer, published::findCurrent);
    }

    @Override
    public OptionalDouble distanceMeters(Site site, FeatureChoice choice) {
        return once(site, "distance", choice, chosen -> chosen.distanceMeters(site.geometryRd()));
    }

    @Override
    public OptionalDouble countWithin(Site site, FeatureChoice choice, double distanceMeters) {
        return once(
                site,
                "countWithin " + distanceMeters,
                choice,
                chosen -> chosen.snapshot().geometryCount() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(chosen.countWithin(site.geometryRd(), distanceMeters)));
    }

    @Override
    public OptionalDouble shareInside(Site site, FeatureChoice choice) {
        return once(
                site,
                "shareInside",
                choice,
                chosen -> chosen.snapshot().geometryCount() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(share(site.geometryRd(), chosen)));
    }

    @Override
    public Optional<Object> valueAt(Site site, String layer, String property) {
        FeatureChoice choice = FeatureChoice.all(layer);
        OptionalDouble row = once(site, "covering", choice, chosen -> {
            OptionalInt covering = chosen.findCovering(site.geometryRd());
            return covering.isPresent() ? OptionalDouble.of(covering.getAsInt()) : OptionalDouble.empty();
        });
        return row.isEmpty() ? Optional.empty() : value(layer, (int) row.getAsDouble(), property);
    }

    @Override
    public OptionalDouble best(Site site, String layer, String property, double distanceMeters) {
        Optional<Snapshot> snapshot = find(layer);
        OptionalInt position =
                snapshot.map(found -> found.schema().findPosition(property)).orElse(OptionalInt.empty());
        if (snapshot.isEmpty() || position.isEmpty()) {
            return OptionalDouble.empty();
        }
        Envelope reach = site.geometryRd().getEnvelopeInternal();
        reach.expandBy(distanceMeters);
        LayerRows chosen = rows(snapshot.get(), FeatureChoice.all(layer));
        double[] best = {Double.NaN};
        chosen.eachMeeting(reach, row -> {
            if (snapshot.get().value(row, position.getAsInt()) instanceof Number number
                    && !(number.doubleValue() <= best[0])
                    && chosen.geometryRd(row).isWithinDistance(site.geometryRd(), distanceMeters)) {
                best[0] = number.doubleValue();
            }
        });
        return Double.isNaN(best[0]) ? OptionalDouble.empty() : OptionalDouble.of(best[0]);
    }

    @Override
    public Optional<Unit> findUnit(String layer, String property) {
        return find(layer).map(Snapshot::schema).flatMap(schema -> {
            OptionalInt position = schema.findPosition(property);
            @Nullable
            Unit unit = position.isPresent() ? schema.get(position.getAsInt()).unit() : null;
            return Optional.ofNullable(unit);
        });
    }

    private interface Measurement {
        OptionalDouble of(LayerRows chosen);
    }

    private OptionalDouble once(Site site, String measure, FeatureChoice choice, Measurement measurement) {
        Optional<Snapshot> snapshot = find(choice.layer());
        if (snapshot.isEmpty()) {
            return OptionalDouble.empty();
        }
        Asked asked = new Asked(site.layer(), site.id(), measure, selection(choice));
        OptionalDouble known = measured.get(asked);
        if (known == null) {
            known = measurement.of(rows(snapshot.get(), choice));
            measured.put(asked, known);
        }
        return known;
    }

    private LayerRows rows(Snapshot snapshot, FeatureChoice choice) {
        return rows.computeIfAbsent(selection(choice), key -> new LayerRows(snapshot, choice));
    }

    /** A filter that names {@code facility} or {@code parameter} means the same throughout a run, so its text will do. */
    private static Selection selection(FeatureChoice choice) {
        return new Selection(
                choice.layer(), choice.filter().map(Object::toString).orElse(""));
    }

    private Optional<Object> value(String layer, int row, String property) {
        return find(layer).flatMap(snapshot -> {
            OptionalInt position = snapshot.schema().findPosition(property);
            return position.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(snapshot.value(row, position.getAsInt()));
        });
    }

    private static double share(Geometry siteRd, LayerRows chosen) {
        if (siteRd.getDimension() < 2) {
            boolean[] inside = {false};
            chosen.eachMeeting(
                    siteRd.getEnvelopeInternal(),
                    row -> inside[0] |= chosen.geometryRd(row).intersects(siteRd));
            return inside[0] ? 1 : 0;
        }
        Geometry[] covered = {siteRd.getFactory().createEmpty(2)};
        chosen.eachMeeting(siteRd.getEnvelopeInternal(), row -> {
            Geometry geometry = chosen.geometryRd(row);
            if (geometry.getDimension() == 2 && geometry.intersects(siteRd)) {
                covered[0] = Overlap.union(covered[0], Overlap.of(geometry, siteRd));
            }
        });
        return Math.min(1, covered[0].getArea() / siteRd.getArea());
    }
}
