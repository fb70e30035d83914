package nl.plint.analysis.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The input {@code region} of an analysis, and what it comes to: the municipalities of a region on a date. */
public final class Regions {
    public static final String INPUT = "region";

    private static final String LAYER = "regions";
    private static final String FORECAST = "population-forecast";
    private static final double DEFAULT_CHANGE = -0.03;

    private Regions() {}

    /** The description of the input. */
    public static InputDescription input(String otherwise) {
        Map<String, Object> listed = new LinkedHashMap<>();
        listed.put("type", "string");
        Map<String, Object> named =
                Map.of("type", "array", "items", Map.of("type", "string", "pattern", "^GM\\d{4}$"), "minItems", 1);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("vintage", Map.of("type", "integer"));
        properties.put("fromYear", Map.of("type", "integer"));
        properties.put("toYear", Map.of("type", "integer"));
        properties.put("change", Map.of("type", "number", "default", DEFAULT_CHANGE));
        Map<String, Object> derived = new LinkedHashMap<>();
        derived.put("type", "object");
        derived.put("properties", properties);
        derived.put("required", List.of("vintage", "fromYear", "toYear"));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("oneOf", List.of(listed, named, derived));
        schema.put("default", otherwise);
        return new InputDescription(
                INPUT,
                LocalizedText.same(INPUT),
                new LocalizedText(
                        "De regio die met de rest vergeleken wordt: de code van een regio uit de laag 'regions', een lijst van"
                                + " gemeentecodes, of {\"vintage\": 2022, \"fromYear\": 2021, \"toYear\": 2035, \"change\": -0.03}:"
                                + " gemeenten waar de prognose van dat jaar meer verlies voorziet.",
                        "The region that is compared with the rest: the code of a region of the layer 'regions', a list of codes"
                                + " of municipalities, or {\"vintage\": 2022, \"fromYear\": 2021, \"toYear\": 2035, \"change\":"
                                + " -0.03}: municipalities for which the forecast of that year expects a greater loss."),
                schema);
    }

    /**
     * What is asked for.
     *
     * @throws InvalidInputException when it has none of the three forms
     */
    public static RegionChoice choice(Inputs inputs, String otherwise) {
        Object plain = inputs.plain(INPUT);
        if (plain instanceof List<?> list) {
            List<String> codes = new ArrayList<>();
            for (Object code : list) {
                if (!(code instanceof String text) || !text.matches("GM\\d{4}")) {
                    throw inputs.invalid(INPUT, "codes of municipalities such as GM0114");
                }
                codes.add(text);
            }
            if (codes.isEmpty()) {
                throw inputs.invalid(INPUT, "at least one code of a municipality such as GM0114");
            }
            return new RegionChoice.Named(codes);
        }
        if (plain instanceof Map<?, ?>) {
            return inputs.<RegionChoice>object(INPUT, new RegionChoice.Listed(otherwise), Regions::forecast);
        }
        return new RegionChoice.Listed(inputs.text(INPUT, otherwise));
    }

    /** What was asked for, as plain values in the form of the input. */
    public static Object plain(RegionChoice choice) {
        if (choice instanceof RegionChoice.Listed listed) {
            return listed.id();
        }
        if (choice instanceof RegionChoice.Forecast forecast) {
            Map<String, Object> plain = new LinkedHashMap<>();
            plain.put("vintage", forecast.vintage());
            plain.put("fromYear", forecast.fromYear());
            plain.put("toYear", forecast.toYear());
            plain.put("change", forecast.change());
            return plain;
        }
        return ((RegionChoice.Named) choice).gmCodes();
    }

    private static RegionChoice forecast(Inputs inputs) {
        inputs.requireKnown(List.of("vintage", "fromYear", "toYear", "change"));
        for (String name : List.of("vintage", "fromYear", "toYear")) {
            if (!inputs.has(name)) {
                throw inputs.invalid(
                        name, "a year: forecasts contradict one another, so which and from when to when is yours");
            }
        }
        int from = (int) inputs.integer("fromYear", 0, 1900, 2200);
        int to = (int) inputs.integer("toYear", 0, 1900, 2200);
        if (to <= from) {
            throw inputs.invalid("toYear", "a year after fromYear");
        }
        return new RegionChoice.Forecast(
                (int) inputs.integer("vintage", 0, 1900, 2200),
                from,
                to,
                inputs.number("change", DEFAULT_CHANGE, -1, 1));
    }

    /**
     * The region on a date.
     *
     * @throws InvalidInputException when there is no such region then, or the forecast does not say
     */
    public static Region get(Published published, RegionChoice choice, LocalDate date) {
        if (choice instanceof RegionChoice.Listed listed) {
            return listed(published, listed.id(), date);
        }
        if (choice instanceof RegionChoice.Forecast forecast) {
            return derived(published, forecast);
        }
        List<String> codes = ((RegionChoice.Named) choice).gmCodes();
        return new Region(
                "custom",
                LocalizedText.same(String.join(", ", codes)),
                new TreeSet<>(codes),
                List.of("the question"),
                List.of());
    }

    private static Region listed(Published published, String id, LocalDate date) {
        Snapshot rows = published
                .findCurrent(LAYER)
                .orElseThrow(() -> new InvalidInputException(
                        INPUT, id, "a list of codes of municipalities: the layer 'regions' has no data"));
        Columns columns = new Columns(rows);
        Set<String> codes = new TreeSet<>();
        Set<String> sources = new LinkedHashSet<>();
        Set<String> known = new TreeSet<>();
        String name = id;
        for (int row = 0; row < rows.size(); row++) {
            LocalDate from = columns.date("validFrom", row);
            LocalDate to = columns.date("validTo", row);
            if ((from == null || !from.isAfter(date)) && (to == null || to.isAfter(date))) {
                known.add(columns.text("region", row));
                if (columns.text("region", row).equals(id)) {
                    codes.add(columns.text("gmCode", row));
                    sources.add(columns.text("source", row));
                    name = columns.text("name", row);
                }
            }
        }
        if (codes.isEmpty()) {
            throw new InvalidInputException(INPUT, id, "a region that there is on " + date + ": one of " + known);
        }
        return new Region(id, LocalizedText.same(name), codes, List.copyOf(sources), List.of(rows.version()));
    }

    private static Region derived(Published published, RegionChoice.Forecast forecast) {
        Snapshot rows = published
                .findCurrent(FORECAST)
                .orElseThrow(() -> new InvalidInputException(
                        INPUT,
                        plain(forecast),
                        "a region or a list of municipalities: the layer 'population-forecast' has no data"));
        Columns columns = new Columns(rows);
        Map<String, Double> before = new HashMap<>();
        Map<String, Double> after = new TreeMap<>();
        Set<Integer> vintages = new TreeSet<>();
        for (int row = 0; row < rows.size(); row++) {
            int vintage = (int) columns.number("vintage", row);
            vintages.add(vintage);
            if (vintage == forecast.vintage()) {
                int year = (int) columns.number("year", row);
                if (year == forecast.fromYear()) {
                    before.put(columns.text("gmCode", row), columns.number("inhabitants", row));
                } else if (year == forecast.toYear()) {
                    after.put(columns.text("gmCode", row), columns.number("inhabitants", row));
                }
            }
        }
        if (!vintages.contains(forecast.vintage())) {
            throw new InvalidInputException(INPUT + ".vintage", forecast.vintage(), "one of " + vintages);
        }
        Set<String> codes = new TreeSet<>();
        boolean compared = false;
        for (Map.Entry<String, Double> later : after.entrySet()) {
            double earlier = before.getOrDefault(later.getKey(), 0.0);
            if (earlier > 0) {
                compared = true;
                if (later.getValue() / earlier - 1 < forecast.change()) {
                    codes.add(later.getKey());
                }
            }
        }
        if (!compared) {
            throw new InvalidInputException(
                    INPUT,
                    forecast.fromYear() + " to " + forecast.toYear(),
                    "two years that forecast " + forecast.vintage() + " has for the same municipality");
        }
        if (codes.isEmpty()) {
            throw new InvalidInputException(
                    INPUT + ".change", forecast.change(), "a change that at least one municipality stays under");
        }
        String years = forecast.fromYear() + "-" + forecast.toYear();
        String percent = String.format(Locale.ROOT, "%.1f %%", 100 * forecast.change());
        return new Region(
                "forecast-" + forecast.vintage(),
                new LocalizedText(
                        "Gemeenten met een bevolkingsverandering onder " + percent + " in " + years
                                + " volgens prognose " + forecast.vintage(),
                        "Municipalities with a population change under " + percent + " in " + years + " by forecast "
                                + forecast.vintage()),
                codes,
                List.of("population forecast of " + forecast.vintage()),
                List.of(rows.version()));
    }

    /** The columns of a table by their names. */
    private record Columns(Snapshot rows) {
        private @Nullable Object value(String name, int row) {
            return rows.schema().findPosition(name).isPresent()
                    ? rows.value(row, rows.schema().findPosition(name).getAsInt())
                    : null;
        }

        String text(String name, int row) {
            return value(name, row) instanceof String text ? text : "";
        }

        double number(String name, int row) {
            return value(name, row) instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        @Nullable
        LocalDate date(String name, int row) {
            return value(name, row) instanceof LocalDate date ? date : null;
        }
    }
}
