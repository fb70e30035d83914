package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.Audience;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The inputs that analyses of vacancy have in common: how they are described and read. */
public final class VacancyInputs {
    private static final String DEFAULT_LAYER = "shop-units";

    private VacancyInputs() {}

    /** Layer, reference date, universe, method and audience: which units, and for whom. */
    public static List<InputDescription> ofUnits() {
        return List.of(
                input(
                        "layer",
                        "De laag van panden, met een eigenschap 'vacant'.",
                        "The layer of units, with a property 'vacant'.",
                        schema("string", DEFAULT_LAYER)),
                input(
                        "referenceDate",
                        "De peildatum, zoals 2017-01-01; standaard de nieuwste.",
                        "The reference date, such as 2017-01-01; by default the newest.",
                        Map.of("type", "string", "format", "date")),
                input(
                        "universe",
                        "Waarvan een aandeel is: alle verkooppunten en lege panden, of alleen winkels en lege panden.",
                        "What a share is of: all points of sale and vacant units, or only shops and vacant units.",
                        choice(Universe.ALL)),
                input(
                        "method",
                        "De herkomst van de waarneming; verplicht als de laag er meer dan een heeft.",
                        "The origin of the observation; required when the layer has more than one.",
                        Map.of("type", "string")),
                input(
                        "audience",
                        "Voor wie: public, province of partner:GM0114. Niet meer dan de server toestaat, en dat is de standaard.",
                        "For whom: public, province or partner:GM0114. No more than the server allows, which is the default.",
                        Map.of("type", "string")));
    }

    /** Which areas. */
    public static List<InputDescription> ofAreas(String otherwise) {
        return List.of(
                input(
                        "areas",
                        "'grid' voor vierkante cellen, 'hexagons' voor H3, of een vlakkenlaag zoals 'neighbourhoods'.",
                        "'grid' for square cells, 'hexagons' for H3, or a polygon layer such as 'neighbourhoods'.",
                        schema("string", otherwise)),
                input(
                        "cellSizeMeters",
                        "Zijde van een vierkante cel in meters.",
                        "Side of a square cell in metres.",
                        number("number", 500, 50, 20_000)),
                input(
                        "resolution",
                        "Resolutie van de zeshoeken: 7 is ongeveer 5 km2, 8 0,7 km2, 9 0,1 km2.",
                        "Resolution of the hexagons: 7 is about 5 km2, 8 0.7 km2, 9 0.1 km2.",
                        number("integer", 8, 4, 11)));
    }

    /** The areas asked for. */
    public static AreaChoice areas(Inputs inputs, String otherwise) {
        return new AreaChoice(inputs.text("areas", otherwise), inputs.number("cellSizeMeters", 500, 50, 20_000), (int)
                inputs.integer("resolution", 8, 4, 11));
    }

    public static String layer(Inputs inputs) {
        return inputs.text("layer", DEFAULT_LAYER);
    }

    public static Universe universe(Inputs inputs) {
        return inputs.choice("universe", Universe.ALL);
    }

    /** A date, or null when it is not asked for. */
    public static @Nullable LocalDate date(Inputs inputs, String name) {
        String text = inputs.findText(name).orElse(null);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw inputs.invalid(name, "a date such as 2017-01-01");
        }
    }

    /**
     * For whom the answer is.
     *
     * @param most the most that may be shown to whoever asks; it is what they get unless they ask for less
     * @throws InvalidInputException when more is asked for
     */
    public static Audience audience(Inputs inputs, Audience most) {
        String text = inputs.findText("audience").orElse(null);
        if (text == null) {
            return most;
        }
        try {
            Audience asked = Audience.parse(text);
            if (most.maySeeAs(asked)) {
                return asked;
            }
        } catch (IllegalArgumentException e) {
            throw inputs.invalid("audience", "'public', 'province' or 'partner:' with the code of a municipality");
        }
        throw inputs.invalid("audience", "at most '" + most + "', which is what this server shows");
    }

    /** What is in force, under the names of the inputs. */
    public static Map<String, @Nullable Object> parameters(AreaChoice choice) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("areas", choice.areas());
        if (choice.areas().equals(AreaChoice.GRID)) {
            shown.put("cellSizeMeters", choice.cellSizeMeters());
        }
        if (choice.areas().equals(AreaChoice.HEXAGONS)) {
            shown.put("resolution", choice.resolution());
        }
        return shown;
    }

    public static InputDescription input(String name, String nl, String en, Map<String, Object> schema) {
        return new InputDescription(name, LocalizedText.same(name), new LocalizedText(nl, en), schema);
    }

    static Map<String, Object> schema(String type, Object otherwise) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("default", otherwise);
        return schema;
    }

    /** A number without a default. */
    public static Map<String, Object> limits(String type, Number least, Number greatest) {
        return Map.of("type", type, "minimum", least, "maximum", greatest);
    }

    public static Map<String, Object> number(String type, Number otherwise, Number least, Number greatest) {
        Map<String, Object> schema = schema(type, otherwise);
        schema.put("minimum", least);
        schema.put("maximum", greatest);
        return schema;
    }

    public static Map<String, Object> choice(Enum<?> otherwise) {
        Map<String, Object> schema = schema("string", Inputs.wireName(otherwise));
        schema.put(
                "enum",
                Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                        .map(constant -> Inputs.wireName((Enum<?>) constant))
                        .toList());
        return schema;
    }
}
