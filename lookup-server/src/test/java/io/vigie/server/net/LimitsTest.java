package io.vigie.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Error;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final int MIB = 1 << 20;

    @Test
    void refusesMoreBytesThanAnEighthOfTheHeapAndTakesThemAgainWhenTheyAreGone() {
        Limits limits = new Limits(config(MIB), 256L * MIB);
        for (int i = 0; i < 32; i++) {
            assertThat(limits.take(0, 1, MIB)).isNull();
        }
        assertThat(limits.take(0, 1, 1)).isEqualTo(Error.Code.Value.OVERLOADED);
        assertThat(limits.inFlight()).isEqualTo(32);
        limits.giveBack(32, 32L * MIB);
        assertThat(limits.inFlight()).isZero();
        assertThat(limits.take(0, 1, MIB)).isNull();
    }

    @Test
    void takesOneFrameOfTheLargestSizeOnASmallHeap() {
        Limits limits = new Limits(config(64 * MIB), 64L * MIB);
        assertThat(limits.take(0, 1, 64 * MIB)).isNull();
    }

    private static Listener.Config config(int frameBytesMax) {
        return new Listener.Config(
                InetSocketAddress.createUnresolved("127.0.0.1", 0),
                Transport.NIO,
                1,
                frameBytesMax,
                10,
                1000,
                100,
                Duration.ofSeconds(1), null, false);
    }
}
