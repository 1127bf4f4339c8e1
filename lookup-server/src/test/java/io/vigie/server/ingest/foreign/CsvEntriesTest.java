package io.vigie.server.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.ingest.foreign.EntrySource.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CsvEntriesTest {
    private static final CsvEntries.Layout TWO = CsvEntries.Layout.ofColumns("a", "b");
    private static final CsvEntries.Layout NAMED =
            new CsvEntries.Layout(';', '\'', StandardCharsets.ISO_8859_1, List.of(), Set.of("name"));

    @TempDir
    Path folder;

    @Test
    void rowsKeepTheirLinesAcrossQuotesAndNothing() throws IOException {
        assertThat(told("1,\"x\ny\"\r\n\r\n , \n\u001A\n2,\"say \"\"no\"\"\"\n", TWO))
                .containsExactly("1: a=1 b=x y", "6: a=2 b=say \"no\"");
    }

    @Test
    void theFirstRowMayNameTheColumns() throws IOException {
        assertThat(told("name;born\n'M\u00FCller;A';1974\n", NAMED)).containsExactly("2: name=Müller;A born=1974");
        assertThat(told("name;name\nx;y\n", NAMED)).containsExactly("1: two columns named \"name\" (expected: one)");
        assertThat(told("born\nx\n", NAMED)).containsExactly("1: no column \"name\" (expected: all of the mapping)");
    }

    @Test
    void aRowOfAnotherWidthCostsOnlyItself() throws IOException {
        assertThat(told("1,2,3\n1\n1,2\n", TWO))
                .containsExactly("1: 3 columns (expected: 2)", "2: 1 columns (expected: 2)", "3: a=1 b=2");
    }

    @Test
    void aQuoteThatIsNotClosedAndAHugeRowEndTheReading() throws IOException {
        String end = "from here on no rows: a quote is not closed, or a row is over a limit";
        assertThat(told("1,2\n1,\"" + "x\n".repeat(1_000_000), TWO)).containsExactly("1: a=1 b=2", "2: " + end);
        assertThat(told("1,2\n" + "x".repeat(20_000_000), TWO)).containsExactly("1: a=1 b=2", "2: " + end);
        assertThat(told("1,2\n" + ",".repeat(5_000_000), TWO)).containsExactly("1: a=1 b=2", "2: " + end);
    }

    private List<String> told(String csv, CsvEntries.Layout layout) throws IOException {
        Path file = Files.write(folder.resolve("table.csv"), csv.getBytes(layout.charset()));
        List<String> told = new ArrayList<>();
        try (EntrySource source = CsvEntries.open(file.toString(), layout)) {
            for (Item item = source.next(); item != null; item = source.next()) {
                told.add(told(item));
            }
        }
        return told;
    }

    private static String told(Item item) {
        return switch (item) {
            case Item.Fault(var fault) -> fault.toString();
            case Item.Entry(var node) -> {
                StringBuilder text = new StringBuilder(node.line() + ":");
                node.parts().forEach(part -> text.append(' ').append(part.name()).append('=').append(part.text()));
                yield text.toString();
            }
        };
    }
}
