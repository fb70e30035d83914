package nl.plint.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.Provenance;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Issue.Action;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.LayerChangedException;
import nl.plint.store.PublicationChangedException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionExistsException;
import nl.plint.store.VersionWriter;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a version of a file: reads, checks, repairs, turns to RD New, writes, publishes.
 *
 * <p>Every row is stored or skipped with a reason. Memory does not grow with the file, but for the ids that are seen, which
 * must be distinct. The same file taken in the same way gives the same version, so it is written once.
 */
public final class Ingestion {
    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);
    private static final int LOOKED_AT_FIRST = 500;
    private static final int PROGRESS_EVERY_ROWS = 500;

    private final DatasetCatalog catalog;
    private final List<SourceFormat> formats;
    private final Map<String, Mapping> mappings;
    private final String software;

    /**
     * @param formats in the order in which they are tried
     * @param mappings by id
     * @param software name and version to write down
     */
    public Ingestion(
            DatasetCatalog catalog, List<SourceFormat> formats, Map<String, Mapping> mappings, String software) {
        this.catalog = catalog;
        this.formats = List.copyOf(formats);
        this.mappings = Map.copyOf(mappings);
        this.software = software;
    }

    /**
     * Takes in a file. When another version is published for its reference date while it is taken in, that one stays and this
     * one is kept unpublished: the report says so.
     *
     * @throws IngestException when it cannot be taken in as a whole; nothing of it is stored then
     */
    public IngestReport ingest(IngestRequest request, IngestProgress progress) {
        return ingest(request, null, progress);
    }

    /**
     * Takes in a file as {@link #ingest(IngestRequest, IngestProgress)} does, where that may have been done already by a
     * process that died before it could say so: when the version is there, one that was made after the request was accepted
     * and is published for the same reference date stays published.
     */
    public IngestReport ingestAgain(IngestRequest request, Instant accepted, IngestProgress progress) {
        return ingest(request, accepted, progress);
    }

    private IngestReport ingest(IngestRequest request, @Nullable Instant acceptedBefore, IngestProgress progress) {
        long started = System.nanoTime();
        Mapping mapping = mapping(request);
        CodedPlaces places = mapping != null && mapping.place() instanceof Mapping.Place.Join join
                ? new CodedPlaces(catalog, join, mapping.id())
                : null;
        String hash = sha256(request);
        String versionId = versionId(request, mapping, places, hash);
        DatasetVersion replaced = findPublished(request).orElse(null);
        Optional<DatasetVersion> existing = catalog.archive().findVersion(request.layer(), versionId);
        IngestReport report = existing.isPresent()
                ? unchanged(request, existing.get())
                : writeOrJoin(request, mapping, places, hash, versionId, progress);
        if (report.published()) {
            report = publish(report, replaced, existing.isPresent() ? acceptedBefore : null);
        }
        LOG.info(
                "ingested layer={} version={} stored={} skipped={} repaired={} unchanged={} millis={}",
                report.layer(),
                report.versionId(),
                report.stored(),
                report.skipped(),
                report.repaired(),
                report.unchanged(),
                (System.nanoTime() - started) / 1_000_000);
        return report;
    }

    /** The version that the archive has published for the reference date. */
    private Optional<DatasetVersion> findPublished(IngestRequest request) {
        return catalog.archive().listPublished(request.layer()).stream()
                .filter(version -> version.referenceDate().equals(request.referenceDate()))
                .findFirst();
    }

    /** @param madeSince when a version was made after this moment, it stays published; null to replace whatever it is */
    private IngestReport publish(IngestReport report, @Nullable DatasetVersion replaced, @Nullable Instant madeSince) {
        if (replaced != null
                && madeSince != null
                && replaced.createdAt().isAfter(madeSince)
                && !replaced.id().equals(report.versionId())) {
            return report.notPublished(publishedMeanwhile(replaced.id()));
        }
        try {
            catalog.publish(report.layer(), report.versionId(), replaced == null ? null : replaced.id());
            return report;
        } catch (PublicationChangedException e) {
            return report.notPublished(
                    e.published().map(Ingestion::publishedMeanwhile).orElseGet(Ingestion::unpublishedMeanwhile));
        }
    }

    private static Issue publishedMeanwhile(String other) {
        return notPublished(new LocalizedText(
                "ondertussen is " + other
                        + " voor deze peildatum gepubliceerd: niet gepubliceerd; vergelijk de twee, en"
                        + " doe het alsnog met 'publish'",
                other + " was published for this reference date meanwhile: not published; compare the two, and do it"
                        + " after all with 'publish'"));
    }

    private static Issue unpublishedMeanwhile() {
        return notPublished(new LocalizedText(
                "ondertussen is de versie van deze peildatum gedepubliceerd: niet gepubliceerd; doe het alsnog met"
                        + " 'publish'",
                "the version of this reference date was unpublished meanwhile: not published; do it after all with"
                        + " 'publish'"));
    }

    private static Issue notPublished(LocalizedText reason) {
        return new Issue(IssueCode.PUBLISHED_MEANWHILE, Action.REFUSED, 0, null, reason);
    }

    /** Writes the version, unless another ingest of the same file was faster; then that one is the version. */
    private IngestReport writeOrJoin(
            IngestRequest request,
            @Nullable Mapping mapping,
            @Nullable CodedPlaces places,
            String hash,
            String versionId,
            IngestProgress progress) {
        try {
            return write(request, mapping, places, hash, versionId, progress);
        } catch (VersionExistsException e) {
            return unchanged(
                    request,
                    catalog.archive().findVersion(request.layer(), versionId).orElseThrow(() -> e));
        } catch (LayerChangedException e) {
            // Another file made the layer in the meantime, so that this one is not the first of it.
            return write(request, mapping, places, hash, versionId, progress);
        }
    }

    private @Nullable Mapping mapping(IngestRequest request) {
        if (request.mapping() == null) {
            return null;
        }
        Mapping mapping = mappings.get(request.mapping());
        if (mapping == null) {
            throw new IngestException(
                    Fault.UNKNOWN_MAPPING,
                    "there is no mapping '" + request.mapping() + "'; there are "
                            + mappings.keySet().stream().sorted().toList());
        }
        if (!mapping.layer().equals(request.layer())) {
            throw new IngestException(
                    Fault.UNKNOWN_MAPPING,
                    "mapping '" + mapping.id() + "' is for layer " + mapping.layer() + ", not for " + request.layer());
        }
        return mapping;
    }

    /** Of the file; of several, that of their own in their order. */
    private static String sha256(IngestRequest request) {
        List<String> hashes = request.files().stream().map(Ingestion::sha256).toList();
        return hashes.size() == 1
                ? hashes.get(0)
                : HexFormat.of()
                        .formatHex(Digests.sha256()
                                .digest(String.join("\n", hashes).getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(SourceFile file) {
        try (InputStream in = Files.newInputStream(file.path());
                DigestInputStream digesting = new DigestInputStream(in, Digests.sha256())) {
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot read " + file.name() + ": " + e.getMessage(), e);
        }
    }

    private static String versionId(
            IngestRequest request, @Nullable Mapping mapping, @Nullable CodedPlaces places, String hash) {
        String contents = hash
                + '\n'
                + request.layer()
                + '\n'
                + (mapping == null ? "" : mapping.text())
                + '\n'
                + (request.sourceLayer() == null ? "" : request.sourceLayer());
        MessageDigest sha = Digests.sha256();
        if (places != null) {
            places.addTo(sha);
        }
        String digest = HexFormat.of().formatHex(sha.digest(contents.getBytes(StandardCharsets.UTF_8)));
        return request.referenceDate().format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + digest.substring(0, 8);
    }

    private IngestReport unchanged(IngestRequest request, DatasetVersion version) {
        IssueLog issues = new IssueLog();
        boolean publish = request.publish() && (request.force() || isEnough(request, version.featureCount(), issues));
        return new IngestReport(
                request.layer(),
                version.id(),
                request.fileName(),
                formatNames(request),
                null,
                request.mapping(),
                version.featureCount(),
                version.featureCount(),
                0,
                0,
                0,
                issues.counts(),
                issues.first(),
                true,
                publish);
    }

    private SourceReader open(
            IngestRequest request,
            @Nullable Mapping mapping,
            @Nullable CodedPlaces places,
            IssueLog issues,
            IngestProgress progress) {
        SourceReader files = ReadAhead.of(CombinedReader.open(
                request.files(),
                file -> SourceFormat.recognize(file, formats)
                        .open(
                                file.path(),
                                new SourceFormat.Options(
                                        file.name(),
                                        request.sourceLayer(),
                                        mapping == null ? null : mapping.geometry())),
                () -> {}));
        return mapping == null
                ? files
                : MappedReader.of(
                        files,
                        mapping,
                        places,
                        issues,
                        rows -> progress.advanced(files.bytesRead(), bytesTotal(request), rows));
    }

    private String formatNames(IngestRequest request) {
        return request.files().stream()
                .map(file -> SourceFormat.recognize(file, formats).name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * Whether there is no reason to doubt that the file is whole: not when less than half is left of what is published now,
     * which is told.
     */
    private boolean isEnough(IngestRequest request, long stored, IssueLog issues) {
        long before = catalog.now()
                .find(request.layer())
                .map(layer -> layer.current().featureCount())
                .orElse(0L);
        if (stored * 2 >= before) {
            return true;
        }
        issues.addOfFile(
                IssueCode.FAR_FEWER_ROWS,
                Action.REFUSED,
                new LocalizedText(
                        "er zijn " + stored + " rijen, waar de gepubliceerde versie er " + before
                                + " heeft: niet gepubliceerd; doe het alsnog met 'publish', of neem het bestand in met"
                                + " --force",
                        "there are " + stored + " rows where the published version has " + before
                                + ": not published; do it after all with 'publish', or take it in with --force"));
        return false;
    }

    /** Which ids the current version of a layer has; empty when none is published. */
    private Optional<Predicate<String>> knownIds(String layer) {
        return catalog.now()
                .findCurrent(layer)
                .map(snapshot -> id -> snapshot.findRow(id).isPresent());
    }

    private IngestReport write(
            IngestRequest request,
            @Nullable Mapping mapping,
            @Nullable CodedPlaces places,
            String hash,
            String versionId,
            IngestProgress progress) {
        Optional<LayerDefinition> known = catalog.archive().listLayers().stream()
                .filter(layer -> layer.id().equals(request.layer()))
                .findFirst();
        LayerDefinition layer = known.orElseGet(() -> {
            try (SourceReader reader = open(request, mapping, places, new IssueLog(), IngestProgress.NONE)) {
                return GenericLayer.of(request.layer(), reader);
            }
        });
        IssueLog issues = new IssueLog();
        try (SourceReader reader = open(request, mapping, places, issues, progress)) {
            RowReader rows = new RowReader(layer, mapping, reader.columns(), request.referenceDate(), issues);
            Deque<RawFeature> first = new ArrayDeque<>();
            for (RawFeature raw = reader.next();
                    raw != null;
                    raw = first.size() < LOOKED_AT_FIRST ? reader.next() : null) {
                first.add(raw);
            }
            boolean placed = layer.geometry() != GeometryKind.NONE && reader.hasGeometry();
            Placement placement =
                    placed ? Placement.of(reader.crs(), new ArrayList<>(first), request.fileName(), issues) : null;
            VersionDraft draft = new VersionDraft(
                    versionId,
                    layer,
                    request.referenceDate(),
                    rows.schema(),
                    new Provenance(
                            request.source(),
                            request.licence(),
                            request.attribution(),
                            request.fileName(),
                            hash,
                            request.mapping(),
                            request.synthetic(),
                            software));
            LocalDate today = LocalDate.now(ZoneId.systemDefault());
            RowChecks checks = new RowChecks(
                    rows.schema(),
                    RowWriter.idPosition(layer, rows),
                    request.referenceDate().isAfter(today) ? request.referenceDate() : today,
                    this::knownIds,
                    issues);
            RejectedRows.Collector rejected = new RejectedRows.Collector(reader.columns(), placed && places == null);
            try (VersionWriter writer = catalog.archive().begin(draft)) {
                RowWriter run = new RowWriter(layer, rows, placement, checks, issues, writer, rejected);
                long bytesTotal = bytesTotal(request);
                while (true) {
                    RawFeature raw = first.isEmpty() ? reader.next() : first.poll();
                    if (raw == null) {
                        break;
                    }
                    run.take(raw);
                    if (run.read() % PROGRESS_EVERY_ROWS == 0) {
                        progress.advanced(reader.bytesRead(), bytesTotal, run.read());
                    }
                }
                long notSelected = reader instanceof MappedReader mapped ? mapped.notSelected() : 0;
                long read = run.read() + notSelected;
                progress.advanced(bytesTotal, bytesTotal, read);
                reader.notes().forEach(note -> issues.addOfFile(note.code(), Action.FIXED, note.message()));
                if (run.stored() == 0 && read > 0) {
                    throw new IngestException(
                            Fault.NOTHING_TO_STORE,
                            "none of the " + read + " rows of " + request.fileName() + " can be stored: "
                                    + issues.counts()
                                    + issues.findFirstSkipped()
                                            .map(issue -> "; first: "
                                                    + issue.message().en())
                                            .orElse(""));
                }
                boolean publish = request.publish() && (request.force() || isEnough(request, run.stored(), issues));
                IngestReport report = new IngestReport(
                        layer.id(),
                        versionId,
                        request.fileName(),
                        formatNames(request),
                        placement == null ? null : placement.crsName(),
                        request.mapping(),
                        read,
                        run.stored(),
                        run.repaired(),
                        run.read() - run.stored(),
                        notSelected,
                        issues.counts(),
                        issues.first(),
                        false,
                        publish);
                writer.finish(RejectedRows.into(report.toJson(), rejected));
                return report;
            }
        }
    }

    private static long bytesTotal(IngestRequest request) {
        return request.files().stream().mapToLong(Ingestion::size).sum();
    }

    private static long size(SourceFile file) {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            return 0;
        }
    }
}
