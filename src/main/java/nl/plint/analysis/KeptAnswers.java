package nl.plint.analysis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Execution;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.Provenance;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionExistsException;
import nl.plint.store.VersionWriter;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers as layers of their own, written through the archive like any other, so that all that can be done with a layer can
 * be done with them, by those whom the answer was made for. Their reference date is the newest of what was read. The same question on the same versions, answered by
 * the same software, gives the same version; another gives another, and none is ever changed.
 */
public final class KeptAnswers {
    private static final String REPORT = "{}";

    private final DatasetCatalog catalog;
    private final String software;

    /** @param software version of Plint, as in {@link Provenance#software} */
    public KeptAnswers(DatasetCatalog catalog, String software) {
        this.catalog = catalog;
        this.software = software;
    }

    /**
     * A version that holds an answer, published.
     *
     * @param isNew whether it was not there yet
     */
    public record Kept(DatasetVersion version, boolean isNew) {}

    /**
     * Refuses an id that an answer cannot be kept under: one that is not kebab-case, or that is of a layer of data that was
     * taken in.
     *
     * @throws InvalidInputException naming it as {@code collection}
     */
    public void check(String layer) {
        try {
            LayerDefinition.requireId(layer);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "collection", layer, "kebab-case of at most 60 characters, such as 'hotspots-2017'");
        }
        DatasetArchive archive = catalog.archive();
        boolean isKnown =
                archive.listLayers().stream().anyMatch(known -> known.id().equals(layer));
        List<DatasetVersion> versions = archive.listVersions(layer);
        boolean isOfAnswers = !versions.isEmpty()
                && versions.stream().allMatch(version -> version.provenance().execution() != null);
        if (isKnown && !isOfAnswers) {
            throw new InvalidInputException(
                    "collection", layer, "an id that is new or of kept answers, not one of a layer of data");
        }
    }

    /**
     * Keeps an output of an answer, and publishes it.
     *
     * @param layer id of the layer that it becomes
     * @param title of the layer, null for that of the answer
     * @throws InvalidInputException when the layer cannot take it, or the output is not of features that speak of a date
     */
    public Kept keep(String layer, @Nullable LocalizedText title, Answer answer, String output) {
        check(layer);
        if (!(answer.outputs().get(output) instanceof Output.Features features)) {
            throw new InvalidInputException("output", output, "an output of features");
        }
        LocalDate date = answer.versions().stream()
                .map(DatasetVersion::referenceDate)
                .max(LocalDate::compareTo)
                .orElseThrow(() -> new InvalidInputException(
                        "process", answer.process(), "one that reads layers, whose reference date its answer has"));
        Execution execution = new Execution(
                answer.process(),
                output,
                answer.parameters(),
                answer.versions().stream()
                        .map(version -> version.layer() + "/" + version.id())
                        .toList(),
                answer.notes(),
                answer.versions().stream().map(DatasetVersion::audience).reduce(answer.audience(), Audience::and));
        String hash = hash(execution);
        String id = date.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + hash.substring(0, 8);
        Optional<DatasetVersion> existing = catalog.archive().findVersion(layer, id);
        DatasetVersion version = existing.orElseGet(() -> write(
                id,
                definition(layer, title == null ? answer.title() : title, answer, features.table()),
                date,
                features.table(),
                provenance(answer, execution, hash)));
        catalog.publish(layer, id);
        return new Kept(version, existing.isEmpty());
    }

    private DatasetVersion write(
            String id, LayerDefinition layer, LocalDate date, FeatureTable table, Provenance provenance) {
        DatasetArchive archive = catalog.archive();
        archive.define(layer);
        try (VersionWriter writer = archive.begin(new VersionDraft(id, layer, date, table.schema(), provenance))) {
            for (int row = 0; row < table.size(); row++) {
                int fixed = row;
                writer.write(new Feature(
                        table.id(row),
                        table.geometryRd(row),
                        IntStream.range(0, table.schema().size())
                                .mapToObj(position -> table.value(fixed, position))
                                .toArray()));
            }
            return writer.finish(REPORT);
        } catch (VersionExistsException e) {
            return archive.findVersion(layer.id(), id).orElseThrow(() -> e);
        }
    }

    private static LayerDefinition definition(String layer, LocalizedText title, Answer answer, FeatureTable table) {
        return new LayerDefinition(
                layer,
                title,
                new LocalizedText(
                        "Bewaard antwoord van " + answer.process() + ".", "Kept answer of " + answer.process() + "."),
                kind(table),
                null,
                table.schema().properties());
    }

    /** The kind that all geometries have; any where they differ, none where there are none. */
    private static GeometryKind kind(FeatureTable table) {
        List<Integer> dimensions = IntStream.range(0, table.size())
                .mapToObj(table::geometryRd)
                .filter(geometry -> geometry != null && !geometry.isEmpty())
                .map(geometry -> geometry.getDimension())
                .distinct()
                .toList();
        if (dimensions.isEmpty()) {
            return GeometryKind.NONE;
        }
        return dimensions.size() > 1
                ? GeometryKind.ANY
                : List.of(GeometryKind.POINT, GeometryKind.LINE, GeometryKind.POLYGON)
                        .get(dimensions.get(0));
    }

    /** All that must be said of the data that an answer comes from must be said of the answer. */
    private Provenance provenance(Answer answer, Execution execution, String hash) {
        List<Provenance> sources =
                answer.versions().stream().map(DatasetVersion::provenance).toList();
        String attribution = sources.stream()
                .map(Provenance::attribution)
                .filter(text -> text != null)
                .distinct()
                .collect(Collectors.joining("; "));
        return new Provenance(
                new LocalizedText(
                        sources.stream()
                                .map(source -> source.source().nl())
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        sources.stream()
                                .map(source -> source.source().en())
                                .distinct()
                                .collect(Collectors.joining("; "))),
                sources.stream().map(Provenance::licence).distinct().collect(Collectors.joining(" AND ")),
                attribution.isEmpty() ? null : attribution,
                answer.process(),
                hash,
                null,
                answer.synthetic(),
                software,
                execution);
    }

    private String hash(Execution execution) {
        String asked = canonical(execution.toMap()) + software;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same text for equal plain values, in whatever order their maps are. */
    private static String canonical(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((name, value) -> sorted.put(String.valueOf(name), canonical(value)));
            return sorted.toString();
        }
        if (plain instanceof List<?> list) {
            return list.stream().map(KeptAnswers::canonical).toList().toString();
        }
        return plain instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(plain);
    }
}
