package nl.plint.app;

import picocli.CommandLine.IVersionProvider;

/** The version of the running program. */
final class Version implements IVersionProvider {
    /** As in the manifest of the jar; {@code development} when it runs from class files. */
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"plint " + current()};
    }
}
