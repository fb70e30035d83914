package nl.plint.dataset;

import java.util.Locale;
import nl.plint.text.LocalizedText;

/** How often a new version of a layer is expected: of the authority list {@code frequency} of the Publications Office of the EU. */
public enum UpdateFrequency {
    CONTINUOUS("CONT", "doorlopend", "continuous"),
    DAILY("DAILY", "dagelijks", "daily"),
    WEEKLY("WEEKLY", "wekelijks", "weekly"),
    MONTHLY("MONTHLY", "maandelijks", "monthly"),
    QUARTERLY("QUARTERLY", "per kwartaal", "quarterly"),
    HALF_YEARLY("ANNUAL_2", "halfjaarlijks", "half-yearly"),
    ANNUAL("ANNUAL", "jaarlijks", "annual"),
    BIENNIAL("BIENNIAL", "tweejaarlijks", "every two years"),
    TRIENNIAL("TRIENNIAL", "driejaarlijks", "every three years"),
    IRREGULAR("IRREG", "onregelmatig", "irregular"),
    NEVER("NEVER", "nooit", "never"),
    UNKNOWN("UNKNOWN", "onbekend", "unknown");

    private final String code;
    private final String nl;
    private final String en;

    UpdateFrequency(String code, String nl, String en) {
        this.code = code;
        this.nl = nl;
        this.en = en;
    }

    /** The name as written in layer definitions, such as {@code half-yearly}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public LocalizedText title() {
        return new LocalizedText(nl, en);
    }

    /** The IRI by which a catalogue names it. */
    public String iri() {
        return "http://publications.europa.eu/resource/authority/frequency/" + code;
    }
}
