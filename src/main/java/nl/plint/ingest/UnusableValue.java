package nl.plint.ingest;

import nl.plint.text.LocalizedText;

/** A value that cannot be used: why, in both languages. */
final class UnusableValue extends Exception {
    private static final long serialVersionUID = 1L;
    private final IssueCode code;
    private final transient LocalizedText reason;

    UnusableValue(IssueCode code, String nl, String en) {
        super(en);
        this.code = code;
        this.reason = new LocalizedText(nl, en);
    }

    static UnusableValue notANumber(Object given) {
        String shown = shortened(given);
        return new UnusableValue(
                IssueCode.NOT_A_NUMBER, "'" + shown + "' is geen getal", "'" + shown + "' is not a number");
    }

    static UnusableValue notADate(Object given) {
        String shown = shortened(given);
        return new UnusableValue(
                IssueCode.NOT_A_DATE, "'" + shown + "' is geen datum", "'" + shown + "' is not a date");
    }

    /** A value as it is shown in a message. */
    static String shortened(Object given) {
        String text = Values.text(given);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    IssueCode code() {
        return code;
    }

    LocalizedText reason() {
        return reason;
    }
}
