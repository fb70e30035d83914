package nl.plint.stats.file;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.stats.SpatialWeights;

/**
 * Weights from a GAL, GWT or SWM file, for features that are known by their ids.
 *
 * <p>Every feature that the file names must be one of the ids; one that the file does not name has no neighbors. In GAL weights
 * are 1; in GWT they are what the third column holds, which GeoDa fills with distances, so mind what the file means.
 */
public final class WeightsReader {
    /** More links than this are refused, whatever the file says. */
    private static final int MOST_LINKS = 50_000_000;

    private static final int LONGEST_HEADER = 10_000;

    private final List<String> ids;
    private final Map<String, Integer> placeOfId = new HashMap<>();
    private final Map<Integer, Map<Integer, Double>> rows = new LinkedHashMap<>();
    private long links;

    private WeightsReader(List<String> ids) {
        this.ids = ids;
        for (int place = 0; place < ids.size(); place++) {
            placeOfId.put(ids.get(place), place);
        }
    }

    /**
     * A GAL file: a header (the number of areas, alone or as the second of up to four words), then for each area a line with its
     * id and its number of neighbors and a line with their ids; binary weights.
     *
     * @throws InvalidWeightsException when the text is not that, or names a feature that is not among the ids
     */
    public static SpatialWeights readGal(String text, List<String> ids) {
        WeightsReader reader = new WeightsReader(ids);
        Words words = new Words(text);
        reader.header(words);
        while (words.hasNext()) {
            int feature = reader.place(words.next("an id"), words);
            int count = words.nextCount("a number of neighbors");
            Map<Integer, Double> row = reader.row(feature, words.at());
            for (int i = 0; i < count; i++) {
                reader.link(row, reader.place(words.next("the id of a neighbor"), words), 1, words.at());
            }
        }
        return reader.weights();
    }

    /**
     * A GWT file: a header, then a line for each pair with the ids of a feature and its neighbor and a weight.
     *
     * @throws InvalidWeightsException when the text is not that, or names a feature that is not among the ids
     */
    public static SpatialWeights readGwt(String text, List<String> ids) {
        WeightsReader reader = new WeightsReader(ids);
        Words words = new Words(text);
        reader.header(words);
        while (words.hasNext()) {
            int feature = reader.place(words.next("an id"), words);
            int neighbor = reader.place(words.next("the id of a neighbor"), words);
            double weight = words.nextNumber("a weight");
            reader.link(
                    reader.rows.computeIfAbsent(feature, key -> new LinkedHashMap<>()), neighbor, weight, words.at());
        }
        return reader.weights();
    }

    /**
     * An ArcGIS spatial weights matrix, of any version: a header line with the name of the id field, then little-endian numbers:
     * how many features and whether rows are standardised, and for each its id, its number of neighbors, their ids, their weights
     * (one for all with {@code FIXEDWEIGHTS@True}) and the sum of the weights. Ids are whole numbers.
     *
     * @throws InvalidWeightsException when the bytes are not that, or name a feature that is not among the ids
     */
    public static SpatialWeights readSwm(InputStream bytes, List<String> ids) throws IOException {
        WeightsReader reader = new WeightsReader(ids);
        DataInputStream in = new DataInputStream(bytes);
        String header = headerLine(in);
        boolean fixed = header.toUpperCase(java.util.Locale.ROOT).contains("FIXEDWEIGHTS@TRUE");
        try {
            int features = wholeNumber(in);
            wholeNumber(in); // whether rows are standardised: the weights say it themselves
            for (int i = 0; i < features; i++) {
                String at = "feature " + (i + 1) + " of " + features;
                int feature = reader.place(String.valueOf(wholeNumber(in)), at);
                int count = wholeNumber(in);
                if (count < 0 || count > ids.size()) {
                    throw new InvalidWeightsException(at + ": " + count + " neighbors are not possible");
                }
                Map<Integer, Double> row = reader.row(feature, at);
                int[] neighbors = new int[count];
                for (int n = 0; n < count; n++) {
                    neighbors[n] = reader.place(String.valueOf(wholeNumber(in)), at);
                }
                double weight = fixed && count > 0 ? number(in) : 0;
                for (int n = 0; n < count; n++) {
                    reader.link(row, neighbors[n], fixed ? weight : number(in), at);
                }
                if (count > 0) {
                    number(in); // the sum of the weights
                }
            }
        } catch (EOFException e) {
            throw new InvalidWeightsException("the file ends in the middle of a feature");
        }
        return reader.weights();
    }

    private static String headerLine(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || header.length() > LONGEST_HEADER) {
                throw new InvalidWeightsException("the file does not begin with a line of text, so it is no SWM file");
            }
            header.append((char) next);
        }
        return new String(header.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static int wholeNumber(DataInputStream in) throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private static double number(DataInputStream in) throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(in.readLong()));
    }

    private void header(Words words) {
        List<String> header = words.line();
        String size = header.size() == 1 ? header.get(0) : header.size() > 1 ? header.get(1) : "";
        if (!size.equals(String.valueOf(ids.size()))) {
            throw new InvalidWeightsException("line 1: the header must say that there are " + ids.size()
                    + " features, as there are here; it says '" + String.join(" ", header) + "'");
        }
    }

    private int place(String id, Words words) {
        return place(id, words.at());
    }

    private int place(String id, String at) {
        Integer place = placeOfId.get(id);
        if (place == null) {
            throw new InvalidWeightsException(at + ": there is no feature with id '" + id + "'");
        }
        return place;
    }

    private Map<Integer, Double> row(int feature, String at) {
        Map<Integer, Double> row = new LinkedHashMap<>();
        if (rows.putIfAbsent(feature, row) != null) {
            throw new InvalidWeightsException(at + ": feature '" + ids.get(feature) + "' is there twice");
        }
        return row;
    }

    private void link(Map<Integer, Double> row, int neighbor, double weight, String at) {
        if (!Double.isFinite(weight)) {
            throw new InvalidWeightsException(at + ": a weight must be a finite number");
        }
        if (row.put(neighbor, weight) != null) {
            throw new InvalidWeightsException(at + ": neighbor '" + ids.get(neighbor) + "' is there twice");
        }
        if (++links > MOST_LINKS) {
            throw new InvalidWeightsException("there are more than " + MOST_LINKS + " links");
        }
    }

    private SpatialWeights weights() {
        List<int[]> neighbors = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (int feature = 0; feature < ids.size(); feature++) {
            Map<Integer, Double> row = rows.getOrDefault(feature, Map.of());
            neighbors.add(row.keySet().stream().mapToInt(Integer::intValue).toArray());
            weights.add(row.values().stream().mapToDouble(Double::doubleValue).toArray());
        }
        return SpatialWeights.of(neighbors, weights);
    }

    /** The words of a text, with the line that each stands in. */
    private static final class Words {
        private final List<String> lines;
        private int line = -1;
        private List<String> words = List.of();
        private int next;

        Words(String text) {
            lines = text.lines().toList();
        }

        String at() {
            return "line " + (line + 1);
        }

        /** All words of the next line. */
        List<String> line() {
            if (!hasNext()) {
                throw new InvalidWeightsException("the file is empty");
            }
            List<String> all = words.subList(next, words.size());
            next = words.size();
            return all;
        }

        boolean hasNext() {
            while (next == words.size() && line + 1 < lines.size()) {
                line++;
                String stripped = lines.get(line).strip();
                words = stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
                next = 0;
            }
            return next < words.size();
        }

        String next(String what) {
            if (!hasNext()) {
                throw new InvalidWeightsException("the file ends where " + what + " should stand");
            }
            return words.get(next++);
        }

        int nextCount(String what) {
            String word = next(what);
            if (!word.matches("\\d{1,9}")) {
                throw new InvalidWeightsException(at() + ": " + what + " should stand where '" + word + "' stands");
            }
            return Integer.parseInt(word);
        }

        double nextNumber(String what) {
            String word = next(what);
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException e) {
                throw new InvalidWeightsException(at() + ": " + what + " should stand where '" + word + "' stands");
            }
        }
    }
}
