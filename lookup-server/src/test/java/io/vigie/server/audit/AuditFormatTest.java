package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of docs/data-format.md: trails that were written are read by every later version. */
class AuditFormatTest {
    private static final byte[] KEY = filled(SegmentKey.SIZE, 1);

    /** One entry with a caller alone, behind the header of the test that reads it. */
    private static final String BLOCK_OF_LEVEL_2 = ""
            + "00000069000000010000000000000000681250ef4541aeedcac0888aca3eaa71472868947cc7d445cd73dccf1f4b6ae8b327"
            + "929a277a2cefd23fbd114022a87e6a0531275be46fde048b97a6c82d115e213715ddf2f2d221f193168ebcddd7bd6d754214"
            + "44500dcdc835d62fc7";

    /** A whole entry, what parts have in common, and a part, behind the header of the tests that write and read it. */
    private static final String BLOCK_OF_LEVEL_3 = ""
            + "0000007c00000002000000000000000074ba4dfab84e9e8535eb1b1e473b7378eafce86223e842e9d819d3ea6691173cbe39"
            + "8ad633694290c338d46a2515c34da7ccd9e2c4b064bb8a0b5ae70dd42e1c9910230a132275f5368aae3e462b334810b2abd9"
            + "002e0557d969152c97ed1f7df0d9e54edad7d4f7c8905a12be2c99bd";

    @TempDir
    Path folder;

    @Test
    void header() {
        byte[] header = AuditBlock.header(7, 20_783, filled(32, 2), filled(32, 3));
        assertThat(hex(header)).isEqualTo(header(3));
    }

    @Test
    void block() {
        AuditBlock block = new AuditBlock();
        block.add(of("FRA/PAF/T1").build());
        block.addCommon(of("FRA/PAF/T2").build().toByteArray(), this);
        int at = block.addPart(2);
        block.bytes()[at] = AuditEntry.MICROS_FIELD_NUMBER << 3;
        block.bytes()[at + 1] = 7;
        byte[] header = HexFormat.of().parseHex(header(AuditBlock.LEVEL));
        ByteBuffer out = ByteBuffer.allocate(200);
        byte[] digest = block.encode(new SegmentKey(KEY), AuditBlock.digest(header, 0, header.length), out);
        assertThat(hex(Arrays.copyOf(out.array(), out.position()))).isEqualTo(BLOCK_OF_LEVEL_3);
        assertThat(BLOCK_OF_LEVEL_3).endsWith(hex(digest));
    }

    /** Segments are kept for three years. */
    @Test
    void segmentsOfBothLevelsAreRead() throws Exception {
        assertThat(read(2, BLOCK_OF_LEVEL_2)).containsExactly(of("FRA/PAF/T1").build());
        assertThat(read(3, BLOCK_OF_LEVEL_3))
                .containsExactly(of("FRA/PAF/T1").build(), of("FRA/PAF/T2").setMicros(7).build());
    }

    private List<AuditEntry> read(int level, String block) throws IOException {
        Path file = folder.resolve("segment-000007.audit");
        Files.write(file, HexFormat.of().parseHex(header(level) + block));
        List<AuditEntry> entries = new ArrayList<>();
        try (AuditReader reader = AuditReader.open(file)) {
            assertThat(reader.next()).as("%s", reader.fault()).isTrue();
            assertThat(reader.handOver(new SegmentKey(KEY), entries::add)).isNull();
            assertThat(reader.next()).isFalse();
            assertThat(reader.fault()).isNull();
        }
        return entries;
    }

    @Test
    void keyFile() {
        assertThat(hex(new KeyFile(7, KeyFile.RSA_OAEP, filled(32, 4), filled(3, 5)).encode()))
                .isEqualTo("56494749454b4559" + "00000001" + "00000007" + "00000001" + "04".repeat(32) + "00000003" + "050505");
    }

    @Test
    void checkpoint() throws Exception {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, KEY));
        SegmentWriter.Head head = new SegmentWriter.Head(7, 84, filled(32, 2));
        assertThat(Checkpoint.of(head, Instant.parse("2026-11-26T12:00:00Z")).signed(key))
                .isEqualTo("VIGIE-CHECKPOINT 1 2026-11-26T12:00:00Z 7 84 " + "02".repeat(32) + " 7MLWwmZZs5U9M2MP2MnEUEHsH1Od94fLuRAOxbrBA9xiYX+gUwxfOInrRjfRsMe7ZdKsTyd0czVyUQ+JZt9XDQ==\n");
    }

    private static String header(int level) {
        return "5649474945415544" + "0000000" + level + "00000007" + "0000512f" + "02".repeat(32) + "03".repeat(32);
    }

    private static AuditEntry.Builder of(String caller) {
        return AuditEntry.newBuilder().setCaller(caller);
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
