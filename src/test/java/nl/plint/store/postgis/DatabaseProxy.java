package nl.plint.store.postgis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire to the server that {@code PLINT_TEST_DATABASE} names, which a test can cut and stall as a bad network does.
 * Connections that come while it is cut are reset before a byte passes.
 */
public final class DatabaseProxy implements AutoCloseable {
    private enum State {
        PASSING,
        STALLED,
        CUT
    }

    /** Of one length, so that the message that holds it stays well-formed. */
    private static final String LISTENING = "LISTEN " + DatabaseWatch.CHANNEL;

    private static final String NOT_LISTENING = "LISTEN " + "_".repeat(DatabaseWatch.CHANNEL.length());
    private static final int BUFFER_BYTES = 8192;
    private static final int CONNECT_MILLIS = 10_000;

    private final DatabaseAddress server;
    private final ServerSocket listener;
    private final Object lock = new Object();
    /** Both ends of all connections; guarded by the lock, as is the state. */
    private final Set<Socket> open = new HashSet<>();

    private final AtomicInteger deafened = new AtomicInteger();

    private State state = State.PASSING;
    private volatile boolean deaf;

    private DatabaseProxy(DatabaseAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Starts to pass on connections; where there is no server, the test is skipped. */
    public static DatabaseProxy start() {
        DatabaseAddress server = DatabaseAddress.given();
        try {
            DatabaseProxy proxy = new DatabaseProxy(server, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            inBackground(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a database through this proxy. */
    public String url(TestDatabase database) {
        return database.address()
                .through(listener.getInetAddress().getHostAddress(), listener.getLocalPort())
                .url();
    }

    /** Resets all connections, and those that come, until {@link #resume}. */
    public void cut() {
        synchronized (lock) {
            enter(State.CUT);
            open.forEach(DatabaseProxy::reset);
            open.clear();
        }
    }

    /**
     * Keeps connections open and accepts new ones, and passes no byte until {@link #resume}. What was sent in between
     * still arrives then, also when its sender has gone.
     */
    public void stall() {
        synchronized (lock) {
            enter(State.STALLED);
        }
    }

    /** Passes bytes again, and those that waited first. */
    public void resume() {
        synchronized (lock) {
            enter(State.PASSING);
        }
    }

    /** Lets no connection that comes hear notifications, as behind a pooler that shares connections. */
    public void deafen() {
        deaf = true;
    }

    /** How often a client asked to hear notifications that it will not hear. */
    public int deafened() {
        return deafened.get();
    }

    /** Resets all connections and ends. */
    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(State next) {
        state = next;
        lock.notifyAll();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                inBackground(() -> connect(client));
            }
        } catch (IOException closed) {
            // close() ends the wait for a connection in this way.
        }
    }

    private void connect(Socket client) {
        Socket database = new Socket();
        synchronized (lock) {
            if (state == State.CUT) {
                reset(client);
                return;
            }
            open.add(client);
            open.add(database);
        }
        try {
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            database.connect(new InetSocketAddress(server.host(), server.port()), CONNECT_MILLIS);
            inBackground(() -> pass(client, database));
            inBackground(() -> pass(database, client));
        } catch (IOException e) {
            end(client, database);
        }
    }

    /** Passes what one end sends to the other until one of them closes. */
    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                out.write(deaf ? withoutListening(buffer, read) : buffer, 0, read);
            }
            awaitPassage();
        } catch (IOException e) {
            // One of the ends is gone: so is the connection, below.
        } finally {
            end(from, to);
        }
    }

    private byte[] withoutListening(byte[] buffer, int count) {
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1); // in which each byte is a character
        if (!text.contains(LISTENING)) {
            return buffer;
        }
        deafened.incrementAndGet();
        return text.replace(LISTENING, NOT_LISTENING).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void awaitPassage() throws IOException {
        synchronized (lock) {
            while (state == State.STALLED) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private void end(Socket... sockets) {
        for (Socket socket : sockets) {
            synchronized (lock) {
                open.remove(socket);
            }
            try {
                socket.close();
            } catch (IOException e) {
                // It was closed already.
            }
        }
    }

    /** Closes without the farewell of TCP: the other end gets an error, not an end of file. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "database-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
