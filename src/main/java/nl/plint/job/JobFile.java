package nl.plint.job;

import java.nio.file.Path;

/**
 * A file that a job works on.
 *
 * @param name the name that its sender knows it by, without a folder
 * @param path where it is on the disk of this process
 */
public record JobFile(String name, Path path) {
    /**
     * A name to keep it under, among the files of its job. Readers may look at the ending; the rest of the name is the sender's
     * and stays off the disk.
     *
     * @param number its place among the files of the job
     */
    public static String diskName(int number, String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 || !name.substring(dot).matches("\\.[A-Za-z0-9]{1,10}") ? "" : name.substring(dot);
        return "file" + number + ending;
    }
}
