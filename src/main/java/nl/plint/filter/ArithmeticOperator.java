package nl.plint.filter;

import java.util.Optional;

/** How two numbers make a third. */
public enum ArithmeticOperator {
    ADD("+", 1),
    SUBTRACT("-", 1),
    MULTIPLY("*", 2),
    DIVIDE("/", 2),
    MODULO("%", 2),
    INTEGER_DIVIDE("div", 2),
    POWER("^", 3);

    private final String symbol;
    private final int rank;

    ArithmeticOperator(String symbol, int rank) {
        this.symbol = symbol;
        this.rank = rank;
    }

    /** The same in both encodings. */
    public String symbol() {
        return symbol;
    }

    /** Operators of a higher rank bind more strongly. */
    int rank() {
        return rank;
    }

    static Optional<ArithmeticOperator> find(String symbol) {
        for (ArithmeticOperator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /**
     * The result; not-a-number where there is none, as when dividing by zero. Division to a whole number drops the fraction,
     * and the remainder has the sign of the number that is divided.
     */
    double apply(double left, double right) {
        double result =
                switch (this) {
                    case ADD -> left + right;
                    case SUBTRACT -> left - right;
                    case MULTIPLY -> left * right;
                    case DIVIDE -> left / right;
                    case MODULO -> left % right;
                    case INTEGER_DIVIDE -> truncated(left / right);
                    case POWER -> Double.isNaN(left) ? Double.NaN : Math.pow(left, right);
                };
        return Double.isFinite(result) ? result : Double.NaN;
    }

    private static double truncated(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }
}
