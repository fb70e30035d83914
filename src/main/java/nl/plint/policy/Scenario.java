package nl.plint.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.plint.text.LocalizedText;

/**
 * A location policy: which facilities may go to which places, by rules, and which places are better, by criteria.
 *
 * @param id kebab-case
 * @param date the day for which it is judged: rules not in force then are silent
 * @param defaultEffect what holds where no rule speaks
 */
public record Scenario(
        String id,
        LocalizedText title,
        LocalizedText description,
        LocalDate date,
        Effect defaultEffect,
        List<Parameter> parameters,
        List<Profile> profiles,
        List<CandidateKind> candidates,
        List<Rule> rules,
        List<Criterion> criteria) {
    public Scenario {
        parameters = List.copyOf(parameters);
        profiles = List.copyOf(profiles);
        candidates = List.copyOf(candidates);
        rules = List.copyOf(rules);
        criteria = List.copyOf(criteria);
    }

    public Optional<Profile> findProfile(String id) {
        return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    public Optional<Parameter> findParameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** Every parameter with its default, in order. */
    public Map<String, Object> defaults() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        parameters.forEach(parameter -> defaults.put(parameter.name(), parameter.defaultValue()));
        return Collections.unmodifiableMap(defaults);
    }

    /** The same scenario judged for another day. */
    public Scenario on(LocalDate day) {
        return new Scenario(
                id, title, description, day, defaultEffect, parameters, profiles, candidates, rules, criteria);
    }
}
