package nl.plint.quantity;

/** A number with its unit: 500 m, 0.12 share, 340 m2. The value is never NaN: an unknown quantity is no quantity. */
public record Quantity(double value, Unit unit) {
    public Quantity {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a quantity in " + unit.symbol() + " has no value");
        }
    }

    @Override
    public String toString() {
        return (value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString((long) value)
                        : Double.toString(value))
                + " " + unit.symbol();
    }
}
