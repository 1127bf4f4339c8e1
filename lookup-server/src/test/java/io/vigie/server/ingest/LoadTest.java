package io.vigie.server.ingest;

import static io.vigie.server.testing.Fixtures.document;
import static io.vigie.server.testing.Fixtures.loadFile;
import static io.vigie.server.testing.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigie.server.index.Contents;
import io.vigie.server.index.Records;
import io.vigie.server.store.DataFolder;
import io.vigie.server.store.ReadView;
import io.vigie.server.testing.Fixtures;
import io.vigie.v1.Record;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private static final String GOOD = line("G%s", "AB%s");

    @TempDir
    Path folder;

    private final List<Load.BadRecord> bad = new ArrayList<>();

    @Test
    void namesEveryBadLineAndLoadsTheGoodOnes() throws IOException {
        Path file = folder.resolve("mixed.jsonl");
        List<String> lines = List.of(
                good(1),
                "this is not JSON",
                good(2),
                "{\"travelDocument\":{\"id\":\"x\",\"colour\":\"RED\"}}",
                "{\"travelDocument\":{\"id\":\"x\",\"owner\":\"FRA\",\"number\":\"1\",\"status\":\"EATEN\"}}",
                "{\"travelDocument\":{\"id\":\"x\",\"owner\":\"FRA\",\"number\":\"1\",\"issuingState\":\"XQZ\",\"status\":\"LOST\"}}",
                "{\"travelDocument\":{\"id\":\"x\",\"owner\":\"FRA\",\"number\":\"1\",\"status\":\"LOST\",\"statusDate\":\"2024-02-30\"}}",
                "{\"travelDocument\":{\"id\":\"x\",\"owner\":\"FRA\",\"number\":\"\",\"status\":\"LOST\"}}",
                "{\"travelDocument\":{\"id\":\"x\",\"owner\":\"FRA\",\"number\":\"" + "1".repeat(1000)
                        + "\",\"status\":\"LOST\"}}",
                "{\"travelDocument\":{\"id\":\"x\",\"owner\":\"FRA\",\"number\":\"a\\u0001b\",\"status\":\"LOST\"}}",
                "",
                "{}",
                "[1,2]",
                "{\"travelDocument\":{\"id\":\"x\"}} {}",
                "{\"travelDocument\":" + "[".repeat(5000),
                "{\"travelDocument\":{\"id\":\"x\",\"number\":\"1\",\"number\":\"2\"}}",
                good(3));
        Files.write(file, lines);
        Load.Result result = loadFile(data(), file, false, bad);
        assertThat(result.accepted()).isEqualTo(3);
        assertThat(reasons())
                .containsExactly(
                        "2: not JSON: malformed at column 1",
                        "4: travelDocument.colour: unknown field",
                        "5: travelDocument.status: unknown value EATEN (expected: STOLEN, LOST, STOLEN_BLANK,"
                                + " REVOKED, INVALID, MISAPPROPRIATED, FALSE, RECOVERED, VALID)",
                        "6: issuingState: \"XQZ\" (expected: a state of ICAO Doc 9303-3, such as FRA)",
                        "7: statusDate: \"2024-02-30\" (expected: YYYY, YYYY-MM, YYYY-MM-DD, or two of them joined by /)",
                        "8: number: 0 characters (expected: 1 to 64)",
                        "9: number: 1000 characters (expected: 1 to 64)",
                        "10: number: control character U+0001 at index 1",
                        "12: record: empty (expected: travelDocument, person or notice)",
                        "13: not a JSON object",
                        "14: not JSON: malformed at column 32",
                        "15: not JSON: malformed at column 51",
                        "16: number: twice in one object");
        assertThat(contents().documents()).isEqualTo(3);
    }

    @Test
    void skipsALineOfAHundredMegabytesWithoutHoldingIt() throws IOException {
        Path file = folder.resolve("long.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((good(1) + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) 'x');
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
            out.write(("\n" + good(2) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(loadFile(data(), file, false, bad).accepted()).isEqualTo(2);
        assertThat(reasons()).containsExactly("2: line longer than 1048576 bytes");
    }

    @Test
    void loadsWhatComesBeforeATruncatedGzip() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < 10_000; i++) {
                gzip.write((good(i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = folder.resolve("cut.jsonl.gz");
        Files.write(file, Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2));
        long accepted = loadFile(data(), file, false, bad).accepted();
        assertThat(accepted).isBetween(1000L, 9_999L);
        assertThat(reasons()).hasSize(1).first().asString().endsWith(": file ends in the middle (truncated)");
    }

    @Test
    void readsGzipAndProtobufAndBothTogether() throws IOException {
        Path plain = folder.resolve("records.pb");
        try (OutputStream out = Files.newOutputStream(plain)) {
            record(document("one", "1", "FRA")).writeDelimitedTo(out);
            record(document("two", "", "FRA")).writeDelimitedTo(out);
            record(document("three", "3", "FRA")).writeDelimitedTo(out);
        }
        Path zipped = folder.resolve("records2.pb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            record(document("four", "4", "FRA")).writeDelimitedTo(out);
        }
        assertThat(loadFile(data(), plain, false, bad).accepted()).isEqualTo(2);
        assertThat(reasons()).containsExactly("2: number: 0 characters (expected: 1 to 64)");
        assertThat(loadFile(data(), zipped, false, bad).accepted()).isEqualTo(1);
        assertThat(contents().documents()).isEqualTo(3);
    }

    @Test
    void changesNothingWhenLoadedTwice() throws IOException {
        Path file = folder.resolve("records.jsonl");
        Files.write(file, List.of(good(1), good(2)));
        loadFile(data(), file, false, bad);
        Contents before = contents();
        Load.Result again = loadFile(data(), file, false, bad);
        assertThat(again.accepted()).isZero();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(contents().position()).isEqualTo(before.position());
    }

    @Test
    void theLastOfEqualIdsWinsWhetherBuiltOrChanged() throws IOException {
        Path file = folder.resolve("records.jsonl");
        Files.write(file, List.of(line("A", "1"), line("B", "2"), line("A", "3"), line("A", "3")));
        Load.Result built = loadFile(data(), file, false, bad);
        assertThat(List.of(built.accepted(), built.unchanged())).containsExactly(3L, 1L);
        assertThat(fetch("A").getTravelDocument().getNumber()).isEqualTo("3");
        assertThat(fetch("A").getTravelDocument().getVersion()).isEqualTo(2);
        Files.write(file, List.of(line("A", "4")));
        loadFile(data(), file, false, bad);
        assertThat(fetch("A").getTravelDocument().getNumber()).isEqualTo("4");
        assertThat(fetch("A").getTravelDocument().getVersion()).isEqualTo(3);
        assertThat(contents().sequence()).isEqualTo(4);
        assertThat(contents().documents()).isEqualTo(2);
    }

    @Test
    void refusesAnIdOfAnotherKind() throws IOException {
        Path file = folder.resolve("records.jsonl");
        String person = Json.print(Fixtures.person("A", "ANNA"));
        Files.write(file, List.of(line("A", "1"), person));
        loadFile(data(), file, false, bad);
        loadFile(data(), file, false, bad);
        assertThat(reasons())
                .containsExactly(
                        "2: id: belongs to another kind of record (DOCUMENT)",
                        "2: id: belongs to another kind of record (DOCUMENT)");
    }

    @Test
    void replaceThrowsAwayWhatWasThere() throws IOException {
        Path file = folder.resolve("records.jsonl");
        Files.write(file, List.of(good(1), good(2)));
        loadFile(data(), file, false, bad);
        Files.write(file, List.of(good(3)));
        loadFile(data(), file, true, bad);
        assertThat(contents().documents()).isEqualTo(1);
        assertThat(contents().sequence()).as("two are withdrawn").isEqualTo(5);
        assertThat(fetch("G1")).isNull();
        Files.write(file, List.of(good(3), good(2)));
        Load.Result result = loadFile(data(), file, true, bad);
        assertThat(result.unchanged()).isEqualTo(1);
        assertThat(contents().sequence()).isEqualTo(6);
        assertThat(fetch("G3").getTravelDocument().getVersion()).isEqualTo(1);
        assertThat(fetch("G2").getTravelDocument().getVersion()).as("its withdrawal was version 2").isEqualTo(3);
    }

    /** What cannot be read may be the very record that seems to be missing: a list that was cut must not clear a traveller. */
    @Test
    void replaceWithdrawsNothingWhenSomethingInTheFilesWasBad() throws IOException {
        Path file = folder.resolve("records.jsonl");
        Files.write(file, List.of(good(1), good(2), good(4)));
        loadFile(data(), file, false, bad);
        Files.write(file, List.of(good(3), good(4), "{\"travelDocument\":{\"id\":\"G1\",\"sta"));
        Load.Result damaged = loadFile(data(), file, true, bad);
        assertThat(damaged.kept()).isEqualTo(2);
        assertThat(damaged.withdrawn()).isZero();
        assertThat(damaged.bad()).isEqualTo(1);
        assertThat(contents().documents()).isEqualTo(4);
        assertThat(fetch("G1").getTravelDocument().getVersion()).isEqualTo(1);
        assertThat(fetch("G2")).isNotNull();

        Files.write(file, List.of(good(3), good(4)));
        Load.Result whole = loadFile(data(), file, true, bad);
        assertThat(whole.kept()).isZero();
        assertThat(whole.withdrawn()).isEqualTo(2);
        assertThat(contents().documents()).isEqualTo(2);
        assertThat(fetch("G1")).isNull();
    }

    @Test
    void givesUpAndLoadsNothingBeyondTheLimitOfErrors() throws IOException {
        Path file = folder.resolve("records.jsonl");
        Files.write(file, List.of(good(1), "x", "y", good(2)));
        try (DataFolder data = DataFolder.open(data())) {
            Load load = new Load(data, new Load.Options(List.of(file.toString()), false, 1), bad::add, Fixtures.SILENT);
            assertThatThrownBy(load::run).isInstanceOf(Load.TooManyBadRecordsException.class);
            assertThat(data.hasData()).isFalse();
        }
    }

    @Test
    void anInterruptedChangeLeavesTheDataAsItWas() throws IOException {
        Path file = folder.resolve("records.jsonl");
        Files.write(file, List.of(good(1)));
        loadFile(data(), file, false, bad);
        List<String> lines = new ArrayList<>();
        for (int i = 2; i < 5000; i++) {
            lines.add(good(i));
        }
        lines.add("bad");
        Files.write(file, lines);
        try (DataFolder data = DataFolder.open(data())) {
            Load load = new Load(
                    data,
                    new Load.Options(List.of(file.toString()), false, Long.MAX_VALUE),
                    record -> {
                        throw new IllegalStateException("stopped");
                    },
                    Fixtures.SILENT);
            assertThatThrownBy(load::run).hasMessage("stopped");
        }
        assertThat(contents().documents()).isEqualTo(1);
    }

    @Test
    void saysWhichFileIsMissingBeforeItReadsAny() throws IOException {
        try (DataFolder data = DataFolder.open(data())) {
            Load load =
                    new Load(data, new Load.Options(List.of("/no/such/file"), false, 0), bad::add, Fixtures.SILENT);
            assertThatThrownBy(load::run).isInstanceOf(IOException.class).hasMessageStartingWith("/no/such/file:");
        }
    }

    @Test
    void survivesAnyBytes() throws IOException {
        long seed = 5;
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            Path file = folder.resolve(random.nextBoolean() ? "fuzz.pb" : "fuzz.jsonl");
            Files.write(file, bytes);
            assertThat(loadFile(data(), file, false, bad).accepted()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void loadsTheRealLists() throws IOException {
        Path lists = Fixtures.shared("watchlists/un-ofac.jsonl");
        assumeThat(lists).as("../shared/data is absent").exists();
        loadFile(data(), lists, false, bad);
        assertThat(bad).isEmpty();
        assertThat(contents().documents()).isEqualTo(1949);
        assertThat(contents().persons()).isEqualTo(5350);
        assertThat(contents().sequence()).isEqualTo(7299);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Contents contents() {
        try (DataFolder data = DataFolder.open(data())) {
            ReadView view = data.newView();
            view.begin();
            Contents contents = Records.contents(view);
            view.end();
            return contents;
        }
    }

    private Record fetch(String id) {
        try (DataFolder data = DataFolder.open(data())) {
            ReadView view = data.newView();
            view.begin();
            Record record = Records.byId(view, id);
            view.end();
            return record;
        }
    }

    private List<String> reasons() {
        return bad.stream().map(record -> record.number() + ": " + record.reason()).toList();
    }

    private static String good(int i) {
        return GOOD.formatted(i, i);
    }

    private static String line(String id, String number) {
        return "{\"travelDocument\":{\"id\":\"" + id + "\",\"owner\":\"FRA\",\"number\":\"" + number
                + "\",\"issuingState\":\"FRA\",\"status\":\"LOST\"}}";
    }
}
