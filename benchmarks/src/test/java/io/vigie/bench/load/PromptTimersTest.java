package io.vigie.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PromptTimersTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "timers of other systems have no slack that could be read")
    void takesTheSlackFromTheCallingThreadAlone() throws Exception {
        assertThat(onThreadOfItsOwn(() -> {
                    PromptTimers.onThisThread();
                    return slackNanos();
                }))
                .isEqualTo(1);
        assertThat(onThreadOfItsOwn(PromptTimersTest::slackNanos)).isGreaterThan(1);
    }

    private static <T> T onThreadOfItsOwn(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    private static long slackNanos() throws Exception {
        Path thread = Path.of("/proc/thread-self").toRealPath().getFileName();
        return Long.parseLong(Files.readString(Path.of("/proc").resolve(thread).resolve("timerslack_ns")).strip());
    }
}
