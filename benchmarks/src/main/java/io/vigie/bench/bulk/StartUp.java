package io.vigie.bench.bulk;

import io.vigie.server.cli.Vigie;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The time from starting a server's JVM to its {@code ready} line. */
public final class StartUp {
    private StartUp() {}

    /**
     * Starts a server over a data folder, waits until it is ready, stops it.
     *
     * @return seconds
     * @throws IOException with what the server said instead
     */
    public static double measure(Path data) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process server = new ProcessBuilder(command(data))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8))) {
            String last = "";
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith("ready")) {
                    return (System.nanoTime() - start) / 1e9;
                }
                last = line;
            }
            throw new IOException("the server did not start: " + last);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** This JVM's flags and classes, with another main class. */
    private static List<String> command(Path data) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Vigie.class.getName()));
        command.addAll(List.of("serve", "--data", data.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
        return command;
    }
}
