package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void scoresEachLineInOrder() throws IOException {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            pairs.append(i % 2 == 0 ? "Anna Eriksson\tEriksson, Anna\r\n" : "Anna Eriksson\tПётр \"Пит\" Иванов\n");
        }
        assertThat(run(pairs.toString())).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(5_000);
        for (int i = 0; i < lines.size(); i++) {
            double score = JsonParser.parseString(lines.get(i)).getAsJsonObject().get("score").getAsDouble();
            assertThat(score > 0.9).as("line %d", i).isEqualTo(i % 2 == 0);
        }
        assertThat(lines.getFirst()).contains("\"explanation\":[{\"feature\":\"name\",\"query\":\"Anna Eriksson\"");
    }

    @Test
    void badLinesAreNamedAndTheRestIsScored() throws IOException {
        assertThat(run("Anna\tAnna\nno tab\na\tb\tc\n123\tAnna\nAnna\t" + "x".repeat(501) + "\nAnna\tAnna\n"))
                .isEqualTo(2);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"score\":1.0,"),
                        line -> assertThat(line)
                                .isEqualTo("{\"error\":\"line 2: no TAB (expected: name1 TAB name2)\"}"),
                        line -> assertThat(line).contains("line 3: more than one TAB"),
                        line -> assertThat(line).contains("line 4: a name without letters"),
                        line -> assertThat(line).contains("line 5: a name of 501 characters"),
                        line -> assertThat(line).startsWith("{\"score\":1.0,"));
    }

    private int run(String pairs) throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.tsv"), pairs);
        return Vigie.commandLine(new Vigie()).setOut(new PrintWriter(out)).execute("match", file.toString());
    }
}
