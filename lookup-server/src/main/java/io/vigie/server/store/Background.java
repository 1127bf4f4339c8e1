package io.vigie.server.store;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Threads of long work beside questions: a load, a snapshot, a scrub. Where cores are scarce, questions go first.
 *
 * <p>On Linux such a thread has a nice value of {@value #NICE}, which anybody may set; elsewhere it is as any other.
 */
public final class Background {
    /*
     * Linux gives a thread that has run for a while its whole turn, some 3 ms, before one that has just woken for a question, if
     * both weigh the same. Beside threads that weigh a tenth, a question begins at once, and they go on where nobody asks.
     * At 10 they keep a tenth of a core that others fill, so that a lock which one of them holds is not held for long.
     *
     * The JVM's compilers are such threads as well, once a server is ready: a first load keeps them busy for seconds.
     *
     * Rejected: fewer threads for a load (one that writes takes a core as well, and a load on an idle server would take twice as
     * long); Java's thread priorities (without effect on Linux, but for flags that raise the JVM's own threads too, and warn
     * whoever is not root); rests between steps (they slow an idle server just as much, and come too late for a question that
     * has come): the writer alone has them, since owners wait for it.
     */
    private static final int NICE = 10;

    private static final int PRIO_PROCESS = 0;

    /** On Linux that is the calling thread, though POSIX says process. */
    private static final int CALLER = 0;

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

    private static final @Nullable MethodHandle SET_PRIORITY = setPriority();

    private Background() {}

    /** A daemon that does such work, not yet started. */
    public static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            enter();
            work.run();
        });
    }

    /** Threads for sorting, that do such work; as many as there are cores. They are the JVM's to end. */
    static ForkJoinPool pool() {
        return new ForkJoinPool(
                Runtime.getRuntime().availableProcessors(),
                pool -> new ForkJoinWorkerThread(pool) {
                    @Override
                    protected void onStart() {
                        enter();
                    }
                },
                null,
                false);
    }

    /** Makes the calling thread one of these for the rest of its life, and threads that it starts from then on. */
    public static void enter() {
        enter(CALLER);
    }

    /** Makes the JVM's compilers such threads. They start others of their kind, which are the same then. */
    public static void enterCompilers() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
                    enter(Integer.parseInt(thread.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            // No Linux, or a thread that has just ended: they stay as they are.
            return;
        }
    }

    private static void enter(int thread) {
        if (SET_PRIORITY == null) {
            return;
        }
        try {
            // What it returns says whether it was allowed; whoever forbids it wants it so.
            var _ = (int) SET_PRIORITY.invokeExact(PRIO_PROCESS, thread, NICE);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // A call of the C library, allowed by the flags of the launcher and the build.
    private static @Nullable MethodHandle setPriority() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("setpriority");
        return function.map(address -> linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                .orElse(null);
    }
}
