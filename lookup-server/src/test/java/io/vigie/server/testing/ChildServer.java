package io.vigie.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, with the flags of this one, so that it can be killed. */
public final class ChildServer implements AutoCloseable {
    private final Process process;
    private final String address;

    private ChildServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Returns when it is ready. */
    public static ChildServer start(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dio.netty"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vigie.server.cli.Vigie",
                "serve",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ChildServer(process, readyAddress(process));
    }

    private static String readyAddress(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith("ready ")) {
                Thread.ofPlatform().daemon().start(() -> err.lines().forEach(rest -> {}));
                return line.split(" ")[1];
            }
            said.append(line).append('\n');
        }
        throw new IOException("the server ended before it was ready:\n" + said);
    }

    public String address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** Lets no file of the process grow beyond a size, by prlimit of util-linux. */
    public void limitFiles(long bytes) throws IOException, InterruptedException {
        limit("--fsize=" + bytes + ":");
    }

    public void unlimitFiles() throws IOException, InterruptedException {
        limit("--fsize=unlimited:");
    }

    private void limit(String limit) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), limit)
                .inheritIO()
                .start();
        if (prlimit.waitFor() != 0) {
            throw new IOException("prlimit " + limit + ": failed");
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
