package nl.plint.analysis.catchment;

import java.util.List;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.retail.DistanceDecay;
import nl.plint.retail.HuffModel;
import nl.plint.retail.TravelTimes;

/** A kind of goods that people travel for in its own way; its parameters are those of the file with its name in front. */
enum Category {
    DAILY("daily"),
    NON_DAILY("nonDaily");

    private static final List<String> PARAMETERS =
            List.of("SpendingPerHead", "Productivity", "Alpha", "Beta", "CutoffMinutes", "OnlineShare");

    private final String prefix;

    Category(String prefix) {
        this.prefix = prefix;
    }

    /** Whether shops of a branch group of the retail audit sell these goods. */
    boolean sells(String branchGroup) {
        return switch (branchGroup) {
            case "Dagelijks" -> this == DAILY;
            case "Mode & Luxe", "Vrije Tijd", "In/Om Huis", "Detailhandel Overig" -> this == NON_DAILY;
            default -> false;
        };
    }

    /** The names of its parameters in the file. */
    List<String> parameterNames() {
        return PARAMETERS.stream().map(name -> prefix + name).toList();
    }

    String wireName() {
        return Inputs.wireName(this);
    }

    double get(Parameters parameters, String name) {
        return parameters.get(prefix + name);
    }

    HuffModel model(TravelTimes times, Parameters parameters) {
        return new HuffModel(times, get(parameters, "Alpha"), new DistanceDecay.Power(get(parameters, "Beta")));
    }
}
