package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.NiceValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a thread has no nice value of its own")
    void yieldsToOtherThreadsAndLeavesThemAsTheyWere() throws InterruptedException {
        int before = nice();
        AtomicInteger seen = new AtomicInteger();

        Thread thread = Background.thread("background-test", () -> seen.set(nice()));
        thread.start();
        thread.join();

        assertThat(seen.get()).isEqualTo(Math.min(19, before + 10));
        assertThat(nice()).isEqualTo(before);
    }

    private static int nice() {
        try {
            return NiceValue.of(Path.of("/proc/thread-self")).value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
