package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vigie.wire.GoldenFrames.Golden;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes on the wire, kind by kind; the golden ones were not made by the code that they test. */
class FrameTest {
    static List<Golden> golden() {
        return GoldenFrames.ALL;
    }

    @Test
    void everyKindInUseHasGoldenBytes() {
        Set<FrameKind> covered = EnumSet.noneOf(FrameKind.class);
        GoldenFrames.ALL.forEach(golden -> covered.add(golden.kind()));
        assertThat(covered)
                .containsExactlyInAnyOrder(
                        FrameKind.HELLO,
                        FrameKind.WELCOME,
                        FrameKind.PING,
                        FrameKind.PONG,
                        FrameKind.GOAWAY,
                        FrameKind.ERROR,
                        FrameKind.ASK,
                        FrameKind.ANSWER,
                        FrameKind.ASK_MANY,
                        FrameKind.END,
                        FrameKind.CANCEL,
                        FrameKind.FETCH,
                        FrameKind.FETCHED,
                        FrameKind.STATUS,
                        FrameKind.STATUS_REPORT);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void encodesTheGoldenBytes(Golden golden) {
        assertThat(encoded(golden)).asHexString().isEqualTo(hex(golden.bytes()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void decodesTheGoldenBytes(Golden golden) throws Exception {
        Frame frame = decoded(golden.bytes());
        assertThat(frame.kind()).isEqualTo(golden.kind());
        assertThat(frame.flags()).isZero();
        assertThat(frame.correlation()).isEqualTo(golden.correlation());
        assertThat(frame.budgetMicros()).isEqualTo(golden.budgetMicros());
        assertThat(frame.payload()).isEqualTo(golden.payload().toByteArray());
        Message message = golden.message();
        if (message != null) {
            assertThat(message.getParserForType().parseFrom(frame.payload())).isEqualTo(message);
        }
    }

    @Test
    void appendsFramesOneAfterTheOtherAndGrowsTheBuffer() {
        ByteBuf out = Unpooled.buffer(1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (Golden golden : GoldenFrames.ALL) {
            append(out, golden);
            expected.writeBytes(golden.bytes());
        }
        assertThat(ByteBufUtil.getBytes(out)).isEqualTo(expected.toByteArray());
        out.release();
    }

    @Test
    void appendsToDirectMemoryBehindWhatWasRead() {
        ByteBuf out = Unpooled.directBuffer(64);
        out.writeLong(0).readLong();
        GoldenFrames.ALL.forEach(golden -> append(out, golden));
        for (Golden golden : GoldenFrames.ALL) {
            byte[] frame = new byte[golden.bytes().length];
            out.readBytes(frame);
            assertThat(frame).as(golden.file()).isEqualTo(golden.bytes());
        }
        assertThat(out.isReadable()).isFalse();
        out.release();
    }

    @Test
    void flagsAreHandedOnAndCorrelationAndBudgetKeepAllTheirBits() {
        Frame frame = decoded(GoldenFrames.parse("00 00 00 0c 01 03 80 01 ff ff ff fe 80 00 00 00"));
        assertThat(frame.flags()).isEqualTo(0x8001);
        assertThat(frame.correlation()).isEqualTo(0xFFFF_FFFE);
        assertThat(frame.budgetMicros()).isEqualTo(0x8000_0000);
    }

    @Test
    void theExampleOfTheProtocolPageIsHelloAndAsk() {
        String example = ProtocolPage.section("Example").split("```")[1];
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(GoldenFrames.hex("hello"));
        both.writeBytes(GoldenFrames.hex("ask"));
        assertThat(GoldenFrames.parse(example)).asHexString().isEqualTo(hex(both.toByteArray()));
    }

    private static byte[] encoded(Golden golden) {
        ByteBuf out = golden.message() == null
                ? Unpooled.buffer()
                : Frame.encode(
                        UnpooledByteBufAllocator.DEFAULT,
                        golden.kind(),
                        golden.correlation(),
                        golden.budgetMicros(),
                        golden.message());
        if (golden.message() == null) {
            append(out, golden);
        }
        byte[] bytes = ByteBufUtil.getBytes(out);
        out.release();
        return bytes;
    }

    private static void append(ByteBuf out, Golden golden) {
        if (golden.message() == null) {
            Frame.append(
                    out,
                    golden.kind(),
                    golden.correlation(),
                    golden.budgetMicros(),
                    golden.payload().toByteArray());
        } else {
            Frame.append(out, golden.kind(), golden.correlation(), golden.budgetMicros(), golden.message());
        }
    }

    private static Frame decoded(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(1 << 20));
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        Frame frame = channel.readInbound();
        assertThat(channel.finish()).as("more than one frame").isFalse();
        return frame;
    }

    private static String hex(byte[] bytes) {
        return ByteBufUtil.hexDump(bytes).toUpperCase(Locale.ROOT);
    }
}
