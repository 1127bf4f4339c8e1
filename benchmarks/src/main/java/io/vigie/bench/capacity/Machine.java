package io.vigie.bench.capacity;

import com.sun.management.OperatingSystemMXBean;
import io.vigie.server.LookupServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a figure was measured on and with.
 *
 * @param processor model, as the system names it
 * @param cores that this JVM may use
 * @param memoryBytes of the machine
 * @param system and its release
 * @param java version of the JVM
 * @param flags of it
 * @param version of Vigie
 * @param commit that the jar was built from, with a mark when files have changed since; "unknown" without Git
 * @param at when the run began, to the second
 */
record Machine(
        String processor,
        int cores,
        long memoryBytes,
        String system,
        String java,
        String flags,
        String version,
        String commit,
        Instant at) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    static Machine here() throws IOException {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return new Machine(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                jvmFlags(),
                LookupServer.version(),
                sourceCommit(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Those that change what is measured: not where files lie. */
    private static String jvmFlags() {
        return String.join(
                " ",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-X") || flag.startsWith("-Dvigie") || flag.startsWith("-Dio.netty"))
                        .toList());
    }

    private static String processorModel() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String sourceCommit() {
        try {
            Path jar = Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path folder = jar.resolveSibling("");
            String commit = git(folder, "rev-parse", "--short", "HEAD");
            boolean changed = !git(folder, "status", "--porcelain", "--untracked-files=no").isEmpty();
            return changed ? commit + " and changes" : commit;
        } catch (IOException | URISyntaxException e) {
            return "unknown";
        }
    }

    private static String git(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (git.waitFor() != 0) {
                throw new IOException("git: " + String.join(" ", arguments) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("git: interrupted", e);
        }
        return said;
    }
}
