package io.vigie.server.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.ingest.foreign.EntrySource.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to harm, or were harmed. */
@Timeout(60)
class XmlEntriesTest {
    private static final String GOOD = "<E><A>x</A></E>";

    @TempDir
    Path folder;

    @Test
    void declaredEntitiesEndTheReading() throws IOException {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE L [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            String before = "&a" + (i - 1) + ";";
            bomb.append("<!ENTITY a").append(i).append(" \"").append(before.repeat(10)).append("\">");
        }
        List<Item> read = read(bomb + "]><L><E><A>&a29;</A></E></L>");
        assertThat(faults(read)).containsExactly("1: DOCTYPE: a document type declaration (expected: none)");
        assertThat(read).hasSize(1);
    }

    @Test
    void entitiesOfOtherFilesAreNotFetched() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        List<Item> read = read(
                "<!DOCTYPE L [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><L><E><A>&s;</A></E></L>");
        assertThat(faults(read)).containsExactly("1: DOCTYPE: a document type declaration (expected: none)");
    }

    @Test
    void anEntityThatIsNotDeclaredCostsItsEntryAndNoOther() throws IOException {
        List<Item> read = read("<L>" + GOOD + "\n<E><A>&nbsp;</A></E></L>");
        assertThat(read).hasSize(2);
        assertThat(faults(read)).singleElement().asString().startsWith("2: ");
    }

    @Test
    void nestingBeyondTheLimitCostsTheEntry() throws IOException {
        List<Item> read = read("<L><E>" + "<A>".repeat(40) + "</A>".repeat(40) + "</E>\n" + GOOD + "</L>");
        assertThat(faults(read)).singleElement().asString().contains("deeper than 32 elements (expected: less)");
        assertThat(read).hasSize(2);
    }

    @Test
    void nestingWithoutEndEndsTheReading() throws IOException {
        List<Item> read = read("<L>" + GOOD + "<E>" + "<A>".repeat(1_000_000));
        assertThat(read).hasSize(2);
        assertThat(faults(read)).singleElement().asString().contains("what follows is not read");
    }

    @Test
    void aHugeTextCostsTheEntry() throws IOException {
        List<Item> read = read("<L><E><A>" + "x".repeat(20_000_000) + "</A></E>" + GOOD + "</L>");
        assertThat(faults(read)).containsExactly("1: E/A: a text of more than 65536 characters (expected: less)");
        assertThat(read).hasSize(2);
    }

    @Test
    void manyElementsCostTheEntry() throws IOException {
        List<Item> read = read("<L><E>" + "<A/>".repeat(100_000) + "</E>" + GOOD + "</L>");
        assertThat(faults(read)).containsExactly("1: E: more than 20000 elements in one entry (expected: less)");
        assertThat(read).hasSize(2);
    }

    @Test
    void aHugeCommentOrAttributeEndsTheReading() throws IOException {
        String huge = "x".repeat(10_000_000);
        for (String part : List.of("<!--" + huge + "-->", "<E a=\"" + huge + "\"/>")) {
            assertThat(faults(read("<L>" + GOOD + part + GOOD + "</L>")))
                    .singleElement()
                    .asString()
                    .contains("one value, comment or tag is larger than any of a list; what follows is not read");
        }
    }

    @Test
    void aFileThatEndsInTheMiddleIsNamedBehindItsGoodEntries() throws IOException {
        List<Item> read = read("<L>" + GOOD + "\n\n<E><A>x");
        assertThat(read).hasSize(2);
        assertThat(faults(read))
                .containsExactly("3: no well-formed XML from here on, or the file ends in the middle; what follows is not read");
    }

    @Test
    void anotherDocumentIsNotTakenForTheList() throws IOException {
        assertThat(faults(read("<html><E/></html>"))).containsExactly("1: \"html\": not this list (expected: L)");
        assertThat(faults(read("{}"))).singleElement().asString().contains("no well-formed XML");
        assertThat(faults(read(""))).singleElement().asString().contains("no well-formed XML");
        assertThat(faults(read("\0\0\0\0"))).singleElement().asString().contains("no well-formed XML");
    }

    private List<Item> read(String xml) throws IOException {
        Path file = Files.writeString(folder.resolve("list.xml"), xml);
        List<Item> items = new ArrayList<>();
        try (EntrySource source = XmlEntries.open(file.toString(), "L", Set.of("E"))) {
            for (Item item = source.next(); item != null; item = source.next()) {
                items.add(item);
            }
        }
        return items;
    }

    private static List<String> faults(List<Item> items) {
        return items.stream()
                .filter(Item.Fault.class::isInstance)
                .map(item -> ((Item.Fault) item).fault().toString())
                .toList();
    }
}
