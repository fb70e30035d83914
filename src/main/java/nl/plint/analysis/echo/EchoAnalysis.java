package nl.plint.analysis.echo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.Output;
import nl.plint.analysis.OutputDescription;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Gives back values of every type that inputs have, after a pause when one is asked, so that a client can see that it sends,
 * waits for and reads what it means.
 */
public final class EchoAnalysis implements Analysis<EchoAnalysis.Question> {
    private static final LocalizedText TITLE = new LocalizedText("Echo", "Echo");
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final double LARGEST = 1e9;
    private static final int MOST_NUMBERS = 1_000;
    private static final int LONGEST_PAUSE_SECONDS = 10;
    private static final int STEP_MILLIS = 100;

    private static final Map<String, Object> NUMBER = Map.of("type", "number", "minimum", -LARGEST, "maximum", LARGEST);
    private static final List<Echoed> ECHOED = List.of(
            new Echoed("text", new LocalizedText("Een tekst.", "A text."), Map.of("type", "string"), "hello"),
            new Echoed("number", new LocalizedText("Een getal.", "A number."), NUMBER, 1),
            new Echoed(
                    "numbers",
                    new LocalizedText("Hele getallen.", "Whole numbers."),
                    Map.of("type", "array", "maxItems", MOST_NUMBERS, "items", Map.of("type", "integer")),
                    List.of(1, 2, 3)),
            new Echoed(
                    "textOrObject",
                    new LocalizedText("Een tekst of een object.", "A text or an object."),
                    Map.of("oneOf", List.of(Map.of("type", "string"), Map.of("type", "object"))),
                    "hello"),
            new Echoed(
                    "bbox",
                    new LocalizedText("Een rechthoek, ongezien.", "A bounding box, unseen."),
                    Map.of(
                            "type",
                            "object",
                            "required",
                            List.of("bbox"),
                            "properties",
                            Map.of(
                                    "bbox",
                                    Map.of("type", "array", "minItems", 4, "maxItems", 6, "items", NUMBER),
                                    "crs",
                                    Map.of("type", "string", "default", CRS84))),
                    Map.of("bbox", List.of(6.1, 52.6, 7.1, 53.2), "crs", CRS84)));

    /** An input that is an output as well. */
    private record Echoed(String name, LocalizedText meaning, Map<String, Object> schema, Object otherwise) {
        private Map<String, Object> schemaWithDefault() {
            Map<String, Object> all = new LinkedHashMap<>(schema);
            all.put("default", otherwise);
            return all;
        }
    }

    /**
     * What is given back, and when.
     *
     * @param asked tells questions that ask for a pause apart, so that each has its pause; 0 without one
     */
    public record Question(Map<String, Object> values, long pauseSeconds, long asked) {}

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>();
        List<OutputDescription> outputs = new ArrayList<>();
        for (Echoed each : ECHOED) {
            LocalizedText title = LocalizedText.same(each.name());
            inputs.add(new InputDescription(each.name(), title, each.meaning(), each.schemaWithDefault()));
            outputs.add(new OutputDescription.Value(each.name(), title, each.meaning(), each.schema()));
        }
        inputs.add(new InputDescription(
                "pause",
                LocalizedText.same("pause"),
                new LocalizedText("Seconden voor het antwoord.", "Seconds before the answer."),
                Map.of("type", "integer", "minimum", 0, "maximum", LONGEST_PAUSE_SECONDS, "default", 0)));
        return new AnalysisDescription(
                "echo",
                TITLE,
                new LocalizedText(
                        "Geeft terug wat het krijgt: om een client van de API mee te proberen. Zegt niets over Drenthe.",
                        "Gives back what it is given: to try a client of the API with. Says nothing about Drenthe."),
                inputs,
                outputs);
    }

    /** Nothing is asked of it that is not for everybody to see. */
    @Override
    public boolean jobsArePublic() {
        return true;
    }

    @Override
    public Question question(Inputs inputs, Published published) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", inputs.text("text", "hello"));
        values.put("number", inputs.number("number", 1, -LARGEST, LARGEST));
        for (Echoed each : ECHOED) {
            Object given = inputs.plain(each.name());
            values.putIfAbsent(each.name(), given == null ? each.otherwise() : given);
        }
        if (!isWholeNumbers(values.get("numbers"))) {
            throw inputs.invalid("numbers", "a list of at most " + MOST_NUMBERS + " whole numbers");
        }
        if (!isBox(values.get("bbox"))) {
            throw inputs.invalid("bbox", "an object with 'bbox', 4 or 6 numbers, and perhaps 'crs', a text");
        }
        if (!(values.get("textOrObject") instanceof String) && !(values.get("textOrObject") instanceof Map)) {
            throw inputs.invalid("textOrObject", "a text or an object");
        }
        long pause = inputs.integer("pause", 0, 0, LONGEST_PAUSE_SECONDS);
        return new Question(values, pause, pause == 0 ? 0 : System.nanoTime());
    }

    private static boolean isWholeNumbers(@Nullable Object value) {
        return value instanceof List<?> list
                && list.size() <= MOST_NUMBERS
                && list.stream().allMatch(each -> each instanceof Integer || each instanceof Long);
    }

    private static boolean isBox(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && map.get("bbox") instanceof List<?> box
                && (box.size() == 4 || box.size() == 6)
                && box.stream().allMatch(EchoAnalysis::isNumber)
                && (map.get("crs") == null || map.get("crs") instanceof String)
                && map.keySet().stream().allMatch(List.of("bbox", "crs")::contains);
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Number number && Math.abs(number.doubleValue()) <= LARGEST;
    }

    @Override
    public Answer answer(Question question, AnalysisContext context) {
        pause(question.pauseSeconds(), context);
        Map<String, Output> outputs = new LinkedHashMap<>();
        question.values().forEach((name, value) -> outputs.put(name, new Output.Value(value)));
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(question.values());
        parameters.put("pause", question.pauseSeconds());
        return new Answer("echo", TITLE, outputs, List.of(), parameters, List.of());
    }

    private static void pause(long seconds, AnalysisContext context) {
        long steps = seconds * 1000 / STEP_MILLIS;
        try {
            for (long step = 0; step < steps; step++) {
                context.done((double) step / steps);
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a pause", e);
        }
    }
}
