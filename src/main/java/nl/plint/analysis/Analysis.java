package nl.plint.analysis;

import nl.plint.store.Published;

/**
 * One kind of question that the service can answer.
 *
 * @param <Q> the question: a record that is valid by construction
 */
public interface Analysis<Q> {
    /** Its id, titles, every input with its JSON Schema and default, and every output. */
    AnalysisDescription description();

    /** Whether anybody may see that it was executed: in the list of jobs, without a key. */
    default boolean jobsArePublic() {
        return false;
    }

    /**
     * A valid question. Every input has a default, so no inputs at all are a question too. Two questions that mean the same are
     * equal, so that the second is answered from memory.
     *
     * @param published what is there to ask about, for inputs that name layers and properties
     * @throws InvalidInputException naming the input, its value and what is accepted
     */
    Q question(Inputs inputs, Published published);

    /**
     * The answer. The same published versions, question and seed give the same answer, whatever the number of threads: what is
     * not in the question is read from {@link AnalysisContext#published} only.
     */
    Answer answer(Q question, AnalysisContext context);

    /** The answer to inputs as they came in. */
    default Answer execute(Inputs inputs, AnalysisContext context) {
        inputs.requireKnown(description());
        return answer(question(inputs, context.published()), context);
    }
}
