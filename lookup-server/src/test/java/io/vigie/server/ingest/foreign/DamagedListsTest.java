package io.vigie.server.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigie.server.index.RecordCheck;
import io.vigie.v1.Record;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists with bytes changed, lost and repeated: whatever comes out may be stored, and nothing is thrown. */
@Timeout(120)
class DamagedListsTest {
    private static final Path LISTS = Path.of("src/test/resources/lists");
    private static final int ROUNDS = 200;

    /** What breaks the syntax of one format or another. */
    private static final String[] PIECES = {
        "<", ">", "&", "</", "<!--", "<![CDATA[", "\"", "'", "{", "}", "[", "]", ",", ";", "\n", "\\", "\\u0000", "\0", "null", "-0-",
        "\uFEFF", "\uD83D\uDE00", "*", "9".repeat(70), "x".repeat(5000), "DOB ", "; alt. ", "1e999", "\u202E"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UN_XML, un.xml",
        "OFAC_XML, ofac.xml",
        "OFAC_CSV, ofac.csv",
        "FTM, ftm.jsonl",
        "INTERPOL_JSON, interpol.json",
        "CSV, stolen.csv",
        "CSV, wanted.csv"
    })
    void nothingThatIsReadBreaksTheImport(ForeignFormat format, String list) throws Exception {
        byte[] whole = Files.readAllBytes(LISTS.resolve(list));
        Path mapping = format == ForeignFormat.CSV ? LISTS.resolve(list.replace(".csv", ".mapping.json")) : null;
        Path file = folder.resolve("damaged");
        for (int seed = 0; seed < ROUNDS; seed++) {
            Files.write(file, damaged(whole, new Random(seed)));
            List<Record> records = new ArrayList<>();
            ImportOptions options = new ImportOptions(file.toString(), format, mapping, OfacFiles.NONE, "FRA");
            assertThatCode(() -> {
                        ImportSummary summary = ForeignImport.run(options, records::add, fault -> assertThat(fault.toString())
                                .doesNotContain("\n")
                                .hasSizeLessThan(1000));
                        assertThat(summary.persons() + summary.documents() + summary.notices()).isEqualTo(records.size());
                        for (Record record : records) {
                            RecordCheck.check(record);
                        }
                    })
                    .as("%s, seed %d", list, seed)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int times = 1 + random.nextInt(8); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = spliced(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(200)));
                case 2 -> bytes = spliced(bytes, at, piece(random), at);
                case 3 -> {
                    int to = Math.min(bytes.length, at + random.nextInt(300));
                    bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
                }
                default -> bytes = random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    private static byte[] piece(Random random) {
        return PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
    }

    /** Without what stands from one place to another, and with something else there; never empty. */
    private static byte[] spliced(byte[] bytes, int from, byte[] with, int to) {
        byte[] spliced = new byte[Math.max(1, bytes.length - (to - from) + with.length)];
        System.arraycopy(bytes, 0, spliced, 0, Math.min(from, spliced.length));
        System.arraycopy(with, 0, spliced, from, Math.min(with.length, spliced.length - from));
        System.arraycopy(bytes, to, spliced, from + with.length, Math.max(0, Math.min(bytes.length - to, spliced.length - from - with.length)));
        return spliced;
    }
}
