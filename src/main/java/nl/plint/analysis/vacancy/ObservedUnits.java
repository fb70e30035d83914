package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The units of one layer on one reference date, observed by one method.
 *
 * @param units in the order of the layer
 * @param method how they were observed, empty where the layer does not say
 * @param unknownVacancy units left out because it is not known whether they are vacant
 * @param outsideUniverse units left out because they are not of the universe
 * @param absences why rows of the layer are not among the units, by their id; what is not in the layer has none
 * @param versions the version read, and the earlier ones that told how long units have been vacant at least
 */
public record ObservedUnits(
        List<ObservedUnit> units,
        LocalDate referenceDate,
        String method,
        long unknownVacancy,
        long outsideUniverse,
        Map<String, Absence> absences,
        List<DatasetVersion> versions) {
    private static final List<String> FLOOR_AREA = List.of("salesFloorAreaM2", "floorAreaM2");

    /** Why a row of the layer is no unit on the reference date. */
    public enum Absence {
        /** It is not known whether it is vacant. */
        UNKNOWN_VACANCY,
        /** It is used as something that is not of the universe. */
        OTHER_USE,
        /** The layer says that it left the stock by transformation. */
        TRANSFORMED,
        /** The layer says that it left the stock by demolition. */
        DEMOLISHED,
        /** The layer says that it left the stock otherwise. */
        WITHDRAWN
    }

    public ObservedUnits {
        absences = Map.copyOf(absences);
        units = List.copyOf(units);
        versions = List.copyOf(versions);
    }

    /** Units of which it does not matter why others are absent. */
    public ObservedUnits(
            List<ObservedUnit> units,
            LocalDate referenceDate,
            String method,
            long unknownVacancy,
            long outsideUniverse,
            List<DatasetVersion> versions) {
        this(units, referenceDate, method, unknownVacancy, outsideUniverse, Map.of(), versions);
    }

    /**
     * Reads the units of a layer that is published, with what of them is restricted: what leaves of it, {@link Disclosure} says.
     * Rows that it says were withdrawn from the stock are no units.
     *
     * @param referenceDate null for the newest
     * @param method null for the only one there is
     * @throws InvalidInputException when the layer does not tell vacancy, has no such date, or was observed by several methods
     */
    public static ObservedUnits read(
            Published published,
            String layer,
            @Nullable LocalDate referenceDate,
            Universe universe,
            @Nullable String method) {
        DatasetVersion version = version(published, layer, referenceDate);
        Published undisclosed = published.undisclosed();
        Snapshot snapshot = undisclosed.snapshot(version);
        Columns columns = new Columns(snapshot);
        String chosen = method(columns, method);
        List<Columns> earlier = published.get(layer).versions().stream()
                .filter(other -> other.referenceDate().isBefore(version.referenceDate()))
                .map(other -> new Columns(undisclosed.snapshot(other)))
                .filter(other -> other.vacantAt >= 0)
                .toList();
        List<ObservedUnit> units = new ArrayList<>();
        Map<String, Absence> absences = new HashMap<>();
        long unknown = 0;
        long outside = 0;
        for (int row = 0; row < snapshot.size(); row++) {
            if (!columns.method(row).equals(chosen)) {
                continue;
            }
            Boolean vacant = columns.vacant(row);
            Absence withdrawal = columns.withdrawal(row);
            if (withdrawal != null) {
                absences.put(snapshot.id(row), withdrawal);
            } else if (vacant == null) {
                absences.put(snapshot.id(row), Absence.UNKNOWN_VACANCY);
                unknown++;
            } else if (!universe.holds(vacant, columns.text(columns.branchCodeAt, row))) {
                absences.put(snapshot.id(row), Absence.OTHER_USE);
                outside++;
            } else {
                units.add(columns.unit(row, vacant, earlier));
            }
        }
        List<DatasetVersion> versions = new ArrayList<>(List.of(version));
        earlier.forEach(other -> versions.add(other.snapshot.version()));
        return new ObservedUnits(units, version.referenceDate(), chosen, unknown, outside, absences, versions);
    }

    private static DatasetVersion version(Published published, String layer, @Nullable LocalDate referenceDate) {
        if (referenceDate == null) {
            return published.get(layer).current();
        }
        return published
                .get(layer)
                .findOf(referenceDate)
                .orElseThrow(() -> new InvalidInputException(
                        "referenceDate",
                        referenceDate,
                        "a reference date of layer '" + layer + "': one of "
                                + published.get(layer).versions().stream()
                                        .map(DatasetVersion::referenceDate)
                                        .toList()));
    }

    private static String method(Columns columns, @Nullable String asked) {
        TreeSet<String> methods = new TreeSet<>();
        for (int row = 0; row < columns.snapshot.size(); row++) {
            methods.add(columns.method(row));
        }
        if (asked == null && methods.size() <= 1) {
            return methods.isEmpty() ? "" : methods.first();
        }
        if (asked == null || !methods.contains(asked)) {
            throw new InvalidInputException(
                    "method",
                    asked,
                    "one of " + methods + ": figures of one method are never added to those of another");
        }
        return asked;
    }

    /** The columns of a snapshot that tell of vacancy. */
    private static final class Columns {
        private final Snapshot snapshot;
        private final int vacantAt;
        private final int areaAt;
        private final int sinceAt;
        private final int branchCodeAt;
        private final int branchGroupAt;
        private final int gmCodeAt;
        private final int branchesAt;
        private final int methodAt;
        private final int withdrawalAt;

        Columns(Snapshot snapshot) {
            this.snapshot = snapshot;
            vacantAt = position("vacant");
            if (vacantAt < 0) {
                throw new InvalidInputException(
                        "layer",
                        snapshot.version().layer(),
                        "a layer with a boolean property 'vacant', or be given together with 'property'");
            }
            areaAt = FLOOR_AREA.stream()
                    .map(this::position)
                    .filter(position -> position >= 0)
                    .findFirst()
                    .orElse(-1);
            sinceAt = position("vacantSince");
            branchCodeAt = position("branchCode");
            branchGroupAt = position("branchGroup");
            gmCodeAt = position("gmCode");
            branchesAt = position("branchCount");
            methodAt = position("method");
            withdrawalAt = position("withdrawal");
        }

        private int position(String property) {
            return snapshot.schema().findPosition(property).orElse(-1);
        }

        @Nullable
        Boolean vacant(int row) {
            return snapshot.value(row, vacantAt) instanceof Boolean vacant ? vacant : null;
        }

        /** How the row left the stock; null when it did not. */
        @Nullable
        Absence withdrawal(int row) {
            String withdrawal = text(withdrawalAt, row);
            if (withdrawal == null) {
                return null;
            }
            return switch (withdrawal) {
                case "transformed" -> Absence.TRANSFORMED;
                case "demolished" -> Absence.DEMOLISHED;
                default -> Absence.WITHDRAWN;
            };
        }

        @Nullable
        String text(int position, int row) {
            return position >= 0 && snapshot.value(row, position) instanceof String text ? text : null;
        }

        String method(int row) {
            String method = text(methodAt, row);
            return method == null ? "" : method;
        }

        ObservedUnit unit(int row, boolean vacant, List<Columns> earlier) {
            Geometry geometry = snapshot.geometryRd(row);
            Object area = areaAt < 0 ? null : snapshot.value(row, areaAt);
            LocalDate began =
                    vacant && sinceAt >= 0 && snapshot.value(row, sinceAt) instanceof LocalDate date ? date : null;
            return new ObservedUnit(
                    snapshot.id(row),
                    geometry == null || geometry.isEmpty() ? null : geometry.getCentroid(),
                    vacant,
                    area instanceof Number number ? number.doubleValue() : Double.NaN,
                    began == null && vacant ? firstSeen(snapshot.id(row), earlier) : began,
                    began != null,
                    text(branchGroupAt, row),
                    text(gmCodeAt, row),
                    text(branchCodeAt, row),
                    branchesAt >= 0 && snapshot.value(row, branchesAt) instanceof Number branches
                            ? (int) Math.min(Integer.MAX_VALUE, branches.longValue())
                            : 0);
        }

        /** The earliest of the preceding reference dates on which the unit was vacant without a break; null when there is none. */
        private static @Nullable LocalDate firstSeen(String id, List<Columns> newestFirst) {
            LocalDate seen = null;
            for (Columns columns : newestFirst) {
                OptionalInt row = columns.snapshot.findRow(id);
                if (row.isEmpty() || !Boolean.TRUE.equals(columns.vacant(row.getAsInt()))) {
                    break;
                }
                seen = columns.snapshot.version().referenceDate();
            }
            return seen;
        }
    }
}
