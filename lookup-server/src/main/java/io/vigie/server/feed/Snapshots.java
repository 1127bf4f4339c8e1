package io.vigie.server.feed;

import com.google.protobuf.UnsafeByteOperations;
import io.vigie.server.access.Caller;
import io.vigie.server.audit.AuditBlock;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.index.DamagedException;
import io.vigie.server.index.SnapshotContents;
import io.vigie.server.store.Background;
import io.vigie.server.store.StoreException;
import io.vigie.server.store.StoredCopy;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Chunk;
import io.vigie.v1.Error;
import io.vigie.v1.Position;
import io.vigie.v1.SnapshotManifest;
import io.vigie.wire.ProtoTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the data for those who ask, one at a time. Thread-safe. Closing ends the one under way with DRAINING.
 */
public final class Snapshots implements AutoCloseable {
    /*
     * A moment that is held keeps LMDB from using freed pages again, so it must not be held for as long as a client reads: the
     * copy is made on this disk first, as fast as the disk is, and streamed from there as slowly as the client likes. It costs
     * the disk the size of the data for a while. Rejected: streaming out of the moment itself, whose length a slow client
     * would choose.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int CHUNK_BYTES = 256 << 10;
    private static final long SIGN_OF_LIFE_SECONDS = 1;
    private static final long CREDIT_SECONDS_MAX = 60;

    private final Supplier<StoredCopy> copies;
    private final AuditLog audit;
    private final Clock clock;
    private final String version;
    private final ThreadPoolExecutor threads = pool("vigie-snapshot");
    private final ThreadPoolExecutor copying = pool("vigie-copy");

    /** Where a snapshot goes; from any thread. */
    public interface Sink {
        void send(Chunk chunk);

        /** The last word, when there was no last chunk. */
        void fail(Error error);
    }

    /** One snapshot. Thread-safe. */
    public static final class Stream {
        private final Semaphore credit;
        private volatile @Nullable Future<?> running;

        private Stream(int credit) {
            this.credit = new Semaphore(Math.max(0, credit));
        }

        /** Lets so many more chunks be sent. */
        public void grant(int chunks) {
            credit.release(Math.clamp(chunks, 0, Integer.MAX_VALUE - credit.availablePermits()));
        }

        /** Nobody wants it any more. */
        public void cancel() {
            Future<?> run = running;
            if (run != null) {
                run.cancel(true);
            }
        }
    }

    private static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Error error;

        FailedException(Error.Code.Value code, String message) {
            super(message, null, false, false);
            this.error = Error.newBuilder().setCode(code).setMessage(message).build();
        }
    }

    /**
     * @param copies of the present moment, whenever one is asked for
     * @param version of the server, for the manifest
     */
    Snapshots(Supplier<StoredCopy> copies, AuditLog audit, Clock clock, String version) {
        this.copies = copies;
        this.audit = audit;
        this.clock = clock;
        this.version = version;
    }

    private static ThreadPoolExecutor pool(String name) {
        return new ThreadPoolExecutor(
                0,
                1,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> Background.thread(name, task));
    }

    /** Starts a snapshot, unless one is under way. */
    public Stream start(Caller caller, int credit, Sink sink) {
        Stream stream = new Stream(credit);
        try {
            stream.running = threads.submit(() -> run(caller, stream, sink));
        } catch (RejectedExecutionException e) {
            sink.fail(Error.newBuilder()
                    .setCode(Error.Code.Value.OVERLOADED)
                    .setMessage("a snapshot is being taken already")
                    .build());
        }
        return stream;
    }

    private void run(Caller caller, Stream stream, Sink sink) {
        try (StoredCopy copy = copied(sink)) {
            Instant taken = clock.instant();
            SnapshotManifest.Builder manifest = SnapshotContents.read(copy.folder())
                    .setTaken(ProtoTime.of(taken))
                    .setServer(version);
            record(caller, taken, manifest.getPosition());
            stream(copy, manifest, stream, sink);
        } catch (FailedException e) {
            sink.fail(e.error);
        } catch (InterruptedException e) {
            sink.fail(error(Error.Code.Value.DRAINING, "the snapshot was given up"));
        } catch (StoreException | DamagedException | IOException e) {
            LOG.error("a snapshot cannot be taken: {}", e.getMessage());
            Error.Code.Value code = e instanceof DamagedException ? Error.Code.Value.DAMAGED : Error.Code.Value.NOT_DURABLE;
            sink.fail(error(code, "the snapshot cannot be taken: the server's log says why"));
        } catch (RuntimeException e) {
            LOG.error("a snapshot failed inside the server", e);
            sink.fail(error(Error.Code.Value.INTERNAL, "the server failed"));
        }
    }

    /** The copy, with signs of life until it is made. A copy under way cannot be stopped, only thrown away. */
    private StoredCopy copied(Sink sink) throws InterruptedException, FailedException {
        CompletableFuture<StoredCopy> copy;
        try {
            copy = CompletableFuture.supplyAsync(copies, copying);
        } catch (RejectedExecutionException e) {
            throw new FailedException(Error.Code.Value.OVERLOADED, "a copy that nobody wants any more is being made");
        }
        try {
            while (true) {
                try {
                    return copy.get(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    sink.send(Chunk.getDefaultInstance());
                }
            }
        } catch (InterruptedException e) {
            var _ = copy.thenAccept(StoredCopy::close);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /** Who took everything is on its way to disk before the first piece leaves. */
    private void record(Caller caller, Instant taken, Position position) throws InterruptedException, FailedException {
        AuditBlock block = new AuditBlock();
        block.add(AuditEntry.newBuilder()
                .setTime(ProtoTime.of(taken))
                .setCaller(caller.name())
                .setKind(AuditEntry.AuditedKind.Code.SNAPSHOT)
                .setAsOf(position)
                .build());
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        audit.append(block, written::complete);
        try {
            if (!written.get()) {
                throw new FailedException(Error.Code.Value.AUDIT_FAILED, "the snapshot could not be recorded, so it is not given");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stream(StoredCopy copy, SnapshotManifest.Builder manifest, Stream stream, Sink sink)
            throws IOException, InterruptedException, FailedException {
        MessageDigest digest = sha256();
        Position position = manifest.getPosition();
        int index = 0;
        try (FileChannel channel = copy.open()) {
            for (byte[] content = read(channel); content.length > 0; content = read(channel)) {
                spend(stream);
                digest.update(content);
                CRC32C crc = new CRC32C();
                crc.update(content);
                sink.send(Chunk.newBuilder()
                        .setIndex(index++)
                        .setContent(UnsafeByteOperations.unsafeWrap(content))
                        .setCrc32C((int) crc.getValue())
                        .setPosition(position)
                        .build());
            }
        }
        manifest.setSha256(HexFormat.of().formatHex(digest.digest()));
        sink.send(Chunk.newBuilder().setIndex(index).setLast(true).setPosition(position).setManifest(manifest).build());
    }

    private static void spend(Stream stream) throws InterruptedException, FailedException {
        if (!stream.credit.tryAcquire(CREDIT_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new FailedException(
                    Error.Code.Value.DEADLINE_EXCEEDED, "no credit within " + CREDIT_SECONDS_MAX + " s");
        }
    }

    private static byte[] read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, channel.size() - channel.position()));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        if (buffer.hasRemaining()) {
            throw new IOException("the copy became shorter while it was read");
        }
        return buffer.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Error error(Error.Code.Value code, String message) {
        return Error.newBuilder().setCode(code).setMessage(message).build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        // LMDB cannot be told to stop: the copy holds its generation, and what is left of it goes with the next start.
        copying.shutdown();
    }
}
