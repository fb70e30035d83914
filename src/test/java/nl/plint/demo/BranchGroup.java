package nl.plint.demo;

import java.util.List;

/**
 * A group of branches. Only the groups are those in use; the codes of branches below them are made up (main branch 900).
 *
 * @param floorAreaM2 the median sales floor area
 * @param chainWeight how much more than average units of this group belong to a chain
 */
record BranchGroup(String number, String name, double floorAreaM2, double chainWeight) {
    static final List<BranchGroup> ALL = List.of(
            new BranchGroup("11", "Dagelijks", 180, 1.2),
            new BranchGroup("22", "Mode & Luxe", 150, 1.4),
            new BranchGroup("35", "Vrije Tijd", 150, 0.9),
            new BranchGroup("37", "In/Om Huis", 310, 1.0),
            new BranchGroup("38", "Detailhandel Overig", 150, 0.7),
            new BranchGroup("45", "Transport & Brandstoffen", 200, 1.0),
            new BranchGroup("59", "Leisure", 140, 0.4),
            new BranchGroup("65", "Diensten", 90, 0.8));

    /** The branch code of a unit of this group, for example 11.900.003. */
    String code(int branch) {
        return "%s.900.%03d".formatted(number, branch);
    }
}
