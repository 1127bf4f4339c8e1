package io.vigie.bench.bulk;

import io.vigie.server.cli.Vigie;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, on free ports of loopback, with the flags and classes of this JVM. */
public final class ServerProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 30;
    private static final long KIBIBYTE = 1024;

    private final Process process;
    private final InetSocketAddress address;
    private final double readySeconds;

    private ServerProcess(Process process, InetSocketAddress address, double readySeconds) {
        this.process = process;
        this.address = address;
        this.readySeconds = readySeconds;
    }

    /**
     * Memory of the process that lies in RAM.
     *
     * @param own bytes that nothing but the process can give back: heap, stacks, code
     * @param mapped bytes of files: pages of the data, which the system may drop and read again
     */
    public record Memory(long own, long mapped) {}

    /**
     * Starts a server over a data folder and waits until it is ready.
     *
     * @param options of {@code vigie serve}, besides data and addresses
     * @throws IOException with what the server said instead
     */
    public static ServerProcess start(Path data, List<String> options) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(data, options))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Whoever stops this JVM means the server as well.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        boolean ready = false;
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        try {
            String last = "";
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("ready ")) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    ready = true;
                    // What it says from here on is not read by anybody, and must not fill the pipe.
                    Thread.ofPlatform().daemon().name("vigie-bench-stderr").start(() -> drain(said));
                    return new ServerProcess(process, address(line), seconds);
                }
                last = line;
            }
            throw new IOException("the server did not start: " + last);
        } finally {
            if (!ready) {
                process.destroyForcibly();
                said.close();
            }
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /** From starting its JVM to its {@code ready} line. */
    public double readySeconds() {
        return readySeconds;
    }

    /** Processor time that it has used so far; zero where the system does not tell. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Zeros where the system does not tell: this reads what Linux shows. */
    public Memory memory() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return new Memory(0, 0);
        }
        List<String> lines = Files.readAllLines(status);
        return new Memory(bytes(lines, "RssAnon:"), bytes(lines, "RssFile:"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static long bytes(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.substring(field.length()).replace("kB", "").strip()) * KIBIBYTE)
                .findFirst()
                .orElse(0);
    }

    private static InetSocketAddress address(String readyLine) {
        String text = readyLine.split(" ")[1];
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static void drain(BufferedReader said) {
        try (said) {
            while (said.readLine() != null) {
                // Nobody asks for it.
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /** The command line of {@code vigie} in a JVM of its own, with the flags and classes of this one. */
    public static List<String> vigie(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Vigie.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> command(Path data, List<String> options) {
        List<String> command = vigie("serve", "--data", data.toString());
        command.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
        command.addAll(options);
        return command;
    }
}
