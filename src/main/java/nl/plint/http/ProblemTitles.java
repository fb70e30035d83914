package nl.plint.http;

import java.util.Locale;
import java.util.Map;

/** The titles of problems in Dutch. Their details are in English: they quote what was sent and the names of the API. */
final class ProblemTitles {
    private static final Map<String, String> DUTCH = Map.ofEntries(
            Map.entry("Busy", "Bezet"),
            Map.entry("File cannot be taken in", "Bestand kan niet worden opgenomen"),
            Map.entry("Internal error", "Interne fout"),
            Map.entry("Invalid body", "Ongeldige inhoud"),
            Map.entry("Invalid filter", "Ongeldig filter"),
            Map.entry("Invalid input", "Ongeldige invoer"),
            Map.entry("Invalid parameter", "Ongeldige parameter"),
            Map.entry("Job abandoned", "Taak opgegeven"),
            Map.entry("Job dismissed", "Taak geannuleerd"),
            Map.entry("Job finished", "Taak is al klaar"),
            Map.entry("Key needed", "Sleutel nodig"),
            Map.entry("Layer has changed", "Laag is gewijzigd"),
            Map.entry("Method not allowed", "Methode niet toegestaan"),
            Map.entry("No such job", "Taak bestaat niet"),
            Map.entry("No such process", "Proces bestaat niet"),
            Map.entry("Not acceptable", "Vorm niet leverbaar"),
            Map.entry("Not found", "Niet gevonden"),
            Map.entry("Publication has changed", "Publicatie is gewijzigd"),
            Map.entry("Request not possible", "Verzoek niet mogelijk"),
            Map.entry("Result not ready", "Resultaat is nog niet klaar"),
            Map.entry("Storage is full", "Opslag is vol"),
            Map.entry("The store is not available", "De opslag is niet bereikbaar"),
            Map.entry("Too busy", "Te druk"),
            Map.entry("Too large", "Te groot"),
            Map.entry("Version is in use", "Versie is in gebruik"),
            Map.entry("Version is there already", "Versie bestaat al"),
            Map.entry("Writing is off", "Schrijven staat uit"));

    private ProblemTitles() {}

    /** A title in Dutch or English; one that is not known in Dutch stays as it is. */
    static String in(Locale language, String title) {
        return language.getLanguage().equals("nl") ? DUTCH.getOrDefault(title, title) : title;
    }
}
