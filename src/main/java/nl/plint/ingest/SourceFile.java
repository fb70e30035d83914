package nl.plint.ingest;

import java.nio.file.Path;

/**
 * A file to take in.
 *
 * @param path where it is
 * @param name the name that the user knows it by, without a folder
 */
public record SourceFile(Path path, String name) {}
