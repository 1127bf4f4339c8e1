package io.vigie.server.store;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Threads of long work beside questions: a load, a snapshot, a scrub. Where cores are scarce, questions go first.
 *
 * <p>On Linux such a thread has a nice value that is {@value #YIELDING} above that of the process, which asks for no privilege; elsewhere it is as any
 * other.
 */
public final class Background {
    /*
     * Linux gives a thread that has run for a while its whole turn, some 3 ms, before one that has just woken for a question, if
     * both weigh the same. Beside threads that weigh a tenth, a question begins at once, and they go on where nobody asks.
     * So they keep a tenth of a core that others fill: a lock which one of them holds is not held for long, and a pause of the
     * collector, which waits until each of them has stopped, begins in time.
     *
     * The JVM's compilers are such threads as well, once a server is ready: a first load keeps them busy for seconds.
     *
     * A thread is born with the value of the one that starts it, and cannot lower it again without privilege. So whatever
     * questions or owners wait for is started before any of these starts something.
     *
     * Rejected: 19 above (in one run the load took longer and questions waited no less); fewer threads for a load (one that
     * writes takes a core as well, and a load on an idle server would take longer); Java's thread priorities (without effect on
     * Linux, but for flags that raise the JVM's own threads too, and warn whoever is not root); rests between steps (they slow
     * an idle server just as much, and come too late for a question that has come): the writer alone has them, since owners
     * wait for it.
     */
    private static final int YIELDING = 10;

    private static final int NICE_MAX = 19;
    private static final int PRIO_PROCESS = 0;

    /** On Linux that is the calling thread, though POSIX says process. */
    private static final int CALLER = 0;

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
    private static final @Nullable MethodHandle SET_PRIORITY = function("setpriority", 3);
    private static final int NICE = Math.min(NICE_MAX, ofProcess() + YIELDING);

    private Background() {}

    /** A daemon that does such work, not yet started. */
    public static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            enter();
            work.run();
        });
    }

    /** Makes the calling thread one of these for the rest of its life, and threads that it starts from then on. */
    public static void enter() {
        enter(CALLER);
    }

    /** Makes the JVM's compilers such threads. They start others of their kind, which are the same then. */
    public static void enterCompilers() {
        if (SET_PRIORITY == null) {
            return;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            threads.forEach(Background::enterIfCompiler);
        } catch (IOException | DirectoryIteratorException e) {
            // They stay as they are.
            return;
        }
    }

    private static void enterIfCompiler(Path thread) {
        try {
            if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
                enter(Integer.parseInt(thread.getFileName().toString()));
            }
        } catch (IOException e) {
            // One that has just ended.
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

    /** The nice value of the thread that first comes here: no such thread exists before. */
    private static int ofProcess() {
        MethodHandle getPriority = function("getpriority", 2);
        if (getPriority == null) {
            return 0;
        }
        try {
            return (int) getPriority.invokeExact(PRIO_PROCESS, CALLER);
        } catch (Throwable e) {
            throw new IllegalStateException("getpriority cannot be called", e);
        }
    }

    /** A function of the C library on ints; null where it means something else, or may not be called. */
    @SuppressWarnings("restricted") // Allowed by the flags of launcher and build; without them the JVM warns once.
    private static @Nullable MethodHandle function(String name, int parameters) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        MemoryLayout[] ints = new MemoryLayout[parameters];
        Arrays.fill(ints, ValueLayout.JAVA_INT);
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find(name)
                    .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ints)))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException e) {
            return null;
        }
    }
}
