package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.testing.ServedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to two terminals of two parties with different views: the very commands of README. */
class TwoPartiesIT {
    private static final Path README = Path.of("../README.md");
    private static final Pattern QUOTED = Pattern.compile("printf '%s\\\\n' '(.*)' \\| (./vigie load --data secret) -");

    /** Files and folders that the commands make, wherever an argument names one. */
    private static final Pattern MADE = Pattern.compile("^(certs|secret|piped\\.jsonl)(?=/|$)");

    @TempDir
    private Path folder;

    @Test
    void theCommandsOfReadmeGiveTwoPartiesTwoViews() throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSize(5);
        answered(commands.getFirst(), "");
        Matcher load = QUOTED.matcher(commands.get(1));
        assertThat(load.matches()).as(commands.get(1)).isTrue();
        Files.writeString(folder.resolve("piped.jsonl"), load.group(1) + "\n");
        answered(load.group(2) + " piped.jsonl", "");

        try (ServedWorld world = ServedWorld.serve(folder.resolve("secret"), keys(commands.get(2)))) {
            String server = "localhost:" + world.port();
            answered(commands.get(3).replace("localhost:7480", server), "HIT       seize document");
            answered(commands.get(4).replace("localhost:7480", server), "NO HIT    nothing is known");
            CommandRun stranger = CommandRun.of("check", "--server", server, "--number", "C01X00T47");
            assertThat(stranger.code()).as("without a certificate").isEqualTo(ExitCode.FAILED);
            assertThat(stranger.out() + stranger.err()).doesNotContain("HIT ").doesNotContain("\tat ");
        }
    }

    private void answered(String command, String firstLine) {
        CommandRun run = CommandRun.of(arguments(command).toArray(String[]::new));
        assertThat(run.code()).as(command + "\n" + run.err()).isZero();
        assertThat(run.out()).startsWith(firstLine);
    }

    /** What `serve` is told by --set. */
    private Map<String, String> keys(String command) {
        assertThat(command).startsWith("./vigie serve --data secret ");
        Map<String, String> keys = new HashMap<>();
        for (String argument : command.split(" ")) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                keys.put(argument.substring(0, equals), inFolder(argument.substring(equals + 1)));
            }
        }
        return keys;
    }

    private List<String> arguments(String command) {
        assertThat(command).startsWith("./vigie ");
        String[] words = command.substring("./vigie ".length()).split(" ");
        return Stream.concat(Stream.of(words[0]), Stream.of(words).skip(1).map(this::inFolder)).toList();
    }

    private String inFolder(String argument) {
        return MADE.matcher(argument).find() ? folder.resolve(argument).toString() : argument;
    }

    private static List<String> commands() throws IOException {
        String text = Files.readString(README);
        String section = text.substring(text.indexOf("## Two parties, two views"));
        return section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("./vigie ") || line.startsWith("printf "))
                .toList();
    }
}
