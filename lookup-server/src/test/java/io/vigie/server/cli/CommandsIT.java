package io.vigie.server.cli;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.vigie.server.testing.Fixtures;
import io.vigie.server.testing.ServedWorld;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.DocumentType;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a shell sees them: stdout, stderr, exit code. */
class CommandsIT {
    @TempDir
    Path folder;

    private ServedWorld world;
    private String server;

    @BeforeEach
    void serve() throws IOException {
        world = ServedWorld.of(
                folder.resolve("data"),
                record(document("D1", "AB 123", "FRA").setType(DocumentType.Code.PASSPORT)),
                record(document("D2", "AB 124", "FRA").setStatus(DocumentStatus.Code.RECOVERED)),
                Fixtures.person("P1", "Анна Эрикссон"));
        server = "127.0.0.1:" + world.port();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void exitCodesTellTheVerdictWhenAsked() {
        assertThat(search("AB123").code()).isZero();
        assertThat(search("AB123", "--exit-code").code()).isEqualTo(10);
        assertThat(search("AB124", "--exit-code").code()).isEqualTo(11);
        assertThat(search("ZZ", "--exit-code").code()).isZero();
        assertThat(search("---").code()).isEqualTo(2);
        assertThat(CommandRun.of("check", "--server", server, "--name", "X").code()).as("a name of one letter").isEqualTo(2);
        assertThat(CommandRun.of("check", "--server", server, "--number", "ZZ", "--name", "Smith", "--exit-code").code())
                .as("a number too short to tell a person")
                .isEqualTo(12);
        String unread = "L898902C37UTO7408122F1204159ZE184226B<<<<<10";
        assertThat(CommandRun.of("check", "--server", server, "--mrz", "P<UTOSMITH<<JOHN", unread, "--exit-code").code())
                .isEqualTo(12);
    }

    @Test
    void searchesOneSlipAwayWhenAsked() {
        assertThat(search("A8123", "--state", "fra", "--type", "passport", "--exit-code").code()).isZero();
        assertThat(search("A8123", "--state", "fra", "--type", "passport", "--near", "--exit-code").code()).isEqualTo(11);
    }

    @Test
    void jsonIsOneLineWithTheDocumentedFields() {
        JsonObject answer = JsonParser.parseString(search("ab-123", "--json").out()).getAsJsonObject();
        assertThat(answer.get("verdict").getAsString()).isEqualTo("HIT");
        assertThat(answer.get("complete").getAsBoolean()).isTrue();
        assertThat(answer.getAsJsonObject("asOf").get("sequence").getAsString()).isEqualTo("3");
        JsonObject hit = answer.getAsJsonArray("hits").get(0).getAsJsonObject();
        assertThat(hit.get("recordId").getAsString()).isEqualTo("D1");
        assertThat(hit.get("match").getAsString()).isEqualTo("NORMALISED");
        assertThat(hit.getAsJsonArray("explanation")).isEmpty();
        JsonObject clear = JsonParser.parseString(search("ZZ", "--json").out()).getAsJsonObject();
        assertThat(clear.getAsJsonArray("hits")).isEmpty();
        assertThat(clear.getAsJsonArray("datasets")).hasSize(3);
    }

    @Test
    void batchAnswersEveryLineInOrder() throws IOException {
        Path questions = folder.resolve("questions.jsonl");
        Files.write(
                questions,
                List.of(
                        "{\"id\":\"q1\",\"document\":{\"number\":\"AB123\"}}",
                        "",
                        "{\"id\":\"q2\",\"document\":{\"number\":\"ZZ\"},\"truth\":{\"recordId\":\"\"}}",
                        "{\"id\":\"q3\",\"document\":{\"numer\":\"ZZ\"}}",
                        "nonsense",
                        "{\"id\":\"q4\",\"document\":{\"number\":\"\"}}",
                        "{\"id\":\"q5\",\"mrz\":[\"P<UTO\"],\"datasets\":[\"TRAVEL_DOCUMENTS\"]}"));
        CommandRun result = CommandRun.of("batch", "--server", server, questions.toString());
        assertThat(result.code()).isEqualTo(2);
        List<String> verdicts = result.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .map(answer -> (answer.has("id") ? answer.get("id").getAsString() : "") + " "
                        + answer.get("verdict").getAsString())
                .toList();
        assertThat(verdicts)
                .containsExactly("q1 HIT", "q2 NO_HIT", "q3 INVALID", " INVALID", "q4 INVALID", "q5 PARTIAL");
        assertThat(result.out()).contains("line 4: document.numer: unknown field", "\"field\":\"document.numer\"");
    }

    /** A program that writes one question, reads its answer, and only then writes the next must not wait for ever. */
    @Test
    @Timeout(30)
    void batchAnswersEachLineWithoutWaitingForTheNext() throws Exception {
        InputStream realIn = System.in;
        PrintStream realOut = System.out;
        PipedOutputStream questions = new PipedOutputStream();
        PipedInputStream answers = new PipedInputStream();
        try (PipedInputStream in = new PipedInputStream(questions);
                PrintStream out = new PrintStream(new PipedOutputStream(answers), false, StandardCharsets.UTF_8)) {
            System.setIn(in);
            System.setOut(out);
            CompletableFuture<Integer> code =
                    CompletableFuture.supplyAsync(() -> Vigie.run("batch", "--server", server));
            BufferedReader lines = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
            for (String id : List.of("q1", "q2", "q3")) {
                String question = "{\"id\":\"" + id + "\",\"document\":{\"number\":\"AB123\"}}\n";
                questions.write(question.getBytes(StandardCharsets.UTF_8));
                questions.flush();
                assertThat(lines.readLine()).contains("\"" + id + "\"", "HIT");
            }
            questions.close();
            assertThat(code.get()).isZero();
        } finally {
            System.setIn(realIn);
            System.setOut(realOut);
        }
    }

    @Test
    void aConfirmationIsShownByItsId() {
        var _ = search("AB123");
        CommandRun asked = CommandRun.of("confirm", "--server", server, "--json", "D1");
        assertThat(asked.code()).as(asked.err()).isZero();
        String id = JsonParser.parseString(asked.out()).getAsJsonObject().get("id").getAsString();
        CommandRun shown = CommandRun.of("confirm", "show", "--server", server, "--json", id);
        assertThat(shown.out()).as(shown.err()).contains(id);
    }

    @Test
    void submitTellsWhatBecameOfEveryLineInOrder() throws IOException {
        Path submissions = folder.resolve("submissions.jsonl");
        Files.write(
                submissions,
                List.of(
                        "{\"travelDocument\":{\"id\":\"S1\",\"owner\":\"FRA\",\"number\":\"SUB1\",\"status\":\"LOST\"}}",
                        "",
                        "{\"travelDocument\":{\"id\":\"S2\",\"owner\":\"FRA\",\"numer\":\"SUB1\",\"status\":\"LOST\"}}",
                        "nonsense",
                        "{\"withdraw\":{\"id\":\"S1\",\"version\":1,\"reason\":\"found\"}}",
                        "{\"withdraw\":{\"id\":\"S1\",\"version\":5}}"));
        CommandRun result = CommandRun.of("submit", "--server", server, submissions.toString());
        List<String> outcomes = result.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .map(outcome -> (outcome.has("id") ? outcome.get("id").getAsString() : "") + " "
                        + outcome.get("outcome").getAsString() + " "
                        + (outcome.has("version") ? outcome.get("version").getAsString() : ""))
                .toList();
        assertThat(outcomes)
                .containsExactly("S1 ACCEPTED 1", "S2 REFUSED ", " REFUSED ", "S1 ACCEPTED 2", "S1 REFUSED 2");
        assertThat(result.out()).contains("\"field\":\"travelDocument.numer\"", "line 4: ");
        assertThat(result.code()).isEqualTo(2);
        Files.writeString(submissions, "{\"withdraw\":{\"id\":\"S1\"}}");
        CommandRun again = CommandRun.of("submit", "--server", server, submissions.toString());
        assertThat(again.out()).contains("\"outcome\":\"UNCHANGED\",\"version\":2");
        assertThat(again.code()).isZero();
        assertThat(CommandRun.of("submit", "--server", "127.0.0.1:1", submissions.toString()).code()).isEqualTo(1);
    }

    @Test
    void submitTakesManyLongRecords() throws IOException {
        Path submissions = folder.resolve("long.jsonl");
        String charge = "x".repeat(4000);
        Files.write(
                submissions,
                IntStream.range(0, 400)
                        .mapToObj(i -> "{\"notice\":{\"id\":\"LONG-" + i
                                + "\",\"owner\":\"FRA\",\"status\":\"PUBLISHED\",\"charges\":[\"" + charge + "\"]}}")
                        .toList());
        CommandRun result = CommandRun.of("submit", "--server", server, submissions.toString());
        assertThat(result.out().lines()).hasSize(400).allMatch(line -> line.contains("\"ACCEPTED\""));
        assertThat(result.code()).isZero();
    }

    @Test
    void showPrintsARecordThatLoadsAgainUnchanged() throws IOException {
        CommandRun shown = CommandRun.of("show", "--server", server, "P1");
        assertThat(shown.code()).isZero();
        Path file = folder.resolve("again.jsonl");
        Files.writeString(file, shown.out());
        Path copy = folder.resolve("copy");
        assertThat(CommandRun.of("load", "--data", copy.toString(), file.toString()).code()).isZero();
        assertThat(CommandRun.of("load", "--data", copy.toString(), file.toString()).err()).contains("0 records, 1 unchanged");
        assertThat(CommandRun.of("show", "--server", server, "nobody").code()).isEqualTo(1);
    }

    @Test
    void loadTellsBadLinesAndEndsWithTwo() throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.write(file, List.of("x", "{\"travelDocument\":{}}"));
        CommandRun result = CommandRun.of("load", "--data", folder.resolve("new").toString(), file.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(file + ":1: not JSON", file + ":2: id: absent", "nothing was changed");
        CommandRun served = CommandRun.of("load", "--data", folder.resolve("data").toString(), file.toString());
        assertThat(served.code()).as("through the server that holds the folder").isEqualTo(2);
        assertThat(served.err()).contains(file + ":1: not JSON", file + ":2: id: absent", "nothing was changed");
    }

    @Test
    void loadNamesStandardInputAndNotWhereItWasKept() {
        InputStream realIn = System.in;
        try {
            for (String data : List.of("unserved-input", "data")) {
                System.setIn(new ByteArrayInputStream("{x\n".getBytes(StandardCharsets.UTF_8)));
                CommandRun result = CommandRun.of("load", "--data", folder.resolve(data).toString(), "-");
                assertThat(result.code()).isEqualTo(2);
                assertThat(result.err().lines()).as(data).anyMatch(line -> line.startsWith("standard input:1: not JSON"));
            }
        } finally {
            System.setIn(realIn);
        }
    }

    @Test
    void aSnapshotComesFromTheServerOfAFolderOnThisMachine() {
        Path out = folder.resolve("copy-of-all");
        CommandRun absent = CommandRun.of("snapshot", "--data", folder.resolve("unserved").toString(), "--out", out.toString());
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.err()).contains("unserved: no server on this machine holds it");
        assertThat(out).doesNotExist();
        CommandRun taken = CommandRun.of("snapshot", "--data", folder.resolve("data").toString(), "--out", out.toString());
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(out.resolve("MANIFEST.json")).exists();
    }

    @Test
    void mistypedNamesLeaveNothingBehind() {
        Path typo = folder.resolve("typo");
        CommandRun served = CommandRun.of("serve", "--data", typo.toString());
        assertThat(served.code()).isEqualTo(1);
        assertThat(served.err()).isEqualTo("vigie: " + typo + ": no such data folder" + System.lineSeparator());
        CommandRun loaded = CommandRun.of("load", "--data", typo.toString(), folder.resolve("nofile").toString());
        assertThat(loaded.code()).isEqualTo(1);
        assertThat(loaded.err().lines()).singleElement().asString().contains("nofile: cannot be read");
        assertThat(typo).doesNotExist();
    }

    @Test
    void filesOfCertificatesAndProfilesThatCannotBeUsedAreALineEachAndEndWithTwo() throws IOException {
        Path data = folder.resolve("certified");
        Fixtures.load(data, Fixtures.record(Fixtures.document("D", "A1", "FRA")));
        Path junk = folder.resolve("junk.pem");
        Files.writeString(junk, "junk");
        List<String> addresses = List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0");
        CommandRun tls = CommandRun.of(Stream.of(
                        List.of("serve", "--data", data.toString()),
                        addresses,
                        List.of("--set", "tls.certificate=" + junk, "--set", "tls.key=" + junk, "--set", "tls.authorities=" + folder.resolve("none.pem")))
                .flatMap(List::stream)
                .toArray(String[]::new));
        assertThat(tls.code()).isEqualTo(2);
        assertThat(tls.err().lines())
                .containsExactly(
                        "vigie: " + junk + ": is damaged (expected: certificates in PEM)",
                        "vigie: " + junk + ": holds no private key (expected: -----BEGIN PRIVATE KEY-----)",
                        "vigie: " + folder.resolve("none.pem") + ": no such file");
        Path profiles = folder.resolve("profiles.json");
        Files.writeString(profiles, "{\"profiles\": [{\"name\": \"p\", \"fields\": [\"nam\"]}]}");
        CommandRun access = CommandRun.of(Stream.of(
                        List.of("serve", "--data", data.toString()), addresses, List.of("--set", "access.profiles=" + profiles))
                .flatMap(List::stream)
                .toArray(String[]::new));
        assertThat(access.code()).isEqualTo(2);
        assertThat(access.err().lines()).singleElement().asString().startsWith("vigie: " + profiles + ": profiles[0].fields: \"nam\"");
    }

    @Test
    void printConfigTellsProblemsAndEndsWithTwo() {
        CommandRun printed = CommandRun.of("serve", "--print-config", "--set", "net.threads=-1");
        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("net.threads: -1 (expected: >= 1)");
        assertThat(CommandRun.of("serve", "--print-config", "--listen", "127.0.0.1:1").out()).contains("net.listen = 127.0.0.1:1");
    }

    @Test
    void wrongUsageSuggestsTheNearestOption() {
        CommandRun result = CommandRun.of("check", "--nubmer", "1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'--nubmer'", "Possible solutions: --number");
        assertThat(CommandRun.of("sevre").err()).contains("serve");
        assertThat(CommandRun.of("serve").code()).isEqualTo(2);
        assertThat(CommandRun.of("serve", "--data", "x", "--set", "net.lisen=1").err()).contains("did you mean net.listen?");
        assertThat(CommandRun.of("check", "--server", server, "--number", "1", "--type", "PASPORT").code())
                .isEqualTo(2);
    }

    @Test
    void everyCommandHasHelp() {
        for (String command :
                List.of("demo", "generate", "load", "import", "serve", "check", "search", "show", "batch", "submit", "mrz", "match", "status", "audit")) {
            CommandRun help = CommandRun.of(command, "--help");
            assertThat(help.code()).as(command).isZero();
            assertThat(help.out()).as(command).contains("Usage: vigie " + command);
        }
        assertThat(CommandRun.of("--version").out()).startsWith("vigie ");
    }

    @Test
    void theListOfCommandsSaysEachInOneWholeSentence() {
        List<String> described = new CommandLine(new Vigie())
                .getSubcommands().values().stream()
                .map(command -> command.getCommandSpec().usageMessage().description()[0])
                .toList();
        assertThat(described).allSatisfy(line -> assertThat(line).endsWith(".").hasSizeLessThan(110));
        String help = CommandRun.of("--help").out().replaceAll("\\s+", " ");
        assertThat(described).allSatisfy(line -> assertThat(help).contains(line));
    }

    @Test
    void helpSaysTheExitCodes() {
        for (String[] command : new String[][] {
            {"check"}, {"search"}, {"search", "document"}, {"search", "person"}, {"search", "notice"}
        }) {
            String[] asked = Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new);
            assertThat(CommandRun.of(asked).out())
                    .as(String.join(" ", command))
                    .contains("Exit codes:", " 1 ", " 2 ", "10 ", "HIT", "11 ", "POSSIBLE", "12 ", "PARTIAL");
        }
        assertThat(CommandRun.of("batch", "--help").out()).contains("Exit codes:", "UNAVAILABLE or REFUSED", "INVALID");
    }

    @Test
    void faultsOfFilesAreToldInWords() throws IOException {
        String absent = folder.resolve("absent").toString();
        String file = Files.writeString(folder.resolve("file"), "x").toString();
        String data = folder.resolve("data").toString();
        Map<String, String[][]> commandsOfWords = Map.of(
                absent + ": no such file",
                new String[][] {
                    {"batch", "--server", server, absent},
                    {"mrz", absent},
                    {"match", absent},
                    {"submit", "--server", server, absent},
                    {"status", "--server", server, "--tls-ca", absent, "--tls-cert", absent, "--tls-key", absent},
                },
                file + ": is there already",
                new String[][] {
                    {"generate", "--out", file},
                    {"audit", "keys", "--out", file},
                    {"certs", "--out", file},
                    {"snapshot", "--server", server, "--out", file},
                },
                absent + " (expected: a file that can be read, or nothing)",
                new String[][] {
                    {"serve", "--data", data, "--set", "access.profiles=" + absent},
                    {"serve", "--data", data, "--set", "match.name-groups=" + absent},
                    {"audit", "usage", "--data", data, "--set", "access.profiles=" + absent},
                },
                file + ": cannot be used as a data folder (is there already)",
                new String[][] {{"load", "--data", file, file}},
                file + ": no such data folder",
                new String[][] {{"serve", "--data", file}},
                absent + ": cannot be read as a properties file (no such file)",
                new String[][] {{"serve", "--data", data, "--config", absent}},
                absent + " (no such file, expected: a PEM file with a PRIVATE KEY)",
                new String[][] {{"audit", "show", "--data", data, "--key", absent}},
                absent + ": cannot be read (no such file, no permission or a folder)",
                new String[][] {{"import", "--format", "csv", "--mapping", absent, absent}},
                absent + ": holds no MANIFEST.json, so it is no whole snapshot",
                new String[][] {{"restore", "--from", absent, "--data", folder.resolve("new").toString()}},
                absent + ": holds no data (expected: a file CURRENT",
                new String[][] {{"verify", "--data", absent}});
        commandsOfWords.forEach((words, commands) -> {
            for (String[] command : commands) {
                CommandRun run = CommandRun.of(command);
                assertThat(run.code()).as(String.join(" ", command)).isNotZero();
                assertThat(run.err())
                        .as(String.join(" ", command))
                        .contains(words)
                        .doesNotContainPattern("[A-Z][a-z]+Exception");
            }
        });
    }

    @Test
    void anUnreachableServerIsOneClearLine() {
        CommandRun status = CommandRun.of("status", "--server", "127.0.0.1:1");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.err().lines()).singleElement().asString().contains("CONNECT_FAILED");
        assertThat(CommandRun.of("check", "--server", "127.0.0.1:1", "--number", "1").out())
                .startsWith("UNAVAILABLE")
                .as("no time of a server that gave no answer")
                .hasLineCount(1);
        assertThat(CommandRun.of("check", "--server", "nonsense", "--number", "1").code()).isEqualTo(2);
    }

    @Test
    void auditShowsAndVerifiesWhatWasAsked() {
        search("AB123");
        Path data = folder.resolve("data");
        assertThat(CommandRun.of("audit", "show", "--data", data.toString()).out())
                .contains("\"verdict\":\"HIT\"", "\"D1\"", "\"number\":\"AB123\"")
                .doesNotContain("AUDIT_SHOW");
        assertThat(CommandRun.of("audit", "show", "--data", data.toString()).out())
                .as("that somebody has read before")
                .containsOnlyOnce("AUDIT_SHOW");
        assertThat(CommandRun.of("audit", "usage", "--data", data.toString()).out())
                .containsPattern("local-operator +[1-9][0-9]* +[1-9]")
                .contains("local-operator last 20");
        assertThat(CommandRun.of("audit", "show", "--data", data.toString(), "--key", data.resolve("CURRENT").toString()).err())
                .contains("--key: " + data.resolve("CURRENT") + " (expected: a PEM file with a PRIVATE KEY)");
        assertThat(CommandRun.of("audit", "verify", "--data", data.toString()).code()).isZero();
        String elsewhere = "audit.folder=" + folder.resolve("trail");
        assertThat(CommandRun.of("audit", "verify", "--data", data.toString(), "--set", elsewhere).err())
                .contains(folder.resolve("trail") + ": no such file");
        assertThat(folder.resolve("data/audit").toFile().renameTo(folder.resolve("trail").toFile())).isTrue();
        assertThat(CommandRun.of("audit", "verify", "--data", data.toString(), "--set", elsewhere).code()).isZero();
    }

    @Test
    void batchAsksForTheTravellersOfAPassengerListInItsOrder() throws IOException {
        CommandRun result = CommandRun.of("batch", "--server", server, "--format", "paxlst", passengerList("LOC+91+FRA'").toString());
        List<JsonObject> answers = result.out().lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(answers)
                .extracting(answer -> answer.get("id").getAsString())
                .containsExactly(
                        "AF123/2026-11-26/1", "AF123/2026-11-26/2", "AF123/2026-11-26/3", "AF123/2026-11-26/4");
        assertThat(answers.subList(0, 3))
                .extracting(answer -> answer.get("verdict").getAsString())
                .containsExactly("HIT", "HIT", "POSSIBLE");
        assertThat(answers.getLast().getAsJsonArray("hits")).isEmpty();
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void batchNamesDamagedSegmentsOfAPassengerListAndNeverClearsTheirTraveller() throws IOException {
        Path list = passengerList("LOC+91+QQQ'");
        CommandRun result = CommandRun.of("batch", "--server", server, "--format", "paxlst", list.toString());
        List<JsonObject> answers = result.out().lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(answers).hasSize(4);
        JsonObject damaged = answers.get(1);
        assertThat(damaged.get("verdict").getAsString()).isEqualTo("HIT");
        assertThat(damaged.get("complete").getAsBoolean()).isFalse();
        assertThat(damaged.get("datasets").toString()).contains("UNVERIFIED_INPUT").doesNotContain("\"ANSWERED\"");
        assertThat(damaged.getAsJsonObject("error").get("message").getAsString()).contains("LOC element 2: QQQ");
        assertThat(answers.get(0).get("error")).isNull();
        assertThat(result.err())
                .isEqualTo("vigie: " + list + ": message 1 (M1), segment 9 at character 206: LOC element 2: QQQ"
                        + " (expected: a state of ICAO Doc 9303-3, such as FRA)\n");
        assertThat(result.code()).isEqualTo(2);
    }

    /** Passport of a known number, card of a known number beside another passport, a known name, and nobody. */
    private Path passengerList(String secondPlace) throws IOException {
        return Files.writeString(
                folder.resolve("list.edi"),
                String.join(
                        "\n",
                        "UNB+UNOA:4+AIRLINE+BORDER+261126:1024+I1++APIS'",
                        "UNH+M1+PAXLST:D:02B:UN:IATA'",
                        "BGM+745'",
                        "TDT+20+AF123'",
                        "DTM+189:2611260930:201'",
                        "NAD+FL+++FIRST:ONE'",
                        "DOC+P:110:111+AB123'",
                        "NAD+FL+++SECOND:TWO'",
                        "DOC+P:110:111+ZZ9'",
                        secondPlace,
                        "DOC+I:110:111+AB 123'",
                        "NAD+FL+++ERIKSSON:ANNA'",
                        "NAD+FL+++NOBODY:NOWHERE'",
                        "CNT+42:4'",
                        "UNT+14+M1'",
                        "UNZ+1+I1'"));
    }

    /** The page docs/protocol.md is enough to write a client from. */
    @Test
    void aClientInPythonGetsTheSameAnswers() throws Exception {
        Process python = new ProcessBuilder(
                        "python3",
                        "src/test/python/vigie_client.py",
                        "127.0.0.1",
                        Integer.toString(world.port()),
                        "ab 123",
                        "FRA")
                .redirectErrorStream(true)
                .start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("HIT", "D1");
        assertThat(python.exitValue()).isZero();
    }

    private CommandRun search(String number, String... more) {
        String[] arguments = new String[6 + more.length];
        System.arraycopy(
                new String[] {"search", "document", "--server", server, "--number", number}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandRun.of(arguments);
    }
}
