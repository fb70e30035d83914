package nl.plint.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The environmental category of an activity (milieucategorie), in order, with the distance that it keeps from homes:
 * VNG, Bedrijven en milieuzonering (2009).
 *
 * <p>A category is not a number: 3.1 stands before 3.2 and 3.2 before 4.1, and between them is nothing. Compare steps.
 */
public enum EnvironmentalCategory {
    C1(1, "1", 10, 0),
    C2(2, "2", 30, 10),
    C3_1(3, "3.1", 50, 30),
    C3_2(4, "3.2", 100, 50),
    C4_1(5, "4.1", 200, 100),
    C4_2(6, "4.2", 300, 200),
    C5_1(7, "5.1", 500, 300),
    C5_2(8, "5.2", 700, 500),
    C5_3(9, "5.3", 1000, 700),
    C6(10, "6", 1500, 1000);

    private final int step;
    private final String code;
    private final double quietDistanceMeters;
    private final double mixedDistanceMeters;

    EnvironmentalCategory(int step, String code, double quietDistanceMeters, double mixedDistanceMeters) {
        this.step = step;
        this.code = code;
        this.quietDistanceMeters = quietDistanceMeters;
        this.mixedDistanceMeters = mixedDistanceMeters;
    }

    /** The code as published, such as {@code 3.1}. */
    public String code() {
        return code;
    }

    /** The place in the order, 1 to 10. */
    public int step() {
        return step;
    }

    /** The greatest distance of the category from homes in a quiet residential area (rustige woonwijk), in metres. */
    public double quietDistanceMeters() {
        return quietDistanceMeters;
    }

    /** The greatest distance of the category from homes in a mixed area (gemengd gebied), one step less, in metres. */
    public double mixedDistanceMeters() {
        return mixedDistanceMeters;
    }

    /** The category with this code; empty for any other text. */
    public static Optional<EnvironmentalCategory> find(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code.equals(code.strip()))
                .findFirst();
    }

    /** The category at a place in the order, 1 to 10; empty for any other number. */
    public static Optional<EnvironmentalCategory> findStep(double step) {
        return Arrays.stream(values()).filter(category -> category.step == step).findFirst();
    }

    /** All codes, in order. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(EnvironmentalCategory::code).toList();
    }
}
