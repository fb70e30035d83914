package nl.plint.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.util.Callback;

/**
 * Sends bodies, so that clients that read slowly keep neither the memory nor the threads that others need. What is gathered in memory
 * is sent at once, with its length, and no thread waits until a large one is read, as long as what waits is not too much together.
 * Else, and for what is written while it is sent, a thread waits; when many do, the next client is told to come back later.
 */
final class Sender {
    /** What the buffers of a connection take from us whether the client reads or not. */
    private static final int SMALL_BYTES = 32 << 10;

    /** Less than half of the threads of the server. */
    private static final int MOST_WAITING_THREADS = 100;

    private final Semaphore threads = new Semaphore(MOST_WAITING_THREADS);
    private final long mostWaitingBytes;
    private final AtomicLong waitingBytes = new AtomicLong();

    /**
     * @param mostWaitingBytes how many bytes may wait for clients to read them without a thread
     */
    Sender(long mostWaitingBytes) {
        this.mostWaitingBytes = mostWaitingBytes;
    }

    /** Something that is written to a client for as long as that takes. */
    @FunctionalInterface
    interface Writing {
        void write() throws IOException;
    }

    /**
     * Lets a thread write for as long as the client reads.
     *
     * @throws ProblemException when many threads do that already
     */
    void whileItIsRead(Context context, Writing writing) throws IOException {
        if (!threads.tryAcquire()) {
            throw new ProblemException(new Problem(
                    503,
                    "busy",
                    "Busy",
                    MOST_WAITING_THREADS + " large answers are being read just now; ask again in a few seconds"));
        }
        try {
            writing.write();
        } finally {
            threads.release();
        }
    }

    /**
     * Sends the bytes of a buffer from its position to its limit, which are not to be changed any more.
     *
     * @throws ProblemException when too much waits for slow clients already
     */
    void send(Context context, String mediaType, ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (length <= SMALL_BYTES) {
            write(context, mediaType, bytes);
        } else if (isRoomFor(length)) {
            context.contentType(mediaType);
            context.res().setContentLength(length);
            HttpOutput output = (HttpOutput) context.res().getOutputStream();
            context.future(() -> sent(output, bytes, length));
        } else {
            whileItIsRead(context, () -> write(context, mediaType, bytes));
        }
    }

    private static void write(Context context, String mediaType, ByteBuffer bytes) throws IOException {
        context.contentType(mediaType);
        context.res().setContentLength(bytes.remaining());
        context.res().getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private boolean isRoomFor(int length) {
        if (waitingBytes.addAndGet(length) <= mostWaitingBytes) {
            return true;
        }
        waitingBytes.addAndGet(-length);
        return false;
    }

    private CompletableFuture<?> sent(HttpOutput output, ByteBuffer bytes, int length) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        // A client that hangs up is no failure of ours: there is nobody left to tell.
        output.sendContent(bytes, Callback.from(() -> {
            waitingBytes.addAndGet(-length);
            sent.complete(null);
        }));
        return sent;
    }
}
