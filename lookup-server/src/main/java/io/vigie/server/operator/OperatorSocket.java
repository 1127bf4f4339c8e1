package io.vigie.server.operator;

import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.AuditReading;
import io.vigie.server.feed.Snapshots;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.Records;
import io.vigie.server.store.Background;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.PrivateFiles;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.StoreException;
import io.vigie.text.FileFault;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.AuditRead;
import io.vigie.v1.Error;
import io.vigie.v1.LoadRequest;
import io.vigie.v1.OperatorReply;
import io.vigie.v1.OperatorRequest;
import io.vigie.v1.Position;
import io.vigie.wire.ProtoTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on {@code operator.sock} in the data folder, whose permissions are the authentication. One request a
 * connection, a {@code OperatorRequest} behind its length, answered with {@code OperatorReply} messages behind theirs; one
 * request at a time, the others wait. A connection that neither sends its request nor takes its replies is ended.
 * Thread-safe. Closing interrupts what runs.
 */
public final class OperatorSocket implements AutoCloseable {
    static final String NAME = "operator.sock";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROOT = "root";
    private static final int CONNECTIONS_MAX = 16;
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(200);

    private final DataFolder folder;
    private final AuditLog audit;
    private final Snapshots snapshots;
    private final @Nullable String primary;
    private final Path path;
    private final ServerSocketChannel listening;
    private final Accepting accepting;
    private final Patience patience;
    private final Semaphore connections = new Semaphore(CONNECTIONS_MAX);
    private final Lock oneRequest = new ReentrantLock();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            task -> Background.thread("vigie-operator", task));
    private final Thread acceptor;

    /** Takes the next connection. */
    interface Accepting {
        SocketChannel accept(ServerSocketChannel listening) throws IOException;
    }

    private OperatorSocket(
            DataFolder folder,
            AuditLog audit,
            Snapshots snapshots,
            @Nullable String primary,
            Duration patience,
            Accepting accepting)
            throws IOException {
        this.accepting = accepting;
        this.audit = audit;
        this.snapshots = snapshots;
        this.patience = new Patience(patience);
        this.folder = folder;
        this.primary = primary;
        this.path = pathIn(folder.path());
        Files.deleteIfExists(path);
        this.listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        PrivateFiles.restrict(path);
        this.acceptor = Thread.ofPlatform().name("vigie-operator-accept").daemon().start(this::accept);
    }

    /**
     * Starts to listen.
     *
     * @param primary the node that is followed; null = this one takes changes
     * @return null when the socket cannot be made (a path over some 100 bytes); the server does without it
     */
    public static @Nullable OperatorSocket open(
            DataFolder folder, AuditLog audit, Snapshots snapshots, @Nullable String primary) {
        return open(folder, audit, snapshots, primary, PATIENCE, ServerSocketChannel::accept);
    }

    /**
     * @param patience how long the other side of a connection may let it wait
     * @param accepting takes the next connection
     */
    static @Nullable OperatorSocket open(
            DataFolder folder,
            AuditLog audit,
            Snapshots snapshots,
            @Nullable String primary,
            Duration patience,
            Accepting accepting) {
        try {
            return new OperatorSocket(folder, audit, snapshots, primary, patience, accepting);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: cannot be listened on ({}): load needs the server stopped", NAME, e.toString());
            return null;
        }
    }

    static Path pathIn(Path folder) {
        return folder.toAbsolutePath().resolve(NAME);
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                acceptNext();
            } catch (IOException | RuntimeException | java.lang.Error e) {
                if (listening.isOpen()) {
                    LOG.warn("the operator's socket failed: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void acceptNext() throws IOException {
        SocketChannel channel = accepting.accept(listening);
        boolean served = false;
        boolean permitted = connections.tryAcquire();
        try {
            if (permitted) {
                workers.execute(() -> serve(channel));
                served = true;
            }
        } finally {
            if (!served) {
                channel.close();
                connections.release(permitted ? 1 : 0);
            }
        }
    }

    /** What is missing, such as file handles, may be there again later. */
    private static void pause() {
        try {
            Thread.sleep(ACCEPT_PAUSE);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; closing ends it.
            return;
        }
    }

    /** Whoever came before the socket was closed to others. */
    private void requireOwner(SocketChannel channel) throws IOException {
        if (channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            UserPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!peer.equals(Files.getOwner(path)) && !peer.getName().equals(ROOT)) {
                throw new IOException("not the owner of the data folder");
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel;
                InputStream in = Channels.newInputStream(channel);
                OutputStream out = patience.output(channel)) {
            requireOwner(channel);
            OperatorRequest request = patience.wait(channel, () -> OperatorRequest.parseDelimitedFrom(in));
            if (request != null) {
                answerNext(request, out).writeDelimitedTo(out);
            }
        } catch (IOException e) {
            LOG.info("the operator has gone: {}", e.toString());
        } catch (InterruptedException e) {
            LOG.info("a request of the operator was ended: the server stops");
        } catch (RuntimeException e) {
            LOG.error("a request of the operator failed", e);
        } finally {
            connections.release();
        }
    }

    private OperatorReply answerNext(OperatorRequest request, OutputStream out) throws IOException, InterruptedException {
        oneRequest.lockInterruptibly();
        try {
            return answer(request, out);
        } finally {
            oneRequest.unlock();
        }
    }

    /** The last reply; others may go before it. */
    private OperatorReply answer(OperatorRequest request, OutputStream out) throws IOException, InterruptedException {
        return switch (request.getWhatCase()) {
            case LOAD -> load(request.getLoad(), out);
            case AUDIT_READ -> auditRead(request.getAuditRead());
            case COPY -> new LiveSnapshot(snapshots, out).run();
            case WHAT_NOT_SET -> error(Error.Code.Value.MISSING_VALUE, "request: of a kind that this version does not know");
        };
    }

    private OperatorReply load(LoadRequest request, OutputStream out) {
        if (primary != null) {
            return error(Error.Code.Value.NOT_ALLOWED, "this node follows " + primary + " (expected: loaded there)");
        }
        try {
            audit.record(entry(request));
        } catch (IOException e) {
            return error(Error.Code.Value.AUDIT_FAILED, FileFault.told(e) + ", so nothing is loaded");
        }
        try {
            return new LiveLoad(folder, request, out).run();
        } catch (IOException | RuntimeException e) {
            return error(Error.Code.Value.INTERNAL, FileFault.told(e));
        }
    }

    private AuditEntry entry(LoadRequest request) {
        return AuditEntry.newBuilder()
                .setTime(ProtoTime.of(Clock.systemUTC().instant()))
                .setCaller(Caller.LOCAL_OPERATOR.name())
                .setKind(AuditEntry.AuditedKind.Code.LOAD)
                .setRequest(request.toByteString())
                .setAsOf(position())
                .build();
    }

    /** Where the data is; that of damaged data, which a load may be meant to mend, is not known. */
    private Position position() {
        if (!folder.hasData()) {
            return Position.getDefaultInstance();
        }
        try (ReadView view = folder.newView()) {
            view.begin();
            return Records.contents(view).position();
        } catch (StoreException | DamagedException e) {
            return Position.getDefaultInstance();
        }
    }

    private OperatorReply auditRead(AuditRead request) {
        try {
            AuditReading.record(audit, request.getReading(), Clock.systemUTC());
            return OperatorReply.newBuilder().setRecorded(request).build();
        } catch (IOException e) {
            return error(Error.Code.Value.AUDIT_FAILED, FileFault.told(e));
        }
    }

    private static OperatorReply error(Error.Code.Value code, String message) {
        return OperatorReply.newBuilder()
                .setError(Error.newBuilder().setCode(code).setMessage(message))
                .build();
    }

    @Override
    public void close() {
        try {
            listening.close();
            workers.shutdownNow();
            workers.close();
            patience.close();
            acceptor.join();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{}: cannot be closed ({})", NAME, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
