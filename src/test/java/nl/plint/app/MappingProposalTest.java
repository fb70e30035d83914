package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.plint.ingest.Inspection;
import nl.plint.ingest.Mapping;
import nl.plint.ingest.Mapping.ColumnRule;
import nl.plint.ingest.MappingFile;
import nl.plint.ingest.MappingProposal;
import nl.plint.ingest.SourceFile;
import nl.plint.ingest.SourceFormat;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for tables such as municipalities have them. Their contents are synthetic. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class MappingProposalTest {
    @TempDir
    Path folder;

    @Test
    void a_table_of_shops_gets_its_codes_and_its_texts_for_nothing() throws IOException {
        MappingProposal proposal = propose(
                """
                VKP_ID;ADRES;POSTCODE;PLAATS;BRANCHE_GROEP;WVO_HA;LEEGSTAND;LEEG_SINDS;LIGGING;X_RD;Y_RD
                1;Demostraat 1;9401XA;Assen;Mode;0,0120;In gebruik;n.v.t.;a1;233906;557276
                2;Demostraat 2;9401XA;Assen;onbekend;0,0085;Leegstaand;01-02-2016;b;233907;557276
                3;Demostraat 3;9401XB;Assen;Mode;-;In gebruik;n.v.t.;A2;233908;557276
                """);
        assertThat(proposal.layer().id()).isEqualTo("shop-units");
        Mapping mapping = MappingFile.read(proposal.yaml(), "proposal.yaml");
        assertThat(mapping.dutchNumbers()).isTrue();
        assertThat(mapping.datePattern()).isEqualTo("dd-MM-yyyy");
        assertThat(rule(mapping, "vacant").values()).isEqualTo(Map.of("In gebruik", false, "Leegstaand", true));
        assertThat(rule(mapping, "frontage").values()).isEqualTo(Map.of("a1", "A1", "b", "B", "A2", "A2"));
        assertThat(rule(mapping, "vacantSince").empty()).isEqualTo(Set.of("n.v.t."));
        assertThat(rule(mapping, "branchGroup").empty()).isEqualTo(Set.of("onbekend"));
        assertThat(rule(mapping, "unitId").values()).isEmpty();
    }

    @Test
    void a_table_of_broadband_gets_the_units_of_its_headers() throws IOException {
        MappingProposal proposal = propose(
                """
                cell_id,technology,download_kbit,upload_kbit,fibre_share_pct,operator_count,area_colour,address_count,x,y
                c1,ftth,1000000,500000,87.5,2,Z,40,233906,557276
                c2,adsl,8000,1000,0,1,W,12,233907,557276
                c3,hfc,250000,9999999,-999,1,G,9,233908,557276
                """);
        assertThat(proposal.layer().id()).isEqualTo("broadband");
        Mapping mapping = MappingFile.read(proposal.yaml(), "proposal.yaml");
        assertThat(rule(mapping, "downloadMbps").unit()).isEqualTo(Unit.KILOBIT_PER_SECOND);
        assertThat(rule(mapping, "uploadMbps").unit()).isEqualTo(Unit.KILOBIT_PER_SECOND);
        assertThat(rule(mapping, "fibreShare").unit()).isEqualTo(Unit.PERCENT);
        assertThat(rule(mapping, "areaColour").values()).isEqualTo(Map.of("Z", "ZWART", "W", "WIT", "G", "GRIJS"));
        assertThat(rule(mapping, "technology").values())
                .isEqualTo(Map.of("ftth", "FTTH", "adsl", "ADSL", "hfc", "HFC"));
        assertThat(rule(mapping, "fibreShare").empty()).isEqualTo(Set.of("-999"));
        assertThat(rule(mapping, "uploadMbps").empty()).isEqualTo(Set.of("9999999"));
        assertThat(rule(mapping, "downloadMbps").empty()).isEmpty();
    }

    @Test
    void a_table_of_business_parks_gets_areas_in_what_they_are_written_in() throws IOException {
        MappingProposal proposal = propose(
                """
                park_id;name;gm_code;park_type;gross_area_m2;net_area_ha;issuable_area_ha;restructuring;year;wkt
                p1;Demopark;GM0106;L;120000;8;9999;ja;2016;"POINT (233906 557276)"
                p2;Proefpark;GM0114;R;350000;20;2;nee;2015;"POINT (233907 557276)"
                p3;Testpark;GM0114;R;450000;31;0;?;9999;"POINT (233908 557276)"
                """);
        assertThat(proposal.layer().id()).isEqualTo("business-parks");
        Mapping mapping = MappingFile.read(proposal.yaml(), "proposal.yaml");
        assertThat(rule(mapping, "grossAreaHa").unit()).isEqualTo(Unit.SQUARE_METER);
        assertThat(rule(mapping, "netAreaHa").unit()).isEqualTo(Unit.HECTARE);
        assertThat(rule(mapping, "parkType").values()).isEqualTo(Map.of("L", "LOKAAL", "R", "REGIONAAL"));
        assertThat(rule(mapping, "issuableAreaHa").empty()).isEqualTo(Set.of("9999"));
        assertThat(rule(mapping, "year").empty()).isEqualTo(Set.of("9999"));
        assertThat(rule(mapping, "restructuring").empty()).isEqualTo(Set.of("?"));
        assertThat(rule(mapping, "restructuring").values())
                .as("ja and nee are understood")
                .isEmpty();
    }

    @Test
    void the_same_file_gets_the_same_proposal_each_time() throws IOException {
        String table =
                "VKP_ID,LEEGSTAND,LIGGING,WVO_M2,x,y\n1,dicht,a1,-9999,233906,557276\n2,open,-,12,233907,557276\n";
        assertThat(propose(table).yaml()).isEqualTo(propose(table).yaml());
    }

    @Test
    void a_layer_whose_required_properties_the_table_lacks_is_not_proposed() throws IOException {
        String figures = "gemeentecode,gemeentenaam,aantal_inwoners,mannen\nGM0106,Assen,67165,33015\n";
        assertThat(find(figures)).as("no neighbourhood has a name here").isEmpty();
    }

    private MappingProposal propose(String table) throws IOException {
        return find(table).orElseThrow();
    }

    private Optional<MappingProposal> find(String table) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        SourceFormat format = SourceFormat.recognize(new SourceFile(file, "table.csv"), Wiring.sourceFormats());
        Inspection inspection = Inspection.of(file, format, new SourceFormat.Options("table.csv", null, null));
        return MappingProposal.of(
                inspection,
                Workspace.builtInLayers(),
                List.copyOf(Wiring.mappings().values()),
                "table");
    }

    private static ColumnRule rule(Mapping mapping, String property) {
        assertThat(mapping.columns()).containsKey(property);
        return mapping.columns().get(property);
    }
}
