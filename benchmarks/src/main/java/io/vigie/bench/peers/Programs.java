package io.vigie.bench.peers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that are installed here, or are not. */
final class Programs {
    private static final Path DEBIAN_POSTGRESQL = Path.of("/usr/lib/postgresql");
    private static final long STOP_SECONDS = 20;

    private Programs() {}

    /** The first of this name on the PATH, or where Debian puts those of PostgreSQL. */
    static Optional<Path> find(String name) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        if (Files.isDirectory(DEBIAN_POSTGRESQL)) {
            try (Stream<Path> versions = Files.list(DEBIAN_POSTGRESQL)) {
                versions.sorted().map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    }

    /** A port of loopback that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts a program and waits for a line of its output.
     *
     * @throws PeerAbsentException when it ends before, with its last line
     */
    static Process start(List<String> command, Path folder, String readyText) throws IOException, PeerAbsentException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String last = "";
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains(readyText)) {
                Thread.ofPlatform().daemon().name("vigie-bench-output").start(() -> drain(said));
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
                return process;
            }
            last = line.isBlank() ? last : line;
        }
        throw new PeerAbsentException(command.getFirst() + " did not start: " + last.strip());
    }

    /** Runs a program to its end. */
    static void run(List<String> command, Path folder) throws IOException, InterruptedException, PeerAbsentException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new PeerAbsentException(command.getFirst() + " failed: " + said.lines().reduce("", (_, line) -> line));
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(BufferedReader said) {
        try (said) {
            while (said.readLine() != null) {
                // A full pipe would stop the program.
            }
        } catch (IOException e) {
            // The program has ended.
        }
    }
}
