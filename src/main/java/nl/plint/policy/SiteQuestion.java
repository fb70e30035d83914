package nl.plint.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a measure is told: the site, whom to ask about its surroundings, and the values that do not depend on the site.
 *
 * @param values {@code facility.*}, {@code parameter.*} and {@code scenario.*}
 */
public record SiteQuestion(Site site, SiteFacts facts, Map<String, ? extends @Nullable Object> values) {}
