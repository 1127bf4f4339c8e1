package io.vigie.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Timers that fire at their time: Linux otherwise lets each be some 50 µs late, to fire several at once. */
final class PromptTimers {
    private static final Path THREAD = Path.of("/proc/thread-self");

    private PromptTimers() {}

    /** For the calling thread, as long as it lives; without effect on other systems. */
    static void onThisThread() {
        try {
            // The file stands beside those of a process, though it is one of a thread.
            Path thread = THREAD.resolveSibling(THREAD.toRealPath().getFileName());
            Files.writeString(thread.resolve("timerslack_ns"), "1");
        } catch (IOException e) {
            // What leaves late is counted as late.
            return;
        }
    }
}
