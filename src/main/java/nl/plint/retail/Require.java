package nl.plint.retail;

/** Checks on arguments that say which one is wrong, what it was and what it must be. */
final class Require {
    private Require() {}

    static void that(boolean holds, String name, double value, String must) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + must + ", was " + value);
        }
    }

    static void amounts(String name, double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    name + " must have one value for each of the " + length + ", has " + values.length);
        }
        for (int i = 0; i < length; i++) {
            if (!(values[i] >= 0) || values[i] > 1e15) {
                throw new IllegalArgumentException(
                        name + " must be 0 or more and at most 1e15; number " + i + " was " + values[i]);
            }
        }
    }
}
