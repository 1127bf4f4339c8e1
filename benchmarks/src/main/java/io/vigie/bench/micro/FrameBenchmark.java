package io.vigie.bench.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Question;
import io.vigie.wire.Frame;
import io.vigie.wire.FrameDecoder;
import io.vigie.wire.FrameException;
import io.vigie.wire.FrameKind;
import io.vigie.wire.FrameReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Question: what does the wire cost a question, to write one frame and to cut one out of a burst of 16?
 *
 * <p>Command: {@code ./vigie bench micro Frame}
 *
 * <p>Decides: whether the server reads frames in place, or as the client does: by Netty's decoder, with a copy of each payload.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
    private static final int BURST = 16;
    private static final int FRAME_BYTES_MAX = 1 << 20;

    private final Question question =
            new SyntheticWorld(1_000, 0, 0, 1).question(1).question();
    private final ByteBuf out = Unpooled.directBuffer();
    private final ByteBuf burst = burst(question);
    private final FrameReader reader = new FrameReader(FRAME_BYTES_MAX, new FrameReader.Room());
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(FRAME_BYTES_MAX));

    @TearDown
    public void release() {
        out.release();
        burst.release();
        channel.finishAndReleaseAll();
    }

    @Benchmark
    public ByteBuf encode() {
        out.clear();
        Frame.append(out, FrameKind.ASK, 1, 0, question);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void decode(Blackhole sink) {
        channel.writeInbound(burst.retainedDuplicate());
        for (int i = 0; i < BURST; i++) {
            sink.consume(channel.<Object>readInbound());
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void decodeInPlace(Blackhole sink) throws FrameException {
        reader.feed(burst.duplicate());
        while (reader.next()) {
            sink.consume(reader.correlation());
        }
    }

    private static ByteBuf burst(Question question) {
        ByteBuf burst = Unpooled.directBuffer();
        for (int i = 1; i <= BURST; i++) {
            Frame.append(burst, FrameKind.ASK, i, 0, question);
        }
        return burst;
    }
}
