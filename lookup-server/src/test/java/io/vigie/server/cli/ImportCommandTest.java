package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.index.RecordCheck;
import io.vigie.server.ingest.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole lists of invented persons: what goes to stdout and stderr is written down beside each list. */
class ImportCommandTest {
    private static final Path LISTS = Path.of("src/test/resources/lists");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "un-xml, un.xml",
        "ofac-xml, ofac.xml",
        "ofac-csv, ofac.csv",
        "ftm, ftm.jsonl",
        "interpol-json, interpol.json"
    })
    void aListBecomesTheRecordsWrittenDownBesideIt(String format, String list) throws Exception {
        Path file = LISTS.resolve(list);
        CommandRun result = CommandRun.of("import", "--format", format, file.toString());
        assertThat(result.out()).isEqualTo(Files.readString(LISTS.resolve(list + ".records.jsonl")));
        assertThat(result.err()).isEqualTo(Files.readString(LISTS.resolve(list + ".told.txt")));
        assertThat(result.code()).isEqualTo(2);
        for (String line : result.out().lines().toList()) {
            RecordCheck.check(Json.record(line));
        }
        assertThat(CommandRun.of("import", "--format", format, file.toString()).out()).isEqualTo(result.out());
    }

    @ParameterizedTest
    @CsvSource({"stolen, FRA", "wanted, EUROPOL"})
    void aTableBecomesWhatItsMappingSays(String table, String owner) throws IOException {
        Path file = LISTS.resolve(table + ".csv");
        String mapping = LISTS.resolve(table + ".mapping.json").toString();
        CommandRun result = CommandRun.of("import", "--format", "csv", "--mapping", mapping, "--owner", owner, file.toString());
        assertThat(result.out()).isEqualTo(Files.readString(LISTS.resolve(table + ".csv.records.jsonl")));
        assertThat(result.err()).isEqualTo(Files.readString(LISTS.resolve(table + ".csv.told.txt")));
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void aTableNeedsAMappingThatCanBeUsed() throws IOException {
        assertThat(CommandRun.of("import", "--format", "csv", "x").err()).contains("--format csv needs --mapping");
        assertThat(CommandRun.of("import", "--format", "ftm", "--mapping", "x", "x").err()).contains("--mapping is for --format csv");
        Path mapping = Files.writeString(folder.resolve("m.json"), "{\"record\":\"visa\"}");
        CommandRun refused = CommandRun.of("import", "--format", "csv", "--mapping", mapping.toString(), LISTS.resolve("stolen.csv").toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("vigie: " + mapping + ": record: \"visa\" (expected: travelDocument, person, notice)");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void readsZippedFilesAndStandardInput() throws IOException {
        byte[] list = Files.readAllBytes(LISTS.resolve("un.xml"));
        String records = Files.readString(LISTS.resolve("un.xml.records.jsonl"));
        Path zipped = folder.resolve("un.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(list);
        }
        assertThat(CommandRun.of("import", "--format", "un-xml", zipped.toString()).out()).isEqualTo(records);
        InputStream realIn = System.in;
        try {
            System.setIn(new ByteArrayInputStream(list));
            CommandRun read = CommandRun.of("import", "--format", "un-xml", "-");
            assertThat(read.out()).isEqualTo(records);
            assertThat(read.err()).startsWith("standard input:71: ");
        } finally {
            System.setIn(realIn);
        }
    }

    @Test
    void whatIsCutOffIsNamedAndWhatStandsBeforeItIsWritten() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        String comment = "<!--" + HexFormat.of().formatHex(noise) + "-->";
        String list = Files.readString(LISTS.resolve("un.xml")).replace("<ENTITIES>", comment + "<ENTITIES>");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(whole)) {
            out.write(list.getBytes(StandardCharsets.UTF_8));
        }
        Path zipped = folder.resolve("cut.gz");
        Files.write(zipped, Arrays.copyOf(whole.toByteArray(), whole.size() - 100_000));
        CommandRun result = CommandRun.of("import", "--format", "un-xml", zipped.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("file ends in the middle (truncated)");
        assertThat(result.out()).contains("UN-QDi.901");
    }

    @Test
    void anotherOwnerIsOneOfTheRegistry() {
        String list = LISTS.resolve("un.xml").toString();
        assertThat(CommandRun.of("import", "--format", "un-xml", "--owner", "EUROPOL", list).out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\"owner\":\"EUROPOL\""));
        CommandRun refused = CommandRun.of("import", "--format", "un-xml", "--owner", "europol", list);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--owner: europol (expected: a state, or an organisation such as EUROPOL)");
    }

    @Test
    void wrongUsageIsNamed() {
        CommandRun format = CommandRun.of("import", "--format", "un", "x");
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains("expected one of un-xml");
        CommandRun missing = CommandRun.of("import", "--format", "un-xml", folder.resolve("nofile").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err().lines()).singleElement().asString().contains("nofile: cannot be read");
    }

    /** No name, number or birth of the list is on standard error. */
    @Test
    void tellsNoPersonalData() throws IOException {
        List<String> personal = List.of("VELIKOVA", "OKSANA", "1971-02-30", "A-900511", "LISTED", "QUIROGA", "AN12", "31 Feb", "BROKEN", "Berglund", "Broken", "05.03");
        for (String list : List.of("un.xml", "ofac.xml", "ofac.csv", "ftm.jsonl", "interpol.json")) {
            String told = Files.readString(LISTS.resolve(list + ".told.txt"));
            assertThat(personal).noneMatch(told::contains);
        }
    }
}
