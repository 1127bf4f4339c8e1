package io.vigie.bench.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalIoHandler;
import io.vigie.bench.bulk.KeptFolders;
import io.vigie.bench.bulk.TemporaryFolder;
import io.vigie.server.access.AccessRules;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.config.ServerConfig;
import io.vigie.server.feed.Feed;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.metrics.ServerMetrics;
import io.vigie.server.net.Listener;
import io.vigie.server.query.QueryService;
import io.vigie.server.store.DataFolder;
import io.vigie.v1.Dataset;
import io.vigie.v1.Hello;
import io.vigie.v1.Verdict;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameException;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameLayout;
import io.vigie.wire.FrameReader;
import io.vigie.wire.TlsException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a document question cost in the whole server but the sockets: 16 frames in, their answers out, audit trail
 * written?
 *
 * <p>Command: {@code ./vigie bench micro Pipeline}; {@code --documents 20000000} for a size like that of a state.
 *
 * <p>Decides: how much of a question's time is ours, and how much the operating system's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PipelineBenchmark {
    private static final long SEED = 1;
    private static final int BURST = 16;

    /** A power of two; more questions than fit a cache near the processor. */
    private static final int BURSTS = 1 << 9;

    private static final int FRAME_BYTES_MAX = 1 << 20;

    @Param("1000000")
    public int documents;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final FrameReader reader = new FrameReader(FRAME_BYTES_MAX, new FrameReader.Room());
    private final ByteBuf[] misses = new ByteBuf[BURSTS];
    private final ByteBuf[] hits = new ByteBuf[BURSTS];
    private @Nullable ManualIoEventLoop loop;
    private @Nullable EmbeddedChannel channel;
    private int at;

    @Setup
    public void open() throws IOException, FrameException, TlsException {
        SyntheticWorld world = new SyntheticWorld(documents, 0, 0, SEED);
        DataFolder folder = opened(KeptFolders.documents(world));
        TemporaryFolder temporary = opened(TemporaryFolder.create("vigie-bench-pipeline"));
        ServerConfig config = ServerConfig.read(
                temporary.path(), null, Map.of(), Map.of("net.listen", "127.0.0.1:0", "admin.listen", "127.0.0.1:0"));
        folder.warm();
        ServerMetrics metrics = opened(new ServerMetrics());
        AuditLog audit = opened(AuditLog.open(config.auditFolder(), config.audit()));
        Clock clock = Clock.systemUTC();
        QueryService queries = new QueryService(folder, audit, metrics, config.query(), clock, "bench");
        Feed feed = opened(Feed.start(folder, audit, metrics, config.feed(), clock, "bench"));
        Listener listener = opened(Listener.open(
                config.listener(), queries, opened(queries.startWorkers()), feed, new AccessRules(), metrics, clock, "bench"));
        loop = new ManualIoEventLoop(Thread.currentThread(), LocalIoHandler.newFactory());
        channel = new EmbeddedChannel(listener.connection(loop));
        fill(hits, world, Verdict.Code.HIT);
        // Documents of another world have the shapes of this one's.
        fill(misses, new SyntheticWorld(documents, 0, 0, SEED + 1), Verdict.Code.NO_HIT);
        channel.writeInbound(Frame.encode(channel.alloc(), FrameKind.HELLO, 0, 0, hello()));
        take(1, FrameKind.WELCOME);
    }

    private static Hello hello() {
        return Hello.newBuilder().setVersionMin(FrameLayout.VERSION).setVersionMax(FrameLayout.VERSION).build();
    }

    private static void fill(ByteBuf[] bursts, SyntheticWorld world, Verdict.Code verdict) {
        long index = 0;
        for (int i = 0; i < BURSTS; i++) {
            bursts[i] = Unpooled.directBuffer();
            for (int added = 0; added < BURST; index = (index + 1) % world.questionCount()) {
                SyntheticQuestion made = world.question(index);
                if (made.truth().verdict() == verdict
                        && made.truth().dataset() == Dataset.Code.TRAVEL_DOCUMENTS
                        && made.question().getMrzCount() == 0) {
                    Frame.append(bursts[i], FrameKind.ASK, ++added, 0, made.question());
                }
            }
        }
    }

    @TearDown
    public void close() throws Exception {
        Stream.of(misses, hits).flatMap(Arrays::stream).forEach(ByteBuf::release);
        channel().finishAndReleaseAll();
        loop().runNow();
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public int miss() throws FrameException {
        return ask(misses);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public int hit() throws FrameException {
        return ask(hits);
    }

    private int ask(ByteBuf[] bursts) throws FrameException {
        channel().writeInbound(bursts[++at & BURSTS - 1].retainedDuplicate());
        return take(BURST, FrameKind.ANSWER);
    }

    /** Turns the loop until so many frames have come; the audit thread hands them back to it. */
    private int take(int count, FrameKind kind) throws FrameException {
        int bytes = 0;
        for (int taken = 0; taken < count; ) {
            loop().runNow();
            channel().runPendingTasks();
            for (ByteBuf out = channel().readOutbound(); out != null; out = channel().readOutbound()) {
                bytes += out.readableBytes();
                reader.feed(out);
                out.release();
                while (reader.next()) {
                    if (reader.kind() != kind) {
                        throw new IllegalStateException("frame: " + reader.kind() + " (expected: " + kind + ")");
                    }
                    taken++;
                }
            }
        }
        return bytes;
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private ManualIoEventLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("loop: absent (expected: after open)");
        }
        return loop;
    }

    private EmbeddedChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("channel: absent (expected: after open)");
        }
        return channel;
    }
}
