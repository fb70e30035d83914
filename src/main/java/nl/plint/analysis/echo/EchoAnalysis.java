package nl.plint.analysis.echo;

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

/** Gives back a text and a number, so that a client can see that it sends and reads what it means. */
public final class EchoAnalysis implements Analysis<EchoAnalysis.Question> {
    private static final LocalizedText TITLE = new LocalizedText("Echo", "Echo");
    private static final LocalizedText TEXT = new LocalizedText("Een tekst.", "A text.");
    private static final LocalizedText NUMBER = new LocalizedText("Een getal.", "A number.");

    /** What is given back. */
    public record Question(String text, double number) {}

    @Override
    public AnalysisDescription description() {
        return new AnalysisDescription(
                "echo",
                TITLE,
                new LocalizedText(
                        "Geeft terug wat het krijgt: om een client van de API mee te proberen. Zegt niets over Drenthe.",
                        "Gives back what it is given: to try a client of the API with. Says nothing about Drenthe."),
                List.of(
                        new InputDescription(
                                "text", LocalizedText.same("text"), TEXT, Map.of("type", "string", "default", "hello")),
                        new InputDescription(
                                "number",
                                LocalizedText.same("number"),
                                NUMBER,
                                Map.of("type", "number", "minimum", -1e9, "maximum", 1e9, "default", 1))),
                List.of(
                        new OutputDescription.Value("text", LocalizedText.same("text"), TEXT, Map.of("type", "string")),
                        new OutputDescription.Value(
                                "number", LocalizedText.same("number"), NUMBER, Map.of("type", "number"))));
    }

    @Override
    public Question question(Inputs inputs, Published published) {
        return new Question(inputs.text("text", "hello"), inputs.number("number", 1, -1e9, 1e9));
    }

    @Override
    public Answer answer(Question question, AnalysisContext context) {
        Map<String, Output> outputs = new LinkedHashMap<>();
        outputs.put("text", new Output.Value(question.text()));
        outputs.put("number", new Output.Value(question.number()));
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("text", question.text());
        parameters.put("number", question.number());
        return new Answer("echo", TITLE, outputs, List.of(), parameters, List.of());
    }
}
