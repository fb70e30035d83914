package nl.plint.store.geopackage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyType;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;

/** Whatever the values are, they come back. */
class RoundTripTest {
    @Property(tries = 40)
    void random_features_come_back_as_they_were(@ForAll("rows") List<List<Object>> rows) throws IOException {
        var properties = Stream.of(
                        PropertyType.STRING,
                        PropertyType.INTEGER,
                        PropertyType.NUMBER,
                        PropertyType.BOOLEAN,
                        PropertyType.DATE)
                .map(type -> ArchiveSamples.property(type.wireName(), type))
                .toList();
        List<Feature> features = new ArrayList<>();
        for (List<Object> row : rows) {
            String point = "POINT (" + row.get(0) + " 557000)";
            features.add(ArchiveSamples.feature(
                    "id" + features.size(), point, row.subList(1, row.size()).toArray()));
        }
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, LocalDate.of(2017, 1, 1), properties);
        Path folder = Files.createTempDirectory("plint");
        try (DatasetArchive archive = GeoPackageArchive.open(folder)) {
            var version = ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<List<Object>>> rows() {
        Arbitrary<Object> x = Arbitraries.integers().between(0, 300_000).asGeneric();
        Arbitrary<Object> text = Arbitraries.strings()
                .ascii()
                .withChars('é', 'Ĳ', '\u2028', '\n')
                .ofMaxLength(30)
                .asGeneric();
        Arbitrary<Object> whole = Arbitraries.longs().asGeneric();
        Arbitrary<Object> number = Arbitraries.doubles().asGeneric();
        Arbitrary<Object> flag = Arbitraries.of(true, false).asGeneric();
        Arbitrary<Object> date = Arbitraries.longs()
                .between(-200_000, 200_000)
                .map(LocalDate::ofEpochDay)
                .asGeneric();
        return Combinators.combine(
                        List.of(x, text.injectNull(0.2), whole.injectNull(0.2), number.injectNull(0.2), flag, date))
                .as(values -> (List<Object>) new ArrayList<>(values))
                .list()
                .ofMaxSize(30);
    }
}
