package io.vigie.server.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.vigie.v1.Changes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ArrivedChangesTest {
    private static final int BYTES_MAX = 1_000;

    @Test
    void whoBringsMoreThanThereIsRoomForWaitsUntilThereIs() throws InterruptedException {
        ArrivedChanges arrived = new ArrivedChanges(BYTES_MAX);
        arrived.add(frame(600));
        Thread bringer = Thread.ofPlatform().start(() -> arrived.add(frame(700)));
        await().until(() -> bringer.getState() == Thread.State.WAITING);
        assertThat(arrived.poll(0)).isEqualTo(frame(600));
        bringer.join();
        assertThat(arrived.poll(0)).isEqualTo(frame(700));
        assertThat(arrived.poll(0)).isNull();
    }

    @Test
    void oneFrameLargerThanAllRoomIsTakenAlone() throws InterruptedException {
        ArrivedChanges arrived = new ArrivedChanges(BYTES_MAX);
        arrived.add(frame(5_000));
        Thread bringer = Thread.ofPlatform().start(() -> arrived.add(frame(1)));
        await().until(() -> bringer.getState() == Thread.State.WAITING);
        assertThat(arrived.poll(0)).isEqualTo(frame(5_000));
        bringer.join();
    }

    @Test
    void closingLetsThoseGoWhoWait() throws InterruptedException {
        ArrivedChanges arrived = new ArrivedChanges(BYTES_MAX);
        arrived.add(frame(900));
        Thread bringer = Thread.ofPlatform().start(() -> arrived.add(frame(900)));
        await().until(() -> bringer.getState() == Thread.State.WAITING);
        arrived.close();
        bringer.join();
    }

    private static Changes frame(int bytes) {
        return Changes.newBuilder().setHashSalt(ByteString.copyFrom(new byte[bytes])).build();
    }
}
