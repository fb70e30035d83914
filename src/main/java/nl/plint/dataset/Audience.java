package nl.plint.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who an answer is for, and so how much is in it (DOMAIN section 3.5).
 *
 * @param gmCode the municipality of a partner, null for the others
 */
public record Audience(Tier tier, @Nullable String gmCode) {
    /** How much is shown. */
    public enum Tier {
        /** Small numbers are withheld. */
        PUBLIC,
        /** A municipality: its own area in full, the others as to the public. */
        PARTNER,
        /** Everything, within the licence of the source. */
        PROVINCE
    }

    public static final Audience PUBLIC = new Audience(Tier.PUBLIC, null);
    public static final Audience PROVINCE = new Audience(Tier.PROVINCE, null);

    public Audience {
        if ((tier == Tier.PARTNER) != (gmCode != null)) {
            throw new IllegalArgumentException("a partner, and nobody else, has a municipality");
        }
    }

    public static Audience partner(String gmCode) {
        return new Audience(Tier.PARTNER, gmCode);
    }

    /**
     * Reads {@code public}, {@code province} or {@code partner:GM0114}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Audience parse(String text) {
        if (text.equals("public")) {
            return PUBLIC;
        }
        if (text.equals("province")) {
            return PROVINCE;
        }
        if (text.matches("partner:GM\\d{4}")) {
            return partner(text.substring("partner:".length()));
        }
        throw new IllegalArgumentException("'" + text + "' is not 'public', 'province' or 'partner:' with the code of a"
                + " municipality, such as 'partner:GM0114'");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String name = tier.name().toLowerCase(Locale.ROOT);
        return gmCode == null ? name : name + ":" + gmCode;
    }

    /** Whether somebody of this audience may see what the other may see. */
    public boolean maySeeAs(Audience other) {
        return tier == Tier.PROVINCE || other.tier == Tier.PUBLIC || equals(other);
    }

    /** The least audience that may see what is for both. */
    public Audience and(Audience other) {
        if (maySeeAs(other)) {
            return this;
        }
        return other.maySeeAs(this) ? other : PROVINCE;
    }

    /** Whether all is shown of an area in this municipality; null is an area in none or in several. */
    public boolean seesAllOf(@Nullable String areaGmCode) {
        return tier == Tier.PROVINCE || (tier == Tier.PARTNER && areaGmCode != null && areaGmCode.equals(gmCode));
    }

    /** Whether areas may be chosen freely. Free choice would let small numbers be found by subtraction. */
    public boolean choosesFreely() {
        return tier == Tier.PROVINCE;
    }
}
