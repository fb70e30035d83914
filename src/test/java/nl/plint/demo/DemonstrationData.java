package nl.plint.demo;

import com.linuxense.javadbf.DBFDataType;
import com.linuxense.javadbf.DBFField;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import nl.plint.demo.Facts.Park;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;

/** Writes the files of {@code gis-data/samples}. The same seed gives the same files. */
public final class DemonstrationData {
    /** The seed of the files that are kept in the repository. */
    static final long SEED = 2013;

    private static final String SYNTHETIC = "Synthetic demonstration data; no real shop, firm or person. ";
    private static final String PLACES = "Place names and coordinates: GeoNames, CC BY 4.0.";

    private DemonstrationData() {}

    /** Takes the output folder and, if wanted, another seed. */
    public static void main(String[] args) throws IOException, SQLException {
        write(Path.of(args[0]), args.length > 1 ? Long.parseLong(args[1]) : SEED);
    }

    static void write(Path folder, long seed) throws IOException, SQLException {
        Files.createDirectories(folder);
        var projection = new Projection();
        Facts facts = Facts.read(projection);
        var landscape = new Landscape(facts, seed);
        var areas = new AreaLayers(facts, landscape, seed);
        var json = new GeoJsonFile(projection);
        write(json, folder, "municipalities", "Twelve municipalities with made-up borders. ", areas.municipalities());
        write(json, folder, "neighbourhoods", "One cell around every settlement. ", areas.neighborhoods());
        write(json, folder, "centres", "Shopping centers in and around Drenthe. ", areas.centers());
        write(json, folder, "roads", "Main roads as simplified lines through towns. ", areas.roads());
        write(json, folder, "protected-areas", "Natura 2000 names with made-up shapes. ", areas.protectedAreas());
        write(json, folder, "residential-areas", "Built-up areas of the right size. ", areas.residentialAreas());
        write(json, folder, "web-shops", "Made-up web shops by type of facility. ", areas.webShops());
        write(json, folder, "business-units", "Halls and offices on parks. ", ParkUnits.build(landscape, seed));
        DutchCsv.write(
                folder.resolve("population-forecast.csv"),
                List.of("forecastId", "gmCode", "year", "vintage", "inhabitants", "BRON"),
                areas.forecast());
        shopUnits(folder, facts, RetailStock.build(facts, landscape, seed));
        businessParks(folder.resolve("business-parks.zip"), landscape.parks());
        Path broadband = folder.resolve("broadband.gpkg");
        Files.deleteIfExists(broadband);
        BroadbandGeoPackage.write(broadband, Broadband.build(facts, landscape, seed));
    }

    private static void write(
            GeoJsonFile json, Path folder, String layer, String description, List<GeoJsonFile.Item> items)
            throws IOException {
        json.write(folder.resolve(layer + ".geojson"), layer, SYNTHETIC + description + PLACES, items);
    }

    private static void shopUnits(Path folder, Facts facts, List<ShopUnit> units) throws IOException {
        List<String> header = List.of(
                "VKP_ID",
                "PEILDATUM",
                "ADRES",
                "POSTCODE",
                "PLAATS",
                "GEMEENTE",
                "GM_CODE",
                "WINKELGEBIED_CODE",
                "WINKELGEBIED",
                "BRANCHE_CODE",
                "BRANCHE_GROEP",
                "FORMULE",
                "AANTAL_FILIALEN",
                "WVO_M2",
                "LEEGSTAND",
                "LEEG_SINDS",
                "LIGGING",
                "X_RD",
                "Y_RD",
                "BRON");
        DutchCsv.write(
                folder.resolve("shop-units-2013.csv"),
                header,
                rows(units, facts, Vacancy.BEFORE, unit -> unit.before, RetailFormula::branchesBefore));
        DutchCsv.write(
                folder.resolve("shop-units-2017.csv"),
                header,
                rows(units, facts, Vacancy.AFTER, unit -> unit.after, RetailFormula::branchesAfter));
    }

    private static List<List<String>> rows(
            List<ShopUnit> units,
            Facts facts,
            LocalDate date,
            Function<ShopUnit, ShopUnit.State> stateOf,
            Function<RetailFormula, Integer> branches) {
        List<List<String>> rows = new ArrayList<>();
        for (ShopUnit unit : units) {
            ShopUnit.State state = stateOf.apply(unit);
            if (state.present) {
                BranchGroup group = BranchGroup.ALL.get(state.group);
                boolean chain = !state.vacant && state.formula != null;
                rows.add(List.of(
                        unit.id,
                        DutchCsv.date(date),
                        unit.address,
                        unit.postcode,
                        unit.place,
                        facts.municipality(unit.gmCode).name(),
                        unit.gmCode,
                        unit.center == null ? "" : unit.center.code(),
                        unit.center == null ? "Verspreide bewinkeling" : unit.center.name(),
                        state.vacant ? "00.000.000" : group.code(branch(unit)),
                        state.vacant ? "Leegstand" : group.name(),
                        chain ? formula(state).name() : "",
                        state.vacant ? "" : DutchCsv.number(chain ? branches.apply(formula(state)) : 1, 0),
                        unit.floorAreaKnown ? DutchCsv.number(state.floorAreaM2, 1) : "",
                        state.vacant ? "J" : "N",
                        state.vacant ? DutchCsv.date(state.vacantSince) : "",
                        unit.frontage,
                        DutchCsv.number(unit.rd.x, 1),
                        DutchCsv.number(unit.rd.y, 1),
                        DutchCsv.SOURCE));
            }
        }
        return rows;
    }

    private static RetailFormula formula(ShopUnit.State state) {
        return Objects.requireNonNull(state.formula);
    }

    /** One of nine made-up branches, the same on both dates. */
    private static int branch(ShopUnit unit) {
        return 1 + Math.floorMod(unit.id.hashCode(), 9);
    }

    private static void businessParks(Path zip, Map<Park, Polygon> parks) throws IOException {
        List<DBFField> fields = List.of(
                text("RIN_NUMMER", 10),
                number("JAAR", 4, 0),
                text("PLAN_NAAM", 60),
                text("GEM_CODES", 20),
                number("HA_BRUTO", 10, 2),
                number("HA_NETTO", 10, 2),
                number("HA_TOTTUIT", 10, 2),
                number("HA_TERSTND", 10, 2),
                text("WLOC_TYPE", 30),
                text("MIL_CAT", 4),
                text("LOKAAL_REG", 10),
                text("HERSTRUCT", 1),
                number("PRIJS_M2", 8, 2),
                text("BRON", 20));
        List<Object[]> rows = new ArrayList<>();
        for (Park park : parks.keySet()) {
            List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                    ParkUnits.parkId(rows.size()),
                    2015,
                    park.name(),
                    park.gmCode(),
                    decimal(park.grossHa()),
                    decimal(park.netHa()),
                    decimal(park.freeHa()),
                    decimal(park.freeNowHa()),
                    park.category().compareTo("4.2") > 0 ? "zwaar" : "gemengd",
                    park.category(),
                    park.type(),
                    park.restructuring() ? "J" : "N",
                    decimal(park.priceEurPerM2()),
                    DutchCsv.SOURCE));
            Collections.replaceAll(row, "", null);
            rows.add(row.toArray());
        }
        ShapefileZip.write(zip, "bedrijventerreinen", List.copyOf(parks.values()), fields, rows);
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value);
    }

    private static DBFField text(String name, int length) {
        return new DBFField(name, DBFDataType.CHARACTER, length);
    }

    private static DBFField number(String name, int length, int decimals) {
        return new DBFField(name, DBFDataType.NUMERIC, length, decimals);
    }
}
