package nl.plint.quantity;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unit of a number in a layer, a rule or a finding.
 *
 * <p>Each unit has one symbol, as it is written in layer definitions, API answers and messages. A share is a fraction
 * in 0..1; percent is only for people to read.
 */
public enum Unit {
    METER("m"),
    KILOMETER("km", METER, 1_000),
    SQUARE_METER("m2"),
    HECTARE("ha", SQUARE_METER, 10_000),
    MEGABIT_PER_SECOND("Mbit/s"),
    KILOBIT_PER_SECOND("kbit/s", MEGABIT_PER_SECOND, 0.001),
    SHARE("share"),
    PERCENT("%", SHARE, 0.01),
    COUNT("count"),
    EURO("EUR"),
    EURO_PER_SQUARE_METER("EUR/m2"),
    YEAR("year"),
    DAY("day"),
    MINUTE("min"),
    KILOMETER_PER_HOUR("km/h"),
    ONE("1");

    private final String symbol;
    private final @Nullable Unit base;
    private final double inBase;

    Unit(String symbol) {
        this.symbol = symbol;
        this.base = null;
        this.inBase = 1;
    }

    Unit(String symbol, Unit base, double inBase) {
        this.symbol = symbol;
        this.base = base;
        this.inBase = inBase;
    }

    /**
     * A value in this unit, in another.
     *
     * @throws IllegalArgumentException when the two do not measure the same
     */
    public double convert(double value, Unit to) {
        if (this == to) {
            return value;
        }
        if ((base == null ? this : base) != (to.base == null ? to : to.base)) {
            throw new IllegalArgumentException("'" + symbol + "' cannot be turned into '" + to.symbol + "'");
        }
        return value * inBase / to.inBase;
    }

    /** The symbol as written in definitions and answers, such as {@code m2} or {@code Mbit/s}. */
    public String symbol() {
        return symbol;
    }

    /**
     * The unit with this symbol.
     *
     * @throws IllegalArgumentException when no unit has it; the message lists the symbols that are known
     */
    public static Unit ofSymbol(String symbol) {
        for (Unit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return unit;
            }
        }
        List<String> known = Arrays.stream(values()).map(Unit::symbol).toList();
        throw new IllegalArgumentException("unknown unit '" + symbol + "', known are " + known);
    }
}
