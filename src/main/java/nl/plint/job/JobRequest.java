package nl.plint.job;

import java.util.List;

/**
 * Work that is asked for: data, so that it can be kept and done elsewhere.
 *
 * @param type which {@link JobKind} does it
 * @param title what it is about, for people
 * @param inputs JSON text that its kind understands
 * @param files what it works on
 */
public record JobRequest(String type, String title, String inputs, List<JobFile> files) {
    public JobRequest {
        files = List.copyOf(files);
    }
}
