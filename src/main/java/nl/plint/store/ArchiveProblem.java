package nl.plint.store;

/**
 * What is wrong with a version in an archive, or kept it or its publication from being copied.
 *
 * @param problem what it is and what to do about it, for people
 */
public record ArchiveProblem(String layer, String version, String problem) {
    @Override
    public String toString() {
        return layer + " " + version + ": " + problem;
    }
}
