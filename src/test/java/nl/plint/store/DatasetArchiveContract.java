package nl.plint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.geo.Bounds;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/** What every archive promises. Each kind has a test that implements this on an archive of its own. */
public interface DatasetArchiveContract {
    LocalDate JANUARY = LocalDate.of(2017, 1, 1);
    LocalDate JULY = LocalDate.of(2017, 7, 1);

    /** Opens the archive of this test; each call opens the same one once more. */
    DatasetArchive open();

    @Test
    default void every_type_of_value_comes_back_as_it_was() {
        var properties = new ArrayList<PropertyDefinition>();
        for (PropertyType type : PropertyType.values()) {
            properties.add(ArchiveSamples.property(type.wireName(), type));
        }
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, properties);
        Map<String, Object> nested = Map.of("a", List.of(1L, 2.5, "drie", true), "b", Map.of("c", Long.MAX_VALUE));
        var features = List.of(
                ArchiveSamples.feature(
                        "1",
                        "POINT (234000 557000)",
                        "Één winkel 'te huur' 🏬",
                        Long.MIN_VALUE,
                        -0.1,
                        true,
                        JULY,
                        nested),
                ArchiveSamples.feature(
                        "2", "POINT (234000.123456789 557000)", "", 0L, 0.0, false, LocalDate.of(-1, 2, 3), "text"),
                ArchiveSamples.feature("3", null, null, null, null, null, null, null),
                ArchiveSamples.feature("4", null, null, null, Double.MIN_VALUE, null, null, List.of()));

        try (DatasetArchive archive = open()) {
            DatasetVersion version = ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
            assertThat(version.featureCount()).isEqualTo(4);
        }
    }

    @Test
    default void a_number_that_is_not_a_number_is_unknown() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(
                    archive, draft, List.of(ArchiveSamples.feature("1", "POINT (1 2)", Double.NaN)));
            assertThat(ArchiveSamples.read(archive, version).get(0).value(0)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT (234000 557000)",
                "POINT EMPTY",
                "MULTIPOINT ((1 2), (3 4))",
                "LINESTRING (0 0, 10 0, 10 10)",
                "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
                "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (4 4, 5 4, 5 5, 4 4))",
                "POLYGON EMPTY",
                "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 20, 29 20, 29 29, 20 20), (25 22, 26 22, 26 23, 25 22)))",
                "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4, 5 6))",
            })
    default void every_kind_of_geometry_comes_back_exactly(String wkt) {
        var draft = ArchiveSamples.draft("v1", GeometryKind.ANY, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, List.of(ArchiveSamples.feature("1", wkt)));
            Geometry expected = ArchiveSamples.geometry(wkt);
            Geometry found = Objects.requireNonNull(
                    ArchiveSamples.read(archive, version).get(0).geometryRd());
            assertThat(found.getGeometryType()).isEqualTo(expected.getGeometryType());
            assertThat(found.equalsExact(expected)).isTrue();
            assertThat(version.boundsRd())
                    .isEqualTo(expected.isEmpty() ? null : Bounds.of(expected.getEnvelopeInternal()));
        }
    }

    @Test
    default void a_layer_without_places_keeps_its_values() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.NONE, JANUARY, ArchiveSamples.number());
        var features = List.of(ArchiveSamples.feature("GM0106", null, 68_599.0));
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
            assertThat(version.boundsRd()).isNull();
        }
    }

    @Test
    default void features_come_back_in_the_order_in_which_they_were_written() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        var features = new ArrayList<Feature>();
        for (int number = 5_000; number > 0; number--) {
            features.add(ArchiveSamples.feature("id-" + number, "POINT (" + number + " 1)"));
        }
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
        }
    }

    @Test
    default void names_of_properties_may_look_alike_or_like_columns_of_the_archive() {
        var names = List.of("name", "Name", "name_2", "fid", "geom", "GEOM", "plint_id", "a \"b\"; DROP", "x'y", "é É");
        var properties = names.stream()
                .map(name -> ArchiveSamples.property(name, PropertyType.STRING))
                .toList();
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, properties);
        var features = List.of(new Feature("1", null, names.toArray()));
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, features);
            assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(features));
        }
    }

    @Test
    default void what_is_known_of_a_version_comes_back_after_reopening() {
        var property = new PropertyDefinition(
                "area",
                new LocalizedText("Oppervlakte", "Area"),
                PropertyType.NUMBER,
                Unit.SQUARE_METER,
                true,
                0.0,
                9e9,
                List.of());
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of(property));
        DatasetVersion written;
        try (DatasetArchive archive = open()) {
            written = ArchiveSamples.write(archive, draft, List.of(ArchiveSamples.feature("1", "POINT (1 2)", 12.5)));
        }
        try (DatasetArchive archive = open()) {
            DatasetVersion found = archive.findVersion(draft.layer().id(), "v1").orElseThrow();
            assertThat(found).usingRecursiveComparison().isEqualTo(written);
            assertThat(archive.listLayers()).containsExactly(draft.layer());
            assertThat(archive.report(draft.layer().id(), "v1")).isEqualTo(ArchiveSamples.REPORT);
        }
    }

    @Test
    default void a_version_is_published_for_its_own_date_and_an_older_one_can_be_published_again() {
        try (DatasetArchive archive = open()) {
            var first = ArchiveSamples.draft("first", GeometryKind.POINT, JANUARY, List.of());
            ArchiveSamples.write(archive, first, List.of());
            ArchiveSamples.write(
                    archive, ArchiveSamples.draft("second", GeometryKind.POINT, JANUARY, List.of()), List.of());
            ArchiveSamples.write(
                    archive, ArchiveSamples.draft("later", GeometryKind.POINT, JULY, List.of()), List.of());
            String layer = first.layer().id();
            assertThat(archive.listPublished(layer)).isEmpty();

            ArchiveSamples.publish(archive, layer, "second");
            ArchiveSamples.publish(archive, layer, "later");
            assertThat(archive.listPublished(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("later", "second");
            ArchiveSamples.publish(archive, layer, "first");
            assertThat(archive.listPublished(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("later", "first");
            assertThat(archive.listVersions(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("later", "second", "first");
        }
    }

    @Test
    default void of_two_who_publish_at_once_one_wins_and_the_other_is_told() throws Exception {
        try (DatasetArchive archive = open();
                DatasetArchive other = open()) {
            List<String> ids = List.of("a", "b", "c", "d", "e", "f");
            for (String id : ids) {
                ArchiveSamples.write(
                        archive, ArchiveSamples.draft(id, GeometryKind.POINT, JANUARY, List.of()), List.of());
            }
            String layer = "shop-units";
            archive.publish(layer, "a", null);
            ExecutorService publishers = Executors.newFixedThreadPool(ids.size());
            try {
                List<Future<Boolean>> published = new ArrayList<>();
                for (String id : ids.subList(1, ids.size())) {
                    published.add(publishers.submit(() -> {
                        try {
                            (id.charAt(0) % 2 == 0 ? archive : other).publish(layer, id, "a");
                            return true;
                        } catch (PublicationChangedException e) {
                            assertThat(e).hasMessageContaining(id);
                            return false;
                        }
                    }));
                }
                int won = 0;
                for (int index = 0; index < published.size(); index++) {
                    if (published.get(index).get()) {
                        won++;
                        assertThat(archive.listPublished(layer))
                                .extracting(DatasetVersion::id)
                                .containsExactly(ids.get(index + 1));
                    }
                }
                assertThat(won).isEqualTo(1);
            } finally {
                publishers.shutdownNow();
            }
            String winner = archive.listPublished(layer).get(0).id();
            archive.publish(layer, winner, "a");
            assertThatThrownBy(() -> archive.publish(layer, "a", null)).isInstanceOf(PublicationChangedException.class);
            archive.unpublish(layer, winner);
            assertThatThrownBy(() -> archive.publish(layer, "a", winner))
                    .isInstanceOf(PublicationChangedException.class)
                    .hasMessageContaining("unpublished");
            assertThat(archive.listPublished()).isEmpty();
        }
    }

    @Test
    default void all_that_is_published_is_listed_by_layer_and_date() {
        try (DatasetArchive archive = open()) {
            for (String layer : List.of("zones", "areas", "drafts")) {
                for (var date : List.of(JANUARY, JULY)) {
                    var draft = ArchiveSamples.draft(date.toString(), GeometryKind.POINT, date, List.of());
                    var definition = new LayerDefinition(
                            layer,
                            LocalizedText.same(layer),
                            LocalizedText.same("t"),
                            GeometryKind.POINT,
                            null,
                            List.of());
                    var of = new VersionDraft(draft.versionId(), definition, date, draft.schema(), draft.provenance());
                    ArchiveSamples.write(archive, of, List.of());
                    if (!layer.equals("drafts")) {
                        ArchiveSamples.publish(archive, layer, of.versionId());
                    }
                }
            }
            List<PublishedLayer> published = archive.listPublished();
            assertThat(published).extracting(one -> one.definition().id()).containsExactly("areas", "zones");
            assertThat(published).allSatisfy(layer -> {
                assertThat(layer.versions())
                        .extracting(DatasetVersion::referenceDate)
                        .containsExactly(JULY, JANUARY);
                assertThat(layer.versions())
                        .usingRecursiveComparison()
                        .isEqualTo(archive.listPublished(layer.definition().id()));
            });
        }
    }

    @Test
    default void a_version_keeps_a_hash_of_its_features_and_the_moment_it_is_given() {
        var plain = ArchiveSamples.draft("v1", GeometryKind.ANY, JANUARY, ArchiveSamples.number());
        var moment = Instant.parse("2017-02-03T04:05:06.789Z");
        var draft = new VersionDraft(
                "v1", plain.layer(), plain.referenceDate(), plain.schema(), plain.provenance(), moment);
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(
                    archive,
                    draft,
                    List.of(
                            ArchiveSamples.feature("é", "POINT (1 2)", -0.0),
                            ArchiveSamples.feature("2", "POLYGON EMPTY", Double.NaN),
                            ArchiveSamples.feature("3", null, new Object[] {null})));
            assertThat(version.createdAt()).isEqualTo(moment);
            try (FeatureStream stream = archive.read(version)) {
                assertThat(ContentHash.of(stream)).isEqualTo(version.contentSha256());
            }
            assertThat(version.contentSha256()).hasSize(64);
            var other = ArchiveSamples.write(
                    archive,
                    ArchiveSamples.draft("v2", GeometryKind.ANY, JANUARY, ArchiveSamples.number()),
                    List.of(ArchiveSamples.feature("é", "POINT (1 2)", 1e-300)));
            assertThat(other.contentSha256()).isNotEqualTo(version.contentSha256());
        }
    }

    @Test
    default void a_catalog_that_follows_shows_what_another_process_does() throws Exception {
        var first = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        var second = ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = first.layer().id();
        try (DatasetArchive archive = open();
                DatasetArchive other = open();
                DatasetCatalog catalog = new DatasetCatalog(archive)) {
            catalog.follow();
            assertThat(archive.trouble()).isEmpty();
            ArchiveSamples.write(other, first, ArchiveSamples.numbered(1, 9));
            ArchiveSamples.write(other, second, ArchiveSamples.numbered(2, 5));
            ArchiveSamples.publish(other, layer, "v1");
            await(() -> catalog.now().find(layer).isPresent());
            Published before = catalog.now();
            ArchiveSamples.publish(other, layer, "v2");
            await(() -> catalog.now().current(layer).size() == 5);
            assertThat(before.current(layer).size())
                    .as("whoever began before ends there")
                    .isEqualTo(9);
            assertThat(catalog.findReleased(layer, "v1"))
                    .as("a walk that began in it goes on")
                    .isPresent();
            other.unpublish(layer, "v2");
            await(() -> catalog.now().find(layer).isEmpty());
            assertThat(catalog.findReleased(layer, "v2"))
                    .as("it was taken from the readers")
                    .isEmpty();
            other.unpublish(layer, "v1");
            await(() -> catalog.findReleased(layer, "v1").isEmpty());
            other.retire(layer, "v2");
            other.retire(layer, "v1");
            assertThat(catalog.findVersion(layer, "v2")).isEmpty();
        }
    }

    @Test
    default void readers_may_see_what_is_published_or_was_until_another_took_its_place() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            for (String id : List.of("v1", "v2", "v3")) {
                ArchiveSamples.write(
                        archive,
                        ArchiveSamples.draft(id, GeometryKind.POINT, JANUARY, ArchiveSamples.number()),
                        ArchiveSamples.numbered(1, 2));
            }
            assertThat(archive.findReleased(layer, "v1")).as("a draft").isEmpty();
            ArchiveSamples.publish(archive, layer, "v1");
            ArchiveSamples.publish(archive, layer, "v2");
            assertThat(archive.listReleased(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("v2", "v1");
            assertThat(archive.findReleased(layer, "v1").orElseThrow().id()).isEqualTo("v1");
            archive.release(layer, "v3");
            assertThat(archive.findReleased(layer, "v3")).isPresent();
            for (String id : List.of("v1", "v2", "v3")) {
                archive.unpublish(layer, id);
            }
            assertThat(archive.listReleased(layer)).isEmpty();
            assertThat(archive.listVersions(layer)).hasSize(3);
            assertThatThrownBy(() -> archive.release(layer, "v4")).isInstanceOf(UnknownVersionException.class);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; !condition.getAsBoolean(); attempt++) {
            assertThat(attempt).as("tenths of seconds waited").isLessThan(200);
            Thread.sleep(100);
        }
    }

    @Test
    default void a_writer_closed_before_it_finished_leaves_no_trace() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            archive.define(draft.layer());
            try (VersionWriter writer = archive.begin(draft)) {
                writer.write(ArchiveSamples.feature("1", "POINT (1 2)"));
                assertThat(archive.listVersions(draft.layer().id())).isEmpty();
            }
            assertThat(archive.findVersion(draft.layer().id(), "v1")).isEmpty();
            ArchiveSamples.write(archive, draft, List.of());
        }
    }

    @Test
    default void a_version_is_written_once() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive archive = open()) {
            archive.define(draft.layer());
            try (VersionWriter slow = archive.begin(draft)) {
                ArchiveSamples.write(archive, draft, List.of(ArchiveSamples.feature("1", null)));
                assertThatThrownBy(() -> archive.begin(draft)).isInstanceOf(VersionExistsException.class);
                assertThatThrownBy(() -> slow.finish("{}")).isInstanceOf(VersionExistsException.class);
            }
            var version = archive.findVersion(draft.layer().id(), "v1").orElseThrow();
            assertThat(ArchiveSamples.read(archive, version)).hasSize(1);
        }
    }

    @Test
    default void a_definition_can_be_replaced_and_versions_stay() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        var wider = ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            ArchiveSamples.write(archive, draft, List.of());
            archive.define(wider.layer());
            assertThat(archive.listLayers()).containsExactly(wider.layer());
            assertThat(archive.findVersion(draft.layer().id(), "v1")
                            .orElseThrow()
                            .schema()
                            .size())
                    .isZero();
        }
    }

    @Test
    default void what_is_not_there_is_refused_by_name() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            assertThatThrownBy(() -> archive.retire(layer, "v1")).isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> archive.unpublish(layer, "v1")).isInstanceOf(UnknownVersionException.class);
            var version = ArchiveSamples.write(archive, draft, List.of());
            assertThatThrownBy(() -> archive.retire(layer, "v2")).isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> archive.unpublish(layer, "v2")).isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> ArchiveSamples.publish(archive, layer, "v2"))
                    .isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> archive.report(layer, "v2")).isInstanceOf(UnknownVersionException.class);
            assertThat(version.id()).isEqualTo("v1");
        }
    }

    @Test
    default void a_layer_is_defined_by_its_first_version_and_not_before() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            try (VersionWriter writer = archive.begin(draft)) {
                writer.write(ArchiveSamples.feature("1", null, 1.0));
                assertThat(archive.listLayers()).isEmpty();
            }
            assertThat(archive.listLayers()).as("closed without finish").isEmpty();
            try (VersionWriter writer = archive.begin(draft)) {
                writer.finish("{}");
            }
            assertThat(archive.listLayers()).containsExactly(draft.layer());
            assertThat(archive.findVersion(draft.layer().id(), "v1")).isPresent();
        }
    }

    @Test
    default void a_version_is_not_written_by_a_definition_that_is_no_longer_in_force() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        var other = ArchiveSamples.draft("v2", GeometryKind.POLYGON, JANUARY, ArchiveSamples.number());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            try (VersionWriter slow = archive.begin(draft)) {
                ArchiveSamples.write(archive, other, List.of());
                assertThatThrownBy(() -> slow.finish("{}"))
                        .isInstanceOf(LayerChangedException.class)
                        .hasMessageContaining(layer);
            }
            assertThatThrownBy(() -> archive.begin(draft)).isInstanceOf(LayerChangedException.class);
            assertThat(archive.listVersions(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("v2");
            assertThat(archive.listLayers()).containsExactly(other.layer());
        }
    }

    @Test
    default void a_retired_version_is_gone_for_good_and_can_be_taken_in_again() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 9));
            ArchiveSamples.write(
                    archive,
                    ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, ArchiveSamples.number()),
                    ArchiveSamples.numbered(2, 9));
            archive.retire(layer, "v1");
            assertThat(archive.findVersion(layer, "v1")).isEmpty();
            assertThat(archive.listVersions(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("v2");
            assertThatThrownBy(() -> archive.read(version)).isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> archive.report(layer, "v1")).isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> ArchiveSamples.publish(archive, layer, "v1"))
                    .isInstanceOf(UnknownVersionException.class);
            assertThatThrownBy(() -> archive.retire(layer, "v1")).isInstanceOf(UnknownVersionException.class);
        }
        try (DatasetArchive archive = open()) {
            assertThat(archive.findVersion(layer, "v1")).isEmpty();
            var again = ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(3, 5));
            assertThat(ArchiveSamples.read(archive, again)).hasSize(5);
            archive.retire(layer, "v1");
            archive.retire(layer, "v2");
            assertThat(archive.listVersions(layer)).isEmpty();
            assertThat(archive.listLayers()).as("its definition stays").containsExactly(draft.layer());
        }
    }

    @Test
    default void a_published_version_is_not_retired_before_it_is_unpublished_or_replaced() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 9));
            ArchiveSamples.publish(archive, layer, "v1");
            assertThatThrownBy(() -> archive.retire(layer, "v1"))
                    .isInstanceOf(VersionInUseException.class)
                    .hasMessageContaining("v1")
                    .hasMessageContaining("unpublish");
            assertThat(ArchiveSamples.read(archive, version)).hasSize(9);
            ArchiveSamples.write(
                    archive,
                    ArchiveSamples.draft("v2", GeometryKind.POINT, JANUARY, ArchiveSamples.number()),
                    ArchiveSamples.numbered(2, 9));
            ArchiveSamples.publish(archive, layer, "v2");
            archive.retire(layer, "v1");
            archive.unpublish(layer, "v2");
            archive.retire(layer, "v2");
            assertThat(archive.listVersions(layer)).isEmpty();
        }
    }

    @Test
    default void an_unpublished_version_stays_and_takes_only_its_own_date_away() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            ArchiveSamples.write(archive, draft, List.of());
            ArchiveSamples.write(
                    archive, ArchiveSamples.draft("later", GeometryKind.POINT, JULY, List.of()), List.of());
            ArchiveSamples.write(
                    archive, ArchiveSamples.draft("staged", GeometryKind.POINT, JULY, List.of()), List.of());
            ArchiveSamples.publish(archive, layer, "v1");
            ArchiveSamples.publish(archive, layer, "later");
            archive.unpublish(layer, "staged");
            assertThat(archive.listPublished(layer))
                    .as("what is not published is left as it is")
                    .extracting(DatasetVersion::id)
                    .containsExactly("later", "v1");
            archive.unpublish(layer, "later");
            assertThat(archive.listPublished(layer))
                    .extracting(DatasetVersion::id)
                    .containsExactly("v1");
            archive.unpublish(layer, "v1");
            archive.unpublish(layer, "v1");
            assertThat(archive.listPublished(layer)).isEmpty();
            assertThat(archive.listVersions(layer)).hasSize(3);
            ArchiveSamples.publish(archive, layer, "v1");
            assertThat(archive.listPublished(layer)).hasSize(1);
        }
    }

    @Test
    default void a_reader_reads_on_in_a_version_that_is_retired() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 20_000));
            try (FeatureStream stream = archive.read(version)) {
                assertThat(stream.next()).isNotNull();
                archive.retire(version.layer(), "v1");
                assertThat(Snapshot.load(version, stream).size()).isEqualTo(19_999);
            }
        }
    }

    @Test
    default void what_is_unpublished_and_retired_leaves_the_catalog_too() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open()) {
            var version = ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 9));
            var catalog = new DatasetCatalog(archive);
            catalog.publish(layer, "v1");
            Snapshot held = catalog.now().current(layer);
            assertThatThrownBy(() -> catalog.retire(layer, "v1")).isInstanceOf(VersionInUseException.class);
            assertThat(catalog.now().current(layer)).as("still kept").isSameAs(held);

            catalog.unpublish(layer, "v1");
            assertThat(catalog.now().find(layer)).isEmpty();
            assertThat(catalog.now().list()).isEmpty();
            catalog.retire(layer, "v1");
            assertThat(held.size()).as("whoever holds it reads on").isEqualTo(9);
            assertThat(catalog.now().snapshot(version))
                    .as("a walk through it that began before ends there")
                    .isSameAs(held);
            assertThatThrownBy(() -> new DatasetCatalog(archive).now().snapshot(version))
                    .isInstanceOf(UnknownVersionException.class);

            ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(2, 5));
            catalog.publish(layer, "v1");
            assertThat(catalog.now().current(layer).size())
                    .as("the same id, made again")
                    .isEqualTo(5);
        }
    }

    @Test
    default void a_catalog_sees_what_another_process_retired_when_it_needs_it() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = draft.layer().id();
        try (DatasetArchive archive = open();
                DatasetArchive other = open()) {
            ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(1, 9));
            ArchiveSamples.publish(archive, layer, "v1");
            var catalog = new DatasetCatalog(archive);
            other.unpublish(layer, "v1");
            other.retire(layer, "v1");
            assertThatThrownBy(() -> catalog.now().current(layer)).isInstanceOf(UnknownVersionException.class);
            assertThat(catalog.now().find(layer)).isEmpty();
        }
    }

    @Test
    default void a_feature_that_does_not_fit_is_refused() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        try (DatasetArchive archive = open()) {
            archive.define(draft.layer());
            try (VersionWriter writer = archive.begin(draft)) {
                assertThatThrownBy(() -> writer.write(ArchiveSamples.feature("1", null, "many")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("many");
                assertThatThrownBy(() -> writer.write(ArchiveSamples.feature("1", null)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            var wide = ArchiveSamples.draft(
                    "v2",
                    GeometryKind.POINT,
                    JANUARY,
                    List.of(
                            ArchiveSamples.property("text", PropertyType.STRING),
                            ArchiveSamples.property("date", PropertyType.DATE)));
            archive.define(wide.layer());
            try (VersionWriter writer = archive.begin(wide)) {
                assertThatThrownBy(() -> writer.write(ArchiveSamples.feature("1", null, "a\0b", null)))
                        .as("what PostgreSQL cannot keep, no archive takes")
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("NUL");
                assertThatThrownBy(() -> writer.write(ArchiveSamples.feature("1\0", null, "a", null)))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> writer.write(ArchiveSamples.feature("1", null, "a", LocalDate.MAX)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("years");
            }
            archive.define(draft.layer());
            try (VersionWriter writer = archive.begin(draft)) {
                assertThatThrownBy(() -> {
                            writer.write(ArchiveSamples.feature("1", null, 1.0));
                            writer.write(ArchiveSamples.feature("1", null, 2.0));
                            writer.finish("{}");
                        })
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("distinct");
            }
            assertThat(archive.listVersions(draft.layer().id())).isEmpty();
        }
    }

    @Test
    default void one_archive_sees_what_another_on_the_same_place_has_published() {
        var draft = ArchiveSamples.draft("v1", GeometryKind.POINT, JANUARY, List.of());
        try (DatasetArchive one = open()) {
            one.define(draft.layer());
            try (VersionWriter writer = one.begin(draft);
                    DatasetArchive other = open()) {
                writer.write(ArchiveSamples.feature("1", "POINT (1 2)"));
                writer.finish("{}");
                ArchiveSamples.publish(one, draft.layer().id(), "v1");
                var seen = other.listPublished(draft.layer().id());
                assertThat(seen).extracting(DatasetVersion::id).containsExactly("v1");
                assertThat(ArchiveSamples.read(other, seen.get(0))).hasSize(1);
            }
        }
    }

    @Test
    default void readers_always_see_a_whole_version_while_others_are_published() throws Exception {
        var first = ArchiveSamples.draft("v0", GeometryKind.POINT, JANUARY, ArchiveSamples.number());
        String layer = first.layer().id();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try (DatasetArchive archive = open()) {
            ArchiveSamples.write(archive, first, ArchiveSamples.numbered(0, 50));
            ArchiveSamples.publish(archive, layer, "v0");
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> reads = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                reads.add(readers.submit(() -> {
                    int count = 0;
                    do {
                        DatasetVersion seen = archive.listPublished(layer).get(0);
                        double number = Double.parseDouble(seen.id().substring(1));
                        assertThat(ArchiveSamples.read(archive, seen))
                                .hasSize(50)
                                .allMatch(feature -> Double.valueOf(number).equals(feature.value(0)));
                        count++;
                    } while (!done.get());
                    return count;
                }));
            }
            for (int number = 1; number <= 20; number++) {
                var draft = ArchiveSamples.draft("v" + number, GeometryKind.POINT, JANUARY, ArchiveSamples.number());
                ArchiveSamples.write(archive, draft, ArchiveSamples.numbered(number, 50));
                ArchiveSamples.publish(archive, layer, draft.versionId());
            }
            done.set(true);
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
    }
}
