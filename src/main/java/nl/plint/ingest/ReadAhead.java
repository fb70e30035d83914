package nl.plint.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads a file on a thread of its own, a little ahead of the one that checks and writes. What is ahead is bounded, in rows
 * and in the corners of their geometries.
 */
final class ReadAhead implements SourceReader {
    private static final int ROWS_IN_BATCH = 500;
    private static final int POINTS_IN_BATCH = 50_000;
    private static final int BATCHES = 4;

    private final SourceReader reader;
    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private List<RawFeature> batch = List.of();
    private int at;
    private boolean ended;
    private volatile boolean closed;
    private long bytesRead;

    /**
     * Some rows.
     *
     * @param last whether there are no more, because of the failure or the end of the file
     */
    private record Batch(List<RawFeature> rows, long bytesRead, boolean last, @Nullable Throwable failure) {}

    private ReadAhead(SourceReader reader) {
        this.reader = reader;
        this.thread = new Thread(this::read, "plint-read-ahead");
        thread.setDaemon(true);
    }

    static ReadAhead of(SourceReader reader) {
        ReadAhead ahead = new ReadAhead(reader);
        ahead.thread.start();
        return ahead;
    }

    private void read() {
        Throwable failure = null;
        try {
            boolean more = true;
            while (more && !closed) {
                List<RawFeature> rows = new ArrayList<>(ROWS_IN_BATCH);
                for (int points = 0; rows.size() < ROWS_IN_BATCH && points < POINTS_IN_BATCH && more; ) {
                    RawFeature raw = reader.next();
                    more = raw != null;
                    if (raw != null) {
                        rows.add(raw);
                        Geometry geometry = raw.geometry();
                        points += geometry == null ? 0 : geometry.getNumPoints();
                    }
                }
                offer(new Batch(rows, reader.bytesRead(), false, null));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        offer(new Batch(List.of(), reader.bytesRead(), true, failure));
    }

    private void offer(Batch full) {
        try {
            while (!closed && !queue.offer(full, 100, TimeUnit.MILLISECONDS)) {
                // The other side is busy, or has gone: closed tells.
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public @Nullable RawFeature next() {
        while (at == batch.size()) {
            if (ended) {
                return null;
            }
            Batch next;
            try {
                next = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a file was read", e);
            }
            bytesRead = next.bytesRead();
            ended = next.last();
            if (next.failure() instanceof RuntimeException e) {
                throw e;
            }
            if (next.failure() instanceof Error e) {
                throw e;
            }
            batch = next.rows();
            at = 0;
        }
        return batch.get(at++);
    }

    @Override
    public List<SourceColumn> columns() {
        return reader.columns();
    }

    @Override
    public SourceCrs crs() {
        return reader.crs();
    }

    @Override
    public boolean isTyped() {
        return reader.isTyped();
    }

    @Override
    public boolean hasLocalIds() {
        return reader.hasLocalIds();
    }

    @Override
    public List<FileNote> notes() {
        return reader.notes();
    }

    @Override
    public boolean hasGeometry() {
        return reader.hasGeometry();
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    /** Stops reading, then closes the file. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
