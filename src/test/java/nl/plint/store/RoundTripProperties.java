package nl.plint.store;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Whatever the values are, they come back from an archive. Each kind of archive has a test that extends this. */
public abstract class RoundTripProperties {
    private int version;

    /** The archive, which may have versions of earlier tries. */
    protected abstract DatasetArchive archive();

    @Property(tries = 40)
    void random_features_come_back_as_they_were(@ForAll("rows") List<List<Object>> rows) {
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
            features.add(ArchiveSamples.feature(
                    "id" + features.size(),
                    (String) row.get(0),
                    row.subList(1, row.size()).toArray()));
        }
        String id = "v" + System.identityHashCode(this) + "-" + version++;
        var draft = ArchiveSamples.draft(id, GeometryKind.ANY, LocalDate.of(2017, 1, 1), properties);
        DatasetArchive archive = archive();
        var written = ArchiveSamples.write(archive, draft, features);
        assertThat(ArchiveSamples.describe(archive, written)).isEqualTo(ArchiveSamples.describe(features));
        try (var stream = archive.read(written)) {
            assertThat(ContentHash.of(stream)).isEqualTo(written.contentSha256());
        }
    }

    @Provide
    Arbitrary<List<List<Object>>> rows() {
        Arbitrary<Object> place = Arbitraries.integers()
                .between(0, 300_000)
                .flatMap(x -> Arbitraries.of(
                        "POINT (" + x + " 557000.25)",
                        "POINT (" + x + " 550000)",
                        "MULTIPOINT (" + x + " 1, 2 3)",
                        "LINESTRING (0 0, " + x + " 1)",
                        "POLYGON ((0 0, 9 0, 9 " + (x + 1) + ", 0 0))"))
                .injectNull(0.1)
                .asGeneric();
        Arbitrary<Object> text = Arbitraries.strings()
                .ascii()
                .excludeChars('\0')
                .withChars('é', 'Ĳ', '\u2028', '\n', '\\', '\'')
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
                        List.of(place, text.injectNull(0.2), whole.injectNull(0.2), number.injectNull(0.2), flag, date))
                .as(values -> (List<Object>) new ArrayList<>(values))
                .list()
                .ofMaxSize(30);
    }
}
