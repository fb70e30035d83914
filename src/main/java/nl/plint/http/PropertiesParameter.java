package nl.plint.http;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import org.jspecify.annotations.Nullable;

/** The parameter {@code properties} (OGC API Features part 6, draft): the properties to answer, commas between. */
final class PropertiesParameter {
    static final String NAME = "properties";

    private PropertiesParameter() {}

    /**
     * The names, null for all. Geometry and id are always answered.
     *
     * @throws ProblemException naming what there is, when a name is not among it
     */
    static @Nullable Set<String> read(@Nullable String text, Schema schema) {
        if (text == null) {
            return null;
        }
        List<String> names =
                schema.properties().stream().map(PropertyDefinition::name).toList();
        Set<String> chosen = new LinkedHashSet<>();
        if (!text.isEmpty()) {
            chosen.addAll(Arrays.asList(text.split(",", -1)));
        }
        if (!names.containsAll(chosen)) {
            throw ItemsRequest.invalid(NAME, text, "names among " + names + " with commas between");
        }
        return chosen;
    }
}
