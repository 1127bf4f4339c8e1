package io.vigie.server.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with the class path and flags of this one. */
public final class ChildVm {
    private ChildVm() {}

    /**
     * What a process that has ended left.
     *
     * @param code of its end; 128 and more: a signal
     * @param out standard output and errors together
     */
    public record Ended(int code, String out) {}

    /** Starts a main class. */
    public static Process start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Runs a main class to its end, two minutes at most. */
    public static Ended run(String main, String... arguments) throws IOException, InterruptedException {
        Process process = start(main, arguments);
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IOException(main + ": has not ended within two minutes; it said: " + out);
            }
            return new Ended(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }
}
