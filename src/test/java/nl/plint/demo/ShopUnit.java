package nl.plint.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/** One shop unit and what happened to it between the two reference dates. Filled in step by step by {@link RetailStock}. */
final class ShopUnit {
    /** What a unit is on one reference date; {@code floorAreaM2} is its sales floor area. */
    static final class State {
        boolean present = true;
        boolean vacant;
        double floorAreaM2;

        @Nullable
        LocalDate vacantSince;

        int group;

        @Nullable
        RetailFormula formula;
    }

    final String id;
    final Coordinate rd;
    final String gmCode;
    final String place;
    final Facts.@Nullable Center center;
    final String frontage;
    final String address;
    final String postcode;
    final boolean floorAreaKnown;
    final State before = new State();
    final State after = new State();
    double vacancyWeight = 1;

    ShopUnit(
            String id,
            Coordinate rd,
            String gmCode,
            String place,
            Facts.@Nullable Center center,
            String frontage,
            String address,
            String postcode,
            boolean floorAreaKnown) {
        this.id = id;
        this.rd = rd;
        this.gmCode = gmCode;
        this.place = place;
        this.center = center;
        this.frontage = frontage;
        this.address = address;
        this.postcode = postcode;
        this.floorAreaKnown = floorAreaKnown;
    }

    boolean bulky() {
        return center != null && center.type().equals("GROOTSCHALIGE_CONCENTRATIE");
    }
}
