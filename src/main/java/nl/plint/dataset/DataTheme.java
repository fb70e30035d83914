package nl.plint.dataset;

import nl.plint.text.LocalizedText;

/** The themes of European data portals: the authority list {@code data-theme} of the Publications Office of the EU. */
public enum DataTheme {
    AGRI("Landbouw, visserij, bosbouw en voeding", "Agriculture, fisheries, forestry and food"),
    ECON("Economie en financiën", "Economy and finance"),
    EDUC("Onderwijs, cultuur en sport", "Education, culture and sport"),
    ENER("Energie", "Energy"),
    ENVI("Milieu", "Environment"),
    GOVE("Overheid en publieke sector", "Government and public sector"),
    HEAL("Gezondheid", "Health"),
    INTR("Internationale vraagstukken", "International issues"),
    JUST("Justitie, rechtsstelsel en openbare veiligheid", "Justice, legal system and public safety"),
    REGI("Regio's en steden", "Regions and cities"),
    SOCI("Bevolking en samenleving", "Population and society"),
    TECH("Wetenschap en technologie", "Science and technology"),
    TRAN("Vervoer", "Transport");

    private final String nl;
    private final String en;

    DataTheme(String nl, String en) {
        this.nl = nl;
        this.en = en;
    }

    public LocalizedText title() {
        return new LocalizedText(nl, en);
    }

    /** The IRI by which a catalogue names it. */
    public String iri() {
        return "http://publications.europa.eu/resource/authority/data-theme/" + name();
    }
}
