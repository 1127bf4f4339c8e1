package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Terminals are older than servers: JDK 17, no flags, no warnings. */
class RunsOnJava17Test {
    private static final List<String> LIBRARIES = List.of("proto", "protobuf-java-", "netty-");

    @Test
    @Timeout(60)
    void asksWithoutFlagsAndWithoutAWordOnStderr(@TempDir Path folder) throws Exception {
        Optional<Path> home = homes().filter(RunsOnJava17Test::isJava17).findFirst();
        assumeTrue(home.isPresent(), "no JDK 17 on this machine (looked at JAVA_HOME and /usr/lib/jvm)");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try (ScriptedServer server = ScriptedServer.answering()) {
            ProcessBuilder builder = new ProcessBuilder(
                            home.get().resolve("bin/java").toString(),
                            "-cp",
                            classPath(),
                            Terminal.class.getName(),
                            server.endpoint())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            Process process = builder.start();
            try {
                assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }

            assertThat(Files.readString(err)).isEmpty();
            assertThat(Files.readString(out)).isEqualTo("17 NO_HIT" + System.lineSeparator());
            assertThat(process.exitValue()).isZero();
        }
    }

    /** What a terminal has: this module, its tests for the main class, and the libraries it pulls in. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(RunsOnJava17Test::isRuntime)
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private static boolean isRuntime(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return !name.endsWith(".jar")
                || LIBRARIES.stream().anyMatch(name::startsWith)
                || name.startsWith("lookup-client");
    }

    private static Stream<Path> homes() {
        Stream<Path> named = Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of);
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return named;
        }
        try (Stream<Path> found = Files.list(folder)) {
            return Stream.concat(named, found.sorted().toList().stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJava17(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.isReadable(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
