package nl.plint.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes CSV as Dutch offices do: semicolons, 1.234,5 for numbers and day-month-year for dates. */
final class DutchCsv {
    /** What the column BRON or METHODE says in every row. */
    static final String SOURCE = "DEMO (synthetisch)";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MM-yyyy", Locale.ROOT);

    private DutchCsv() {}

    /** The rows hold no semicolons, quotes or line ends. */
    static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
        var text = new StringBuilder(String.join(";", header)).append('\n');
        rows.forEach(row -> text.append(String.join(";", row)).append('\n'));
        Files.writeString(file, text.toString());
    }

    static String number(double value, int decimals) {
        String plain = BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        String whole = decimals == 0 ? plain : plain.substring(0, plain.indexOf('.'));
        String fraction = decimals == 0 ? "" : "," + plain.substring(plain.indexOf('.') + 1);
        var grouped = new StringBuilder(whole);
        for (int at = whole.length() - 3; at > (value < 0 ? 1 : 0); at -= 3) {
            grouped.insert(at, '.');
        }
        return grouped + fraction;
    }

    static String date(@Nullable LocalDate date) {
        return date == null ? "" : DATE.format(date);
    }
}
