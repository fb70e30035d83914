package nl.plint.http;

import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Provenance;
import nl.plint.store.PublishedLayer;
import nl.plint.text.LocalizedText;

/** What is said of the whole and of a layer wherever it is said to find it by. */
final class Descriptions {
    static final LocalizedText TITLE = new LocalizedText(
            "Plint: leegstand en vestigingsbeleid in Drenthe", "Plint: vacancy and location policy in Drenthe");

    static final LocalizedText DESCRIPTION = new LocalizedText(
            "Winkelleegstand, bedrijventerreinen en breedband als open geodata, met analyses die hun uitkomst verklaren.",
            "Shop vacancy, business parks and broadband as open geodata, with analyses that explain their outcome.");

    private Descriptions() {}

    /** Of a layer. That its data is invented comes first: a catalogue elsewhere shows no more than this. */
    static LocalizedText of(PublishedLayer layer) {
        LocalizedText description = layer.definition().description();
        if (!layer.current().provenance().synthetic()) {
            return description;
        }
        return new LocalizedText(
                "Synthetisch: verzonnen gegevens, niet geldig voor Drenthe. " + description.nl(),
                "Synthetic: invented data, not valid for Drenthe. " + description.en());
    }

    /** How a version came to be. */
    static LocalizedText origin(DatasetVersion version) {
        Provenance provenance = version.provenance();
        if (provenance.execution() != null) {
            String read = String.join(", ", provenance.execution().versions());
            return new LocalizedText(
                    "Antwoord van analyse " + provenance.execution().process() + " op " + read + ", door Plint "
                            + provenance.software() + ".",
                    "Answer of process " + provenance.execution().process() + " on " + read + ", by Plint "
                            + provenance.software() + ".");
        }
        String mapping = provenance.mapping();
        return new LocalizedText(
                "Opgenomen uit " + provenance.fileName() + " (SHA-256 " + provenance.fileSha256() + ")"
                        + (mapping == null ? "" : " met mapping " + mapping) + ", door Plint " + provenance.software()
                        + "; bron: " + provenance.source().nl() + ".",
                "Taken in from " + provenance.fileName() + " (SHA-256 " + provenance.fileSha256() + ")"
                        + (mapping == null ? "" : " with mapping " + mapping) + ", by Plint " + provenance.software()
                        + "; source: " + provenance.source().en() + ".");
    }
}
