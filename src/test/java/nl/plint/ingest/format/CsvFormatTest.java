package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class CsvFormatTest {
    @TempDir
    Path folder;

    @Test
    void spaces_around_quoted_values_are_no_part_of_the_values() throws IOException {
        SourceRows rows = SourceRows.of(
                new CsvFormat(),
                write("income.csv", "\"FIPS\", \"Name\" ,\"1969  \" \n\"01\" , \"Alabama, \"\"AL\"\"\" ,2734 \n"));
        assertThat(rows.columnNames()).containsExactly("FIPS", "Name", "1969");
        assertThat(rows.features().get(0).values()).containsExactly("01", "Alabama, \"AL\"", "2734");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud = 0.1\n",
                "a filter\nof two lines\n",
                "S_INTERSECTS(place,POINT(6.5 53))\n",
                "eo, with nothing behind it\n\n"
            })
    void a_text_without_columns_or_without_rows_is_no_table(String text) throws IOException {
        Path file = write("note.txt", text);
        assertThatThrownBy(() -> SourceRows.of(new CsvFormat(), file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED))
                .hasMessageContaining("note.txt is text but no table");
    }

    @Test
    void a_text_with_columns_and_rows_is_a_table_and_so_is_a_csv_with_less() throws IOException {
        SourceRows table = SourceRows.of(new CsvFormat(), write("shops.txt", "name|lon|lat\nBakker|6.5|53\n"));
        assertThat(table.places()).containsExactly("POINT (6.5 53)");
        assertThat(SourceRows.of(new CsvFormat(), write("codes.csv", "postcode\n9468\n"))
                        .features())
                .hasSize(1);
        assertThat(SourceRows.of(new CsvFormat(), write("none.csv", "name,lon,lat\n"))
                        .features())
                .isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
