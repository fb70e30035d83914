package nl.plint.analysis.vacancy;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What is found in one area: units and floor area, vacant and all, and how much the largest contribute. */
public final class Tally {
    private long units;
    private long vacantUnits;
    private final Contributions floorArea = new Contributions();
    private final Contributions vacantFloorArea = new Contributions();
    private final Map<DurationClass, Long> vacantByDuration = new EnumMap<>(DurationClass.class);
    private final Map<String, Long> unitsByBranchGroup = new TreeMap<>();
    private long vacantAtLeast;

    /** A sum of floor areas, with its two largest parts. */
    static final class Contributions {
        private long count;
        private double sumM2;
        private double largestM2;
        private double secondM2;

        private void add(double areaM2) {
            count++;
            sumM2 += areaM2;
            if (areaM2 > largestM2) {
                secondM2 = largestM2;
                largestM2 = areaM2;
            } else {
                secondM2 = Math.max(secondM2, areaM2);
            }
        }

        long count() {
            return count;
        }

        double sumM2() {
            return sumM2;
        }

        double largestM2() {
            return largestM2;
        }

        double secondM2() {
            return secondM2;
        }
    }

    void add(ObservedUnit unit, DurationClass duration) {
        units++;
        if (!Double.isNaN(unit.floorAreaM2())) {
            floorArea.add(unit.floorAreaM2());
        }
        if (unit.vacant()) {
            vacantUnits++;
            vacantByDuration.merge(duration, 1L, Long::sum);
            vacantAtLeast += duration != DurationClass.UNKNOWN && !unit.startSeen() ? 1 : 0;
            if (!Double.isNaN(unit.floorAreaM2())) {
                vacantFloorArea.add(unit.floorAreaM2());
            }
        } else if (unit.branchGroup() != null) {
            unitsByBranchGroup.merge(unit.branchGroup(), 1L, Long::sum);
        }
    }

    /** N: all units. */
    public long units() {
        return units;
    }

    /** V: vacant units. */
    public long vacantUnits() {
        return vacantUnits;
    }

    /** Vacant units of one duration class. */
    public long vacantUnits(DurationClass duration) {
        return vacantByDuration.getOrDefault(duration, 0L);
    }

    /** Vacant units whose duration class is a lower bound, since their vacancy was there when first seen. */
    public long vacantAtLeast() {
        return vacantAtLeast;
    }

    /** Sales floor area of the units whose floor area is known, in m2. */
    public double floorAreaM2() {
        return floorArea.sumM2;
    }

    /** Vacant sales floor area of the units whose floor area is known, in m2. */
    public double vacantFloorAreaM2() {
        return vacantFloorArea.sumM2;
    }

    /** Share of units whose floor area is known, 0 to 1; NaN without units. */
    public double floorAreaCoverage() {
        return units == 0 ? Double.NaN : (double) floorArea.count / units;
    }

    /** Units in use by branch group. */
    public Map<String, Long> unitsByBranchGroup() {
        return Map.copyOf(unitsByBranchGroup);
    }

    Contributions floorArea() {
        return floorArea;
    }

    Contributions vacantFloorArea() {
        return vacantFloorArea;
    }
}
