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
            new BranchGroup("11", "Dagelijks", 150, 1.2),
            new BranchGroup("22", "Mode & Luxe", 130, 1.4),
            new BranchGroup("35", "Vrije Tijd", 120, 0.9),
            new BranchGroup("37", "In/Om Huis", 240, 1.0),
            new BranchGroup("38", "Detailhandel Overig", 120, 0.7),
            new BranchGroup("45", "Transport & Brandstoffen", 160, 1.0),
            new BranchGroup("59", "Leisure", 110, 0.4),
            new BranchGroup("65", "Diensten", 70, 0.8));

    /** The branch code of a unit of this group, for example 11.900.003. */
    String code(int branch) {
        return "%s.900.%03d".formatted(number, branch);
    }
}
