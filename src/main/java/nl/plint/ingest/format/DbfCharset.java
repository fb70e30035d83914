package nl.plint.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which character set the texts of a {@code .dbf} are. A {@code .cpg} beside it tells, in one of many spellings; else
 * the language driver in its header, a number that dBASE gave to each code page; else it is the one of Windows in the west.
 */
final class DbfCharset {
    private static final Charset USUAL = Charset.forName("windows-1252");
    private static final Pattern ISO_8859 = Pattern.compile("(?:ISO)?[-_ ]?8859[-_ ]?(\\d{1,2})");
    private static final Pattern CODE_PAGE = Pattern.compile("(?:ANSI|OEM|CP|WINDOWS|IBM|MS)?[-_ ]?(\\d{3,5})");
    private static final Pattern LANGUAGE_DRIVER = Pattern.compile("LDID/(\\d{1,3})");

    /** Code pages by the language drivers that have them; 0x57 is whatever ANSI was on the machine of the writer. */
    private static final Map<Integer, List<Integer>> DRIVERS_OF_CODE_PAGE = Map.ofEntries(
            Map.entry(437, List.of(0x01, 0x0b, 0x0d, 0x0f, 0x11, 0x15, 0x18, 0x19, 0x1b)),
            Map.entry(850, List.of(0x02, 0x0a, 0x0e, 0x10, 0x12, 0x14, 0x16, 0x1a, 0x1d, 0x25, 0x37)),
            Map.entry(1252, List.of(0x03, 0x57, 0x58, 0x59)),
            Map.entry(852, List.of(0x1f, 0x22, 0x23, 0x40, 0x64, 0x87)),
            Map.entry(865, List.of(0x08, 0x17, 0x66)),
            Map.entry(866, List.of(0x26, 0x65)),
            Map.entry(863, List.of(0x1c, 0x6c)),
            Map.entry(860, List.of(0x24)),
            Map.entry(861, List.of(0x67)),
            Map.entry(737, List.of(0x6a, 0x86)),
            Map.entry(857, List.of(0x6b, 0x88)),
            Map.entry(932, List.of(0x13, 0x7b)),
            Map.entry(936, List.of(0x4d, 0x7a)),
            Map.entry(949, List.of(0x4e, 0x79)),
            Map.entry(950, List.of(0x4f, 0x78)),
            Map.entry(874, List.of(0x50, 0x7c)),
            Map.entry(1250, List.of(0xc8)),
            Map.entry(1251, List.of(0xc9)),
            Map.entry(1254, List.of(0xca)),
            Map.entry(1253, List.of(0xcb)),
            Map.entry(1257, List.of(0xcc)));

    private DbfCharset() {}

    /** @param cpg the text of the {@code .cpg}, empty where there is none */
    static Charset of(String cpg, int languageDriver) {
        return named(cpg.strip().toUpperCase(Locale.ROOT))
                .or(() -> ofLanguageDriver(languageDriver))
                .orElse(USUAL);
    }

    private static Optional<Charset> named(String name) {
        Matcher driver = LANGUAGE_DRIVER.matcher(name);
        if (driver.matches()) {
            return ofLanguageDriver(Integer.parseInt(driver.group(1)));
        }
        Matcher iso = ISO_8859.matcher(name);
        if (iso.matches()) {
            return find("ISO-8859-" + iso.group(1));
        }
        Matcher codePage = CODE_PAGE.matcher(name);
        if (codePage.matches()) {
            return ofCodePage(Integer.parseInt(codePage.group(1)));
        }
        return name.matches("UTF[-_ ]?8") ? Optional.of(StandardCharsets.UTF_8) : find(name);
    }

    private static Optional<Charset> ofLanguageDriver(int driver) {
        return DRIVERS_OF_CODE_PAGE.entrySet().stream()
                .filter(entry -> entry.getValue().contains(driver))
                .findFirst()
                .flatMap(entry -> ofCodePage(entry.getKey()));
    }

    private static Optional<Charset> ofCodePage(int codePage) {
        return codePage == 65001
                ? Optional.of(StandardCharsets.UTF_8)
                : find("windows-" + codePage).or(() -> find("IBM" + codePage)).or(() -> find("cp" + codePage));
    }

    private static Optional<Charset> find(String name) {
        boolean legal = name.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*");
        return legal && Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    }
}
