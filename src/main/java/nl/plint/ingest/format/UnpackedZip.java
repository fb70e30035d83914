package nl.plint.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;

/**
 * A zip unpacked in a folder of its own, within limits, so that a small file cannot fill the disk. Names are numbers of our
 * own with the extension of the entry: no path in the zip is ever followed.
 */
final class UnpackedZip implements AutoCloseable {
    private static final int MOST_ENTRIES = 100;
    private static final long MOST_BYTES = 2L << 30;
    private static final long MOST_RATIO = 200;
    private static final long RATIO_COUNTS_FROM = 10L << 20;

    private final Path folder;

    private UnpackedZip(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks the entries that share the base name of the one with the given extension.
     *
     * @throws IngestException when there is none, or more than one, or a limit is passed
     */
    static UnpackedZip of(Path file, String fileName, String extension) throws IOException {
        UnpackedZip unpacked = new UnpackedZip(Files.createTempDirectory("plint-zip"));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String wanted = baseName(only(zip, fileName, extension));
            long budget = MOST_BYTES;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && baseName(entry.getName()).equals(wanted)) {
                    budget -= unpacked.unpack(zip, entry, fileName, budget);
                }
            }
            return unpacked;
        } catch (ZipException e) {
            unpacked.close();
            throw new IngestException(Fault.MALFORMED, fileName + " is not a whole zip file: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    private static String only(ZipFile zip, String fileName, String extension) {
        if (zip.size() > MOST_ENTRIES) {
            throw new IngestException(
                    Fault.TOO_LARGE,
                    fileName + " holds " + zip.size() + " files; at most " + MOST_ENTRIES + " are taken");
        }
        var found = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(extension))
                .toList();
        if (found.size() != 1) {
            throw new IngestException(
                    found.isEmpty() ? Fault.UNKNOWN_FORMAT : Fault.AMBIGUOUS_LAYER,
                    found.isEmpty()
                            ? fileName + " holds no " + extension + " file"
                            : fileName + " holds several " + extension + " files; send one at a time: " + found);
        }
        return found.get(0);
    }

    private static String baseName(String name) {
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    private long unpack(ZipFile zip, ZipEntry entry, String fileName, long budget) throws IOException {
        String extension =
                entry.getName().substring(entry.getName().lastIndexOf('.')).toLowerCase(Locale.ROOT);
        if (!extension.matches("\\.[a-z]{3}")) {
            return 0;
        }
        long written = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(folder.resolve("shape" + extension))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                boolean bomb =
                        written > RATIO_COUNTS_FROM && written > MOST_RATIO * Math.max(1, entry.getCompressedSize());
                if (written > budget || bomb) {
                    throw new IngestException(
                            Fault.TOO_LARGE,
                            fileName + " unpacks to more than is taken (2 GiB, or " + MOST_RATIO + " times its size)");
                }
                out.write(buffer, 0, read);
            }
        }
        return written;
    }

    Path file(String extension) {
        return folder.resolve("shape" + extension);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot remove the unpacked files in " + folder, e);
        }
    }
}
