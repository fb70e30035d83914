package nl.plint.analysis.hotspot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.hotspot.WeightsChoice.NeighborRule;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.stats.Kernel;
import org.jspecify.annotations.Nullable;

/** The input {@code weights}, of every analysis that has neighbors. */
public final class WeightsInputs {
    private static final String AUTO = "auto";
    private static final List<String> NAMES =
            List.of("type", "distanceMeters", "k", "power", "kernel", "snapMeters", "standardization", "content");
    private static final double DISTANCE_METERS = 1500;
    private static final int K = 8;
    private static final double SNAP_METERS = 0.001;

    /** What is taken when nothing is asked: the 8 nearest. */
    public static final WeightsChoice DEFAULT =
            new WeightsChoice(NeighborRule.K_NEAREST, DISTANCE_METERS, K, 1, Kernel.QUARTIC, SNAP_METERS, null, null);

    private WeightsInputs() {}

    public static InputDescription description() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", VacancyInputs.choice(NeighborRule.K_NEAREST));
        properties.put("distanceMeters", orAuto("number", DISTANCE_METERS, 0.001, 1_000_000));
        properties.put("k", orAuto("integer", K, 1, 1_000));
        properties.put("power", VacancyInputs.number("number", 1, 0.1, 10));
        properties.put("kernel", VacancyInputs.choice(Kernel.QUARTIC));
        properties.put("snapMeters", VacancyInputs.number("number", SNAP_METERS, 0, 100));
        properties.put("standardization", Map.of("type", "string", "enum", List.of("binary", "row")));
        properties.put("content", Map.of("type", "string"));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        schema.put("default", Map.of("type", Inputs.wireName(NeighborRule.K_NEAREST), "k", K));
        return VacancyInputs.input(
                "weights",
                "Wie buren zijn: binnen 'distanceMeters' (distance-band, inverse-distance, kernel) of de kleinste afstand zonder"
                        + " eilanden (smallest-band), de 'k' dichtstbijzijnde, wie grenst (queen, rook), of zoals een bestand zegt"
                        + " (gal, gwt, swm; 'content' is de tekst, van swm base64). 'auto' laat afstand of k aan Plint over."
                        + " 'standardization' is standaard binary voor Gi en join counts, row voor Moran en Geary.",
                "Who are neighbors: within 'distanceMeters' (distance-band, inverse-distance, kernel) or the smallest distance"
                        + " without islands (smallest-band), the 'k' nearest, who borders (queen, rook), or as a file says (gal,"
                        + " gwt, swm; 'content' is its text, of swm base64). 'auto' leaves distance or k to Plint."
                        + " 'standardization' is by default binary for Gi and join counts, row for Moran and Geary.",
                schema);
    }

    private static Map<String, Object> orAuto(String type, Number otherwise, Number least, Number greatest) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> number = VacancyInputs.number(type, otherwise, least, greatest);
        number.remove("default");
        schema.put("oneOf", List.of(number, Map.of("type", "string", "enum", List.of(AUTO))));
        schema.put("default", otherwise);
        return schema;
    }

    /**
     * The weights asked for.
     *
     * @throws nl.plint.analysis.InvalidInputException naming the part that cannot be used
     */
    public static WeightsChoice read(Inputs inputs) {
        return inputs.object("weights", DEFAULT, WeightsInputs::readNested);
    }

    private static WeightsChoice readNested(Inputs inputs) {
        inputs.requireKnown(NAMES);
        NeighborRule type = inputs.choice("type", NeighborRule.K_NEAREST);
        String content = inputs.findText("content").orElse(null);
        if (type.isFile() != (content != null)) {
            throw inputs.invalid(
                    "content", type.isFile() ? "the content of the file" : "left out: type is not gal, gwt or swm");
        }
        return new WeightsChoice(
                type,
                AUTO.equals(inputs.plain("distanceMeters"))
                        ? Double.NaN
                        : inputs.number("distanceMeters", DISTANCE_METERS, 0.001, 1_000_000),
                AUTO.equals(inputs.plain("k")) ? 0 : (int) inputs.integer("k", K, 1, 1_000),
                inputs.number("power", 1, 0.1, 10),
                inputs.choice("kernel", Kernel.QUARTIC),
                inputs.number("snapMeters", SNAP_METERS, 0, 100),
                inputs.has("standardization") ? inputs.choice("standardization", Standardization.ROW) : null,
                content);
    }

    /** What is in force of the type chosen, under the names of the inputs. */
    static Map<String, @Nullable Object> parameters(
            WeightsChoice choice, Standardization standardization, boolean selfIncluded) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("type", Inputs.wireName(choice.type()));
        switch (choice.type()) {
            case DISTANCE_BAND, SMALLEST_BAND -> shown.put("distanceMeters", choice.distanceMeters());
            case INVERSE_DISTANCE -> {
                shown.put("distanceMeters", choice.distanceMeters());
                shown.put("power", choice.power());
            }
            case KERNEL -> {
                shown.put("distanceMeters", choice.distanceMeters());
                shown.put("kernel", Inputs.wireName(choice.kernel()));
            }
            case K_NEAREST -> shown.put("k", choice.k());
            case QUEEN, ROOK -> shown.put("snapMeters", choice.snapMeters());
            case GAL, GWT, SWM -> shown.put("contentSha256", sha256(choice.content()));
        }
        shown.put("selfIncluded", selfIncluded);
        shown.put("standardization", Inputs.wireName(standardization));
        return shown;
    }

    private static String sha256(@Nullable String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(content).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
