package nl.plint.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Issue.Action;
import nl.plint.ingest.Mapping.Place;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A file as its mapping sees it: only the rows that it selects, at the places that it gives them. */
final class MappedReader implements SourceReader {
    private static final int TOLD_EVERY_ROWS = 500;

    private final SourceReader file;
    private final Mapping mapping;
    private final RowSelection selection;
    private final @Nullable CodedPlaces places;
    private final int codeAt;
    private final IssueLog issues;
    private final LongConsumer whilePassing;
    private long notSelected;

    private MappedReader(
            SourceReader file,
            Mapping mapping,
            @Nullable CodedPlaces places,
            IssueLog issues,
            LongConsumer whilePassing) {
        this.file = file;
        this.mapping = mapping;
        this.places = places;
        this.issues = issues;
        this.whilePassing = whilePassing;
        this.selection = new RowSelection(mapping, file.columns());
        this.codeAt = places == null ? -1 : codeAt(places.join());
    }

    /**
     * Takes over the file: it is closed with this, or when this cannot be made.
     *
     * @param places where the place of a row is that of a code, null where it is not
     * @param issues where to tell of codes that are not found
     * @param whilePassing told the row reached, now and then while rows are passed over
     * @throws IngestException when the file lacks a column that the mapping needs
     */
    static MappedReader of(
            SourceReader file,
            Mapping mapping,
            @Nullable CodedPlaces places,
            IssueLog issues,
            LongConsumer whilePassing) {
        try {
            return new MappedReader(file, mapping, places, issues, whilePassing);
        } catch (RuntimeException e) {
            // It was taken over, so it is closed here, whatever went wrong.
            file.close();
            throw e;
        }
    }

    private int codeAt(Place.Join join) {
        return join.columns().stream()
                .mapToInt(name -> SourceColumn.find(file.columns(), name))
                .filter(at -> at >= 0)
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        Fault.INVALID_MAPPING,
                        "mapping " + mapping.id() + " takes places by column " + join.columns()
                                + ", which the file does not have; it has "
                                + file.columns().stream()
                                        .map(SourceColumn::name)
                                        .toList()));
    }

    /** How many rows were passed over so far. */
    long notSelected() {
        return notSelected;
    }

    @Override
    public List<SourceColumn> columns() {
        return file.columns();
    }

    @Override
    public SourceCrs crs() {
        return places == null ? file.crs() : new SourceCrs("EPSG:28992", null);
    }

    @Override
    public boolean isTyped() {
        return file.isTyped();
    }

    @Override
    public boolean hasLocalIds() {
        return file.hasLocalIds();
    }

    @Override
    public boolean hasGeometry() {
        return places != null || file.hasGeometry();
    }

    @Override
    public List<FileNote> notes() {
        List<FileNote> notes = new ArrayList<>(file.notes());
        if (notSelected > 0) {
            notes.add(new FileNote(
                    IssueCode.NOT_SELECTED,
                    new LocalizedText(
                            notSelected + " rijen zijn door de mapping niet gekozen",
                            notSelected + " rows were not selected by the mapping")));
        }
        return notes;
    }

    @Override
    public @Nullable RawFeature next() {
        for (RawFeature raw = file.next(); raw != null; raw = file.next()) {
            if (selection.takes(raw)) {
                return placed(raw);
            }
            notSelected++;
            if (notSelected % TOLD_EVERY_ROWS == 0) {
                whilePassing.accept(raw.row());
            }
        }
        return null;
    }

    private RawFeature placed(RawFeature raw) {
        Geometry given = raw.geometry();
        if (places != null) {
            return at(raw, find(raw, places));
        }
        if (mapping.place() instanceof Place.PointInside && given != null && given.getDimension() > 0) {
            return at(raw, inside(given));
        }
        return raw;
    }

    private @Nullable Geometry find(RawFeature raw, CodedPlaces codes) {
        Object code = raw.values().get(codeAt);
        if (code == null || raw.fault() != null) {
            return null;
        }
        Geometry place = codes.find(code);
        if (place == null) {
            String shown = UnusableValue.shortened(code);
            String layer = codes.join().layer();
            issues.add(
                    IssueCode.CODE_NOT_FOUND,
                    Action.KEPT,
                    raw.row(),
                    raw.id(),
                    "code '" + shown + "' staat niet in laag " + layer + "; de rij heeft geen plaats",
                    "code '" + shown + "' is not in layer " + layer + "; the row has no place");
        }
        return place;
    }

    /** A shape with coordinates that are no numbers has no inside; it is left for the checks that come after. */
    private static Geometry inside(Geometry shape) {
        for (var coordinate : shape.getCoordinates()) {
            if (!coordinate.isValid()) {
                return shape;
            }
        }
        return shape.getInteriorPoint();
    }

    private static RawFeature at(RawFeature raw, @Nullable Geometry place) {
        return new RawFeature(raw.row(), raw.id(), place, raw.fault(), raw.values());
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() {
        file.close();
    }
}
