package nl.plint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A queue whose store goes away and comes back. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class JobQueueTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final JobRequest REQUEST = new JobRequest("t", "a", "{}", List.of());

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile boolean away;
    private final AtomicInteger failures = new AtomicInteger();
    private JobQueue queue;

    @BeforeEach
    void start() {
        log.start();
        ((Logger) LoggerFactory.getLogger("nl.plint.job")).addAppender(log);
    }

    @AfterEach
    void stop() {
        away = false;
        go.countDown();
        queue.close();
        ((Logger) LoggerFactory.getLogger("nl.plint.job")).detachAppender(log);
    }

    /** A real store, on a line that can be cut. */
    private JobStore store() {
        JobStore real = new MemoryJobStore(folder);
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (away && !method.getName().equals("isShared")) {
                        failures.incrementAndGet();
                        throw new IllegalStateException("the line is cut");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void serve(Duration recording) {
        JobPace pace = new JobPace(
                Duration.ofMillis(5),
                Duration.ofMillis(5),
                Duration.ofMillis(5),
                Duration.ofMillis(5),
                recording,
                Duration.ofMillis(1),
                LONG);
        JobKind kind = (inputs, context) -> {
            begun.countDown();
            go.await();
            return new JobOutcome(new byte[] {1}, "x/y");
        };
        queue = new JobQueue(store(), Map.of("t", kind), (job, failure) -> "{}", 2, pace);
    }

    private void awaitFailures(int count) throws InterruptedException {
        int before = failures.get();
        while (failures.get() < before + count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private List<Level> loggedOfTheOutage() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLoggerName().endsWith("StoreOutage"))
                .map(ILoggingEvent::getLevel)
                .toList();
    }

    @Test
    void idle_workers_go_on_when_the_store_is_back_and_tell_it_once() throws Exception {
        serve(LONG);
        go.countDown();
        away = true;
        awaitFailures(20);
        assertThatThrownBy(() -> queue.submit(REQUEST)).hasMessage("the line is cut");
        away = false;
        Job job = queue.submit(REQUEST);
        assertThat(queue.awaitFinished(job, LONG).status()).isEqualTo(JobStatus.SUCCESSFUL);
        assertThat(loggedOfTheOutage()).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void a_job_that_ends_while_the_store_is_away_is_recorded_when_it_is_back() throws Exception {
        serve(LONG);
        Job job = queue.submit(REQUEST);
        begun.await();
        away = true;
        awaitFailures(5);
        go.countDown();
        awaitFailures(20);
        assertThat(queue.awaitFinished(job, Duration.ofMillis(20)).status())
                .as("whoever waits goes on waiting")
                .isEqualTo(JobStatus.ACCEPTED);
        away = false;
        assertThat(queue.awaitFinished(job, LONG).status()).isEqualTo(JobStatus.SUCCESSFUL);
        assertThat(loggedOfTheOutage()).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void recording_is_not_tried_for_ever() throws Exception {
        serve(Duration.ofMillis(20));
        queue.submit(REQUEST);
        begun.await();
        away = true;
        go.countDown();
        while (List.copyOf(log.list).stream().noneMatch(event -> event.getLevel() == Level.ERROR)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        away = false;
        Job next = queue.submit(REQUEST);
        assertThat(queue.awaitFinished(next, LONG).status())
                .as("the worker is free again")
                .isEqualTo(JobStatus.SUCCESSFUL);
    }
}
