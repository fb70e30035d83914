package nl.plint.analysis;

/**
 * One kind of question that the service can answer.
 *
 * @param <Q> the question: a record that is valid by construction
 */
public interface Analysis<Q> {
    /** Its id, titles, and every input with its JSON Schema and default. */
    AnalysisDescription description();

    /**
     * A valid question. Every input has a default, so no inputs at all are a question too.
     *
     * @throws InvalidInputException naming the input, its value and what is accepted
     */
    Q question(Inputs inputs);

    /** The answer. The same versions, question and seed give the same answer, whatever the number of threads. */
    Answer answer(Q question);

    /** The answer to inputs as they came in. */
    default Answer execute(Inputs inputs) {
        inputs.requireKnown(description());
        return answer(question(inputs));
    }
}
