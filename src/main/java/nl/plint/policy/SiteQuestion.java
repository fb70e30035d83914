package nl.plint.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a measure is told: the site, whom to ask about its surroundings, and every value that conditions can name.
 *
 * @param values the site's own properties, and {@code facility.*}, {@code parameter.*}, {@code scenario.*}, {@code site.*}
 */
public record SiteQuestion(Site site, SiteFacts facts, Map<String, ? extends @Nullable Object> values) {}
