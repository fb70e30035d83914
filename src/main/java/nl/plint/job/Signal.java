package nl.plint.job;

import java.time.Duration;

/** Wakes whoever waits for something to happen. Nothing that happens after {@link #given} is missed. */
final class Signal {
    private long given;

    /** How often it was given; taken before looking whether there is a need to wait. */
    synchronized long given() {
        return given;
    }

    synchronized void give() {
        given++;
        notifyAll();
    }

    /** Waits until it is given once more, or the time is over. */
    synchronized void await(long before, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (given == before) {
            long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }
}
