package io.vigie.server.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.ingest.foreign.EntrySource.Item;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same entries in each form that a service's answers are kept in, and files that are made to harm. */
@Timeout(60)
class JsonEntriesTest {
    private static final String END =
            "no well-formed JSON from here on, or the file ends in the middle; what follows is not read";

    @TempDir
    Path folder;

    @Test
    void linesArraysPagesAndOneEntryAreTheSame() throws IOException {
        String page = "{\"total\":2,\"query\":{\"page\":1},\"_embedded\":{\"notices\":[{\"id\":1},{\"id\":2}]}}";
        String pretty = page.replace("{", "{\n ").replace("}", "\n}");
        String none = "{\"total\":0,\"query\":{\"page\":3},\"_embedded\":{\"notices\":[]}}";
        for (String form : List.of(
                "{\"id\":1}\n\n{\"id\":2}\n",
                "[{\"id\":1},\n{\"id\":2}]",
                "  [\n  {\n \"id\": 1},{\"id\":2}]\n",
                page,
                pretty,
                "[" + none + "," + pretty + "]",
                none + "\n" + page,
                "\uFEFF{\"id\":1}\n{\"id\":2}\n")) {
            assertThat(told(form)).as(form).containsExactly("1", "2");
        }
        assertThat(told("{\n  \"id\": 1\n}\n")).containsExactly("1");
        assertThat(told("{\"id\":1}")).containsExactly("1");
        assertThat(told("[]")).isEmpty();
        assertThat(told(none)).isEmpty();
    }

    @Test
    void aBadLineCostsNoOther() throws IOException {
        assertThat(told("{\"id\":\n{\"id\":2}\n{\"id\":3} x\n7\n{\"id\":\"\\u0000\"}\n"))
                .containsExactly(
                        "1: malformed JSON (expected: an object)",
                        "2",
                        "3: malformed JSON (expected: an object)",
                        "4: not a JSON object",
                        "");
    }

    @Test
    void anArrayThatBreaksOffKeepsWhatStandsBefore() throws IOException {
        assertThat(told("[{\"id\":1},\n{\"id\":2")).containsExactly("1", "2: " + END);
        assertThat(told("[{\"id\":1},\n7,{\"id\":2}]\n]")).containsExactly("1", "2: not a JSON object", "2", "3: " + END);
        assertThat(told("")).containsExactly("1: " + END);
        assertThat(told("<html>")).containsExactly("1: " + END);
        assertThat(told("[\u00FF]", StandardCharsets.ISO_8859_1)).containsExactly("1: bytes that are not UTF-8; what follows is not read");
    }

    @Test
    void whatIsOverALimitCostsItsEntry() throws IOException {
        String good = ",{\"id\":2}]";
        assertThat(told("[{\"a\":" + "{\"a\":".repeat(50) + "1" + "}".repeat(50) + "}" + good))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("deeper than 32 objects (expected: none)");
        assertThat(told("[{\"a\":[[1]]}" + good)).containsExactly("1: a: an array in an array (expected: none)", "2");
        assertThat(told("[{\"a\":\"" + "x".repeat(1_000_000) + "\"}" + good))
                .containsExactly("1: a: a text of more than 65536 characters (expected: less)", "2");
        assertThat(told("[{\"a\":[" + "1,".repeat(50_000) + "1]}" + good))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("more than 20000 values in one entry (expected: less)");
    }

    @Test
    void whatNoReaderCouldHoldEndsTheReading() throws IOException {
        assertThat(told("[{\"id\":1},{\"a\":\"" + "x".repeat(20_000_000) + "\"}]"))
                .containsExactly("1", "1: one value, comment or tag is larger than any of a list; what follows is not read");
        assertThat(told("[{\"id\":1}," + "{\"a\":".repeat(100_000))).hasSize(2).last().asString().endsWith(END);
        assertThat(told("[".repeat(100_000))).hasSize(1);
    }

    private List<String> told(String json) throws IOException {
        return told(json, StandardCharsets.UTF_8);
    }

    private List<String> told(String json, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("list.json"), json.getBytes(charset));
        List<String> told = new ArrayList<>();
        try (EntrySource source = JsonEntries.open(file.toString(), "notices")) {
            for (Item item = source.next(); item != null; item = source.next()) {
                told.add(
                        switch (item) {
                            case Item.Fault(var fault) -> fault.toString();
                            case Item.Entry(var node) -> node.text("id");
                        });
            }
        }
        return told;
    }
}
