package nl.plint.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFile;

/**
 * A zip unpacked in a folder of its own, and the zips in it, within limits, so that a small file cannot fill the disk. Files
 * are numbered by us, those that share a base name alike, so that no path in the zip is ever followed.
 */
final class UnpackedZip implements AutoCloseable {
    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_BYTES = 8L << 30;
    private static final long MOST_RATIO = 200;
    private static final long RATIO_COUNTS_FROM = 10L << 20;
    private static final int MOST_NESTING = 2;

    private final String fileName;
    private final Path folder;
    private final List<SourceFile> files = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private long budget = MOST_BYTES;

    private UnpackedZip(String fileName) throws IOException {
        this.fileName = fileName;
        this.folder = Files.createTempDirectory("plint-zip");
    }

    /**
     * Unpacks all entries.
     *
     * @throws IngestException when it is not a whole zip, or a limit is passed
     */
    static UnpackedZip of(Path file, String fileName) throws IOException {
        UnpackedZip unpacked = new UnpackedZip(fileName);
        try {
            unpacked.unpack(file, "", 1);
            return unpacked;
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    private void unpack(Path file, String prefix, int nesting) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!names.add(prefix + entry.getName())) {
                    throw new IngestException(
                            Fault.MALFORMED,
                            fileName + " holds '" + entry.getName()
                                    + "' twice; which of the two is meant is not clear");
                }
                if (entry.isDirectory() || entry.getName().startsWith("__MACOSX")) {
                    continue;
                }
                SourceFile written = write(zip, entry, prefix);
                if (!extension(written.name()).equals(".zip")) {
                    files.add(written);
                } else if (nesting < MOST_NESTING) {
                    unpack(written.path(), baseName(written.name()) + "/", nesting + 1);
                    Files.delete(written.path());
                } else {
                    throw new IngestException(
                            Fault.TOO_LARGE,
                            fileName + " holds zips in zips in zips; unpack it and send what is inside");
                }
            }
        } catch (ZipException e) {
            String reason = String.valueOf(e.getMessage());
            throw new IngestException(
                    Fault.MALFORMED,
                    reason.contains("encrypted")
                            ? fileName + " is encrypted; send it without a password"
                            : fileName + " is not a whole zip file: " + reason,
                    e);
        }
    }

    private SourceFile write(ZipFile zip, ZipEntry entry, String prefix) throws IOException {
        String path = entry.getName().replace('\\', '/');
        String name = path.substring(path.lastIndexOf('/') + 1);
        int number = numbers.computeIfAbsent(prefix + baseName(path), base -> numbers.size() + 1);
        Path target = folder.resolve(number + extension(name));
        if (Files.exists(target)) {
            // Names that differ in their case, or in what of them is not trusted.
            target = folder.resolve(numbers.size() + 1 + extension(name));
            numbers.put(prefix + path + "/", numbers.size() + 1);
        }
        if (numbers.size() > MOST_ENTRIES || files.size() > MOST_ENTRIES) {
            throw new IngestException(
                    Fault.TOO_LARGE, fileName + " holds more than " + MOST_ENTRIES + " files; send what is needed");
        }
        long written = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                boolean bomb =
                        written > RATIO_COUNTS_FROM && written > MOST_RATIO * Math.max(1, entry.getCompressedSize());
                if (written > budget || bomb) {
                    throw new IngestException(
                            Fault.TOO_LARGE,
                            fileName + " unpacks to more than is taken (8 GiB, or " + MOST_RATIO + " times its size)");
                }
                out.write(buffer, 0, read);
            }
        }
        budget -= written;
        return new SourceFile(target, name);
    }

    /** The files in it, in its order; a file of a zip in it has its own name. */
    List<SourceFile> files() {
        return files;
    }

    static String baseName(String name) {
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    /** In lower case with its dot, empty when there is none that can be trusted. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        return extension.matches("\\.[a-z0-9]{1,10}") ? extension : "";
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IngestException(Fault.UNREADABLE, "cannot remove the unpacked files in " + folder, e);
        }
    }
}
