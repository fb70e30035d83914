package nl.plint.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes the table that {@code scripts/bench ingest} takes in: synthetic shop units with 12 columns and a place. */
public final class IngestFiles {
    private static final String[] PLACES = {"Assen", "Emmen", "Hoogeveen", "Meppel", "Coevorden", "Roden"};

    private IngestFiles() {}

    /**
     * @param arguments the file to write and the number of rows
     */
    public static void main(String[] arguments) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        int rows = Integer.parseInt(arguments[1]);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[0]))) {
            out.write("unitId,address,postcode,place,gmCode,branchGroup,formula,salesFloorAreaM2,vacant,vacantSince,"
                    + "frontage,method,x,y\n");
            for (int row = 0; row < rows; row++) {
                boolean vacant = random.nextInt(10) == 0;
                out.write(String.format(
                        Locale.ROOT,
                        "u%d,Voorbeeldstraat %d,%dAB,%s,GM0106,mode & luxe,Keten %d,%.1f,%s,%s,A1,synthetisch,%.3f,%.3f%n",
                        row,
                        row % 400 + 1,
                        9400 + row % 99,
                        PLACES[random.nextInt(PLACES.length)],
                        row % 50,
                        random.nextInt(20, 4_000) / 2.0,
                        vacant ? "ja" : "nee",
                        vacant ? String.format(Locale.ROOT, "2015-%02d-01", row % 12 + 1) : "",
                        203_000 + random.nextDouble() * 67_500,
                        511_000 + random.nextDouble() * 71_000));
            }
        }
    }
}
