package nl.plint.quantity;

import java.util.Arrays;
import java.util.List;

/**
 * The unit of a number in a layer, a rule or a finding.
 *
 * <p>Each unit has one symbol, as it is written in layer definitions, API answers and messages. A share is a fraction
 * in 0..1; percent is only for people to read.
 */
public enum Unit {
    METER("m"),
    KILOMETER("km"),
    SQUARE_METER("m2"),
    HECTARE("ha"),
    MEGABIT_PER_SECOND("Mbit/s"),
    SHARE("share"),
    COUNT("count"),
    EURO("EUR"),
    EURO_PER_SQUARE_METER("EUR/m2"),
    YEAR("year"),
    DAY("day"),
    MINUTE("min"),
    KILOMETER_PER_HOUR("km/h"),
    ONE("1");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
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
