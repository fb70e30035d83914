package nl.plint.demo;

import java.util.ArrayList;
import java.util.List;

/** A made-up chain with its number of branches in the whole country on both reference dates. */
record RetailFormula(String name, int group, int branchesBefore, int branchesAfter) {
    /** A dozen chains for every branch group, small and large. */
    static List<RetailFormula> all(Draw draw) {
        List<RetailFormula> formulas = new ArrayList<>();
        for (int group = 0; group < BranchGroup.ALL.size(); group++) {
            for (int i = 1; i <= 12; i++) {
                int branches = (int) Math.min(900, Math.max(7, draw.skewed(60, 1.0)));
                int later = Math.max(7, (int) (branches * draw.between(0.98, 1.22)));
                formulas.add(new RetailFormula("Formule " + (char) ('A' + group) + i, group, branches, later));
            }
        }
        return formulas;
    }
}
