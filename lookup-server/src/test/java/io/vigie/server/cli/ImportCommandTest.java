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

    /** OFAC's table is cut after 1,000 characters, here within a passport's number: half of it must not become a document. */
    @Test
    void remarksThatAreCutGoOnInAnotherFileOrLoseTheirLastItem() throws IOException {
        String filler = "x".repeat(1000 - "DOB 1970; ; Passport AB12".length());
        Path table = Files.writeString(folder.resolve("sdn.csv"), row(71, "DOB 1970; " + filler + "; Passport AB12"));
        CommandRun cut = CommandRun.of("import", "--format", "ofac-csv", table.toString());
        assertThat(cut.out()).contains("OFAC-71").doesNotContain("AB12");
        assertThat(cut.code()).isEqualTo(2);
        assertThat(cut.err()).contains("sdn.csv:1: Remarks: cut off after 1000 characters, the last item is not read");

        Path comments = Files.writeString(folder.resolve("sdn_comments.csv"), "71,\"3456 (Tunisia); Gender Female.\"\n");
        CommandRun whole =
                CommandRun.of("import", "--format", "ofac-csv", "--comments", comments.toString(), table.toString());
        assertThat(whole.out()).contains("\"number\":\"AB123456\"", "\"issuingState\":\"TUN\"", "FEMALE");
        assertThat(whole.code()).isZero();
    }

    @Test
    void aliasesAndAddressesOfOfacStandInFilesBesideTheTable() throws IOException {
        Path table = Files.writeString(folder.resolve("sdn.csv"), row(71, "DOB 1970.") + row(72, "DOB 1971."));
        Path aliases = Files.writeString(
                folder.resolve("alt.csv"),
                """
                71,1,"aka","KARIMOV, Rustam",-0-\s
                71,2,"fka","KARIM, R.",-0-\s
                72,3
                """);
        Path addresses = Files.writeString(
                folder.resolve("add.csv"), "72,9,\"1 Rue X\",\"Sfax 3000\",\"Tunisia\",-0- \n");
        CommandRun read = CommandRun.of(
                "import", "--format", "ofac-csv", "--alt", aliases.toString(), "--add", addresses.toString(), table.toString());
        assertThat(read.out().lines().findFirst().orElseThrow())
                .contains("\"ALIAS\"", "\"full\":\"Rustam KARIMOV\"", "\"PREVIOUS\"", "\"full\":\"R. KARIM\"");
        assertThat(read.out()).contains("\"addresses\":[\"1 Rue X, Sfax 3000, Tunisia\"]");
        assertThat(read.err()).contains(aliases + ":3: 2 columns (expected: 5)");
        assertThat(CommandRun.of("import", "--format", "un-xml", "--alt", aliases.toString(), "x").err())
                .contains("--alt, --add and --comments are for --format ofac-csv");
    }

    private static String row(int number, String remarks) {
        return number + ",\"BARKAT, Selim\",\"individual\",\"SDGT\"" + ",-0- ".repeat(7) + ",\"" + remarks + "\"\n";
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
