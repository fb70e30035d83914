package nl.plint.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another version was published for the same reference date since the one who publishes looked. Nothing was changed. */
public final class PublicationChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String published;

    /**
     * @param published the version that is published now, null when none is any more
     */
    public PublicationChangedException(String layer, String version, @Nullable String published) {
        super("version '" + version + "' of layer '" + layer + "' was not published: meanwhile "
                + (published == null ? "the one it was to replace was unpublished" : "'" + published + "' was")
                + " for the same reference date. Compare the two, and publish it once more if it is to be");
        this.published = published;
    }

    /** The version that is published now, empty when none is any more. */
    public Optional<String> published() {
        return Optional.ofNullable(published);
    }
}
