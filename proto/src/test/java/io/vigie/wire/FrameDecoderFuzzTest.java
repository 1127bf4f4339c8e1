package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.vigie.v1.Error;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random bytes, and golden frames with bytes changed, in random pieces: the decoder agrees with a second reading of
 * docs/protocol.md that has the whole stream before it. Seeded; the seed of a case is in the failure message.
 */
class FrameDecoderFuzzTest {
    private static final int CASES = 100_000;
    private static final int LIMIT = 300;
    private static final List<byte[]> FRAMES =
            GoldenFrames.ALL.stream().map(GoldenFrames.Golden::bytes).toList();

    @Test
    void randomBytesGiveFramesAndAtMostOneException() {
        for (int seed = 0; seed < CASES; seed++) {
            byte[] bytes = new byte[0];
            try {
                Random random = new Random(seed);
                bytes = stream(random);
                assertThat(described(decoded(bytes, random))).isEqualTo(expected(bytes));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", bytes " + ByteBufUtil.hexDump(bytes), e);
            }
        }
    }

    private static byte[] stream(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int parts = random.nextInt(4);
        for (int i = 0; i <= parts; i++) {
            byte[] part = switch (random.nextInt(4)) {
                case 0 -> randomBytes(random);
                case 1 -> golden(random);
                case 2 -> changed(golden(random), random);
                default -> plausible(random);
            };
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] golden(Random random) {
        return FRAMES.get(random.nextInt(FRAMES.size())).clone();
    }

    private static byte[] changed(byte[] bytes, Random random) {
        bytes[random.nextInt(Math.min(bytes.length, 8))] = (byte) random.nextInt(256);
        return bytes;
    }

    /** A header near the borders of what is allowed, and too few, enough or too many bytes behind it. */
    private static byte[] plausible(Random random) {
        int length = random.nextBoolean() ? random.nextInt(30) : LIMIT - 10 + random.nextInt(20);
        ByteBuffer bytes = ByteBuffer.allocate(16 + random.nextInt(LIMIT));
        bytes.putInt(length).put((byte) (random.nextInt(8) == 0 ? 2 : 1)).put((byte) random.nextInt(28));
        return bytes.array();
    }

    private static List<Object> decoded(byte[] bytes, Random random) {
        DecoderRun run = new DecoderRun(LIMIT);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
            run.feed(bytes, from, to);
            from = to;
        }
        return run.close();
    }

    private static List<String> described(List<Object> events) {
        List<String> described = new ArrayList<>();
        for (Object event : events) {
            if (event instanceof Frame frame) {
                described.add(text(frame.kind(), frame.correlation(), frame.payload()));
            } else if (event instanceof FrameException fault) {
                described.add(fault.code().name());
            } else {
                throw new AssertionError("neither a frame nor a FrameException", (Throwable) event);
            }
        }
        return described;
    }

    private static List<String> expected(byte[] stream) {
        List<String> expected = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(stream);
        while (bytes.remaining() >= 4) {
            int start = bytes.position();
            int length = bytes.getInt(start);
            Error.Code.@Nullable Value fault = fault(bytes, start, length);
            if (fault != null) {
                expected.add(fault.name());
                return expected;
            }
            if (bytes.remaining() < 4 + length) {
                return expected;
            }
            byte[] payload = new byte[length - 12];
            bytes.get(start + 16, payload);
            expected.add(text(FrameKind.of(bytes.get(start + 5)), bytes.getInt(start + 8), payload));
            bytes.position(start + 4 + length);
        }
        return expected;
    }

    private static Error.Code.@Nullable Value fault(ByteBuffer bytes, int start, int length) {
        if (length < 12) {
            return Error.Code.Value.BAD_FRAME;
        }
        if (length > LIMIT - 4) {
            return Error.Code.Value.FRAME_TOO_LARGE;
        }
        if (bytes.remaining() < 6) {
            return null;
        }
        if (bytes.get(start + 4) != 1) {
            return Error.Code.Value.UNSUPPORTED_VERSION;
        }
        return FrameKind.of(bytes.get(start + 5)) == null ? Error.Code.Value.UNKNOWN_KIND : null;
    }

    private static String text(@Nullable FrameKind kind, int correlation, byte[] payload) {
        return kind + " " + correlation + " " + ByteBufUtil.hexDump(payload);
    }
}
