package nl.plint.job;

/**
 * A job that a worker has taken. Worker and attempt together tell it from any other claim of the same job, so that a worker
 * that was thought dead changes nothing once another has taken over.
 *
 * @param job as it was then, running
 * @param worker who has it
 * @param attempt 1 for the first claim of this job
 * @param deaths how many of the claims before were taken from a worker that had fallen silent
 * @param postponements how many of the claims before were postponed
 */
public record JobClaim(Job job, String worker, int attempt, int deaths, int postponements) {}
