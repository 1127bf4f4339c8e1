package io.vigie.wire;

import static io.vigie.v1.Error.Code.Value.BAD_FRAME;
import static io.vigie.v1.Error.Code.Value.FRAME_TOO_LARGE;
import static io.vigie.v1.Error.Code.Value.UNKNOWN_KIND;
import static io.vigie.v1.Error.Code.Value.UNSUPPORTED_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vigie.v1.Error;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int LIMIT = 4096;
    private static final byte[] ASK = GoldenFrames.hex("ask");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 15, 16, 17, 1000})
    void framesTornIntoPiecesComeOutWhole(int pieceSize) {
        DecoderRun run = new DecoderRun(LIMIT).feedTorn(allGolden(), pieceSize);
        run.close();
        assertThat(run.frames()).extracting(Frame::kind).containsExactlyElementsOf(goldenKinds());
    }

    @Test
    void severalFramesInOneBufferComeOutInOrder() {
        DecoderRun run = new DecoderRun(LIMIT).feed(allGolden());
        assertThat(run.frames()).extracting(Frame::kind).containsExactlyElementsOf(goldenKinds());
        for (int i = 0; i < GoldenFrames.ALL.size(); i++) {
            assertThat(run.frames().get(i).payload())
                    .isEqualTo(GoldenFrames.ALL.get(i).payload().toByteArray());
        }
        run.close();
    }

    @Test
    void aFrameComesOutWithItsLastByteAndNotBefore() {
        DecoderRun run = new DecoderRun(LIMIT).feed(ASK, 0, ASK.length - 1);
        assertThat(run.events).isEmpty();
        run.feed(ASK, ASK.length - 1, ASK.length);
        assertThat(run.close()).hasSize(1);
    }

    @Test
    void aFrameThatTheCloseCutsShortGivesNothing() {
        assertThat(new DecoderRun(LIMIT).feed(ASK, 0, ASK.length - 1).close()).isEmpty();
        assertThat(new DecoderRun(LIMIT).feed(ASK, 0, 3).close()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ffffffff, BAD_FRAME",
        "80000000, BAD_FRAME",
        "00000000, BAD_FRAME",
        "0000000b, BAD_FRAME",
        "7fffffff, FRAME_TOO_LARGE",
        "7ffffffb, FRAME_TOO_LARGE",
        "00000ffd, FRAME_TOO_LARGE"
    })
    void aLengthOutOfBoundsIsRefusedAsSoonAsItIsRead(String length, Error.Code.Value code) {
        DecoderRun run = new DecoderRun(LIMIT).feed(GoldenFrames.parse(length));
        assertOneFault(run, code);
    }

    @Test
    void theSmallestAndTheLargestFrameAreTaken() {
        byte[] largest = frame(LIMIT - 4, 1, 3, LIMIT);
        DecoderRun run = new DecoderRun(LIMIT).feed(frame(12, 1, 3, 16)).feed(largest);
        run.close();
        assertThat(run.frames()).extracting(frame -> frame.payload().length).containsExactly(0, LIMIT - 16);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 127, 128, 255})
    void aVersionThatIsNotSpokenIsRefusedBeforeThePayloadIsThere(int version) {
        assertOneFault(new DecoderRun(LIMIT).feed(frame(1000, version, 16, 6)), UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 15, 21, 128, 255})
    void aKindThatDoesNotExistIsRefusedBeforeThePayloadIsThere(int kind) {
        assertOneFault(new DecoderRun(LIMIT).feed(frame(1000, 1, kind, 6)), UNKNOWN_KIND);
    }

    @Test
    void theFirstFaultCountsWhenThereAreSeveral() {
        assertOneFault(new DecoderRun(LIMIT).feed(frame(LIMIT, 9, 99, 16)), FRAME_TOO_LARGE);
        assertOneFault(new DecoderRun(LIMIT).feed(frame(11, 9, 99, 16)), BAD_FRAME);
        assertOneFault(new DecoderRun(LIMIT).feed(frame(12, 9, 99, 16)), UNSUPPORTED_VERSION);
    }

    @Test
    void framesBeforeAFaultComeOutAndThoseBehindItDoNot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ASK);
        bytes.writeBytes(frame(12, 2, 16, 16));
        bytes.writeBytes(ASK);
        DecoderRun run = new DecoderRun(LIMIT).feed(bytes.toByteArray()).feed(ASK).feedTorn(ASK, 3);
        assertThat(run.close()).hasSize(2);
        assertThat(run.events.get(0)).isInstanceOf(Frame.class);
        assertFault(run.events.get(1), UNSUPPORTED_VERSION);
    }

    @Test
    void theLimitMayBeRaisedBetweenTwoFramesOfOneConnection() {
        byte[] large = frame(LIMIT, 1, 3, LIMIT + 4);
        DecoderRun run = new DecoderRun(LIMIT).feed(ASK);
        run.decoder.frameBytesMax(LIMIT + 4);
        run.feed(large).close();
        assertThat(run.frames()).hasSize(2);
    }

    /** A claim of 2³¹−1 is refused, one of a megabyte believed, yet nothing is put aside for what has not come. */
    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, (1 << 20) - 4})
    void nothingIsAllocatedForTheClaimedLength(int length) {
        byte[] header = frame(length, 1, 16, 16);
        claim(header);
        long before = allocatedBytes();
        DecoderRun run = claim(header);
        assertThat(run.allocator.bytes()).as("bytes of buffers").isLessThan(1024);
        assertThat(allocatedBytes() - before).as("bytes of the heap").isLessThan(256 << 10);
    }

    private static DecoderRun claim(byte[] header) {
        DecoderRun run = new DecoderRun(1 << 20).feedTorn(header, 1);
        run.close();
        return run;
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Exactly one exception, however much comes after it; nothing is kept and nothing leaks. */
    private static void assertOneFault(DecoderRun run, Error.Code.Value code) {
        assertThat(run.events).hasSize(1);
        assertFault(run.events.get(0), code);
        run.allocator.assertAllReleased();
        run.feed(ASK).feedTorn(ASK, 1).feed(GoldenFrames.parse("ffffffff"));
        assertThat(run.close()).hasSize(1);
    }

    private static void assertFault(Object event, Error.Code.Value code) {
        assertThat(event).isInstanceOfSatisfying(FrameException.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.getMessage()).contains("(expected: ");
            assertThat(fault.getStackTrace()).isEmpty();
        });
    }

    /** The first {@code size} bytes of a frame whose payload is zeros. */
    private static byte[] frame(int length, int version, int kind, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (length >>> 24 - 8 * i);
        }
        bytes[FrameLayout.VERSION_OFFSET] = (byte) version;
        bytes[FrameLayout.KIND_OFFSET] = (byte) kind;
        return bytes;
    }

    private static byte[] allGolden() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GoldenFrames.ALL.forEach(golden -> bytes.writeBytes(golden.bytes()));
        return bytes.toByteArray();
    }

    private static List<FrameKind> goldenKinds() {
        return GoldenFrames.ALL.stream().map(GoldenFrames.Golden::kind).toList();
    }
}
