package io.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link FrameDecoderTest} cannot see: readers that share a room, and what a torn frame costs. */
class FrameReaderTest {
    private static final byte[] ASK = GoldenFrames.hex("ask");
    private static final int LIMIT = 1 << 20;

    @Test
    void readersOfOneRoomDoNotSeeEachOthersTornFrames() throws FrameException {
        FrameReader.Room room = new FrameReader.Room();
        List<FrameReader> readers = List.of(reader(room), reader(room), reader(room));
        Random random = new Random(3);
        int[] sent = new int[readers.size()];
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int turn = random.nextInt(readers.size());
            int from = sent[turn] % ASK.length;
            int size = 1 + random.nextInt(3 * ASK.length);
            feed(readers.get(turn), endless(from, size));
            sent[turn] += size;
            while (readers.get(turn).next()) {
                payloads.add(readers.get(turn).payload());
            }
        }
        assertThat(payloads).hasSize(Arrays.stream(sent).map(bytes -> bytes / ASK.length).sum());
        byte[] expected = Arrays.copyOfRange(ASK, FrameLayout.HEADER_SIZE, ASK.length);
        assertThat(payloads).allSatisfy(payload -> assertThat(payload).isEqualTo(expected));
    }

    /** Copied anew with each piece, a frame of a mebibyte in pieces of 16 bytes would cost 34 GB of copying. */
    @Test
    void aLargeFrameInSmallPiecesIsKeptInOnePlace() throws FrameException {
        FrameReader reader = reader(new FrameReader.Room());
        byte[] large = new byte[LIMIT];
        Frame.header(large, FrameKind.ASK, 7, 0, LIMIT - FrameLayout.HEADER_SIZE);
        byte[] kept = new byte[0];
        int moves = 0;
        for (int from = 0; from < LIMIT; from += 16) {
            assertThat(reader.next()).isFalse();
            feed(reader, Arrays.copyOfRange(large, from, from + 16));
            moves += reader.bytes() == kept ? 0 : 1;
            kept = reader.bytes();
        }
        assertThat(reader.next()).isTrue();
        assertThat(reader.correlation()).isEqualTo(7);
        assertThat(moves).isLessThan(20);
    }

    private static FrameReader reader(FrameReader.Room room) {
        return new FrameReader(LIMIT, room);
    }

    private static byte[] endless(int from, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = ASK[(from + i) % ASK.length];
        }
        return bytes;
    }

    private static void feed(FrameReader reader, byte[] bytes) {
        reader.feed(Unpooled.wrappedBuffer(bytes));
    }
}
