package nl.plint.ingest;

import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How a property is made of the columns of a file, where taking one over is not enough. A fixed set, so that a mapping stays
 * data. What is not known stays so: a sum with an unknown term, or a share of nothing, has no value.
 */
public sealed interface Derivation {

    /** The value of a column; none where the file lacks it. */
    record Column(String name) implements Derivation {}

    /** The same text in every row. */
    record Text(String text) implements Derivation {}

    /** The reference date of the ingest. */
    record ReferenceDate() implements Derivation {}

    /**
     * Whole months or years from a date to a later one; a first date after the second cannot be used.
     *
     * @param unit months or years
     */
    record Between(ChronoUnit unit, Derivation first, Derivation last) implements Derivation {}

    /**
     * Texts behind each other. A {@link Separator} is written only between two that are there, and {@link Text} alone makes
     * no value.
     */
    record Concat(List<Derivation> parts) implements Derivation {
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /** What stands between two parts of a {@link Concat}. */
    record Separator(String text) implements Derivation {}

    /** One number by another; no value when the second is 0. */
    record Ratio(Derivation part, Derivation whole) implements Derivation {}

    /** The sum of numbers that are all known. */
    record Sum(List<Derivation> terms) implements Derivation {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /** The first that has a value in the row. */
    record FirstOf(List<Derivation> candidates) implements Derivation {
        public FirstOf {
            candidates = List.copyOf(candidates);
        }
    }

    /** What the one group of a regular expression matches first; no value where it matches nothing. */
    record Extract(Derivation from, Extraction rule) implements Derivation {}

    /** Whether a text has another in it, or a list has it as an element; case does not count. */
    record Contains(Derivation in, String text) implements Derivation {}
}
