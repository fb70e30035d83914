package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.ingest.format.GmlFormat;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class GenericLayerTest {
    @TempDir
    Path folder;

    @Test
    void a_column_of_numbers_is_no_number_when_a_row_has_several() throws IOException {
        Path file = write(
                "labels.gml",
                """
                <Labels xmlns:gml="http://www.opengis.net/gml">
                  <featureMember><Label><angle>12.5</angle><width>3</width></Label></featureMember>
                  <featureMember><Label><angle>-66</angle><angle>-79.3</angle><width>4</width></Label></featureMember>
                </Labels>""");
        assertThat(layer(new GmlFormat(), file).properties())
                .extracting(PropertyDefinition::type)
                .containsExactly(PropertyType.JSON, PropertyType.INTEGER);
    }

    @Test
    void several_files_have_several_values_in_a_column_when_one_of_them_does() throws IOException {
        Path one = write("one.gml", "<Labels><featureMember><Label><angle>1</angle></Label></featureMember></Labels>");
        Path two = write(
                "two.gml",
                "<Labels><featureMember><Label><angle>1</angle><angle>2</angle></Label></featureMember></Labels>");
        List<SourceFile> files = List.of(new SourceFile(one, "one.gml"), new SourceFile(two, "two.gml"));
        try (SourceReader reader = CombinedReader.open(
                files, file -> new GmlFormat().open(file.path(), new Options(file.name(), null, null)), () -> {})) {
            assertThat(GenericLayer.of("labels", reader).properties())
                    .extracting(PropertyDefinition::type)
                    .containsExactly(PropertyType.JSON);
        }
    }

    @Test
    void a_file_without_rows_leaves_open_whether_the_layer_has_places() throws IOException {
        assertThat(layer(new CsvFormat(), write("none.csv", "name,size\n")).geometry())
                .isEqualTo(GeometryKind.ANY);
        assertThat(layer(new CsvFormat(), write("some.csv", "name,size\nBakker,3\n"))
                        .geometry())
                .isEqualTo(GeometryKind.NONE);
    }

    private static LayerDefinition layer(SourceFormat format, Path file) {
        try (SourceReader reader =
                format.open(file, new Options(file.getFileName().toString(), null, null))) {
            return GenericLayer.of("layer", reader);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
