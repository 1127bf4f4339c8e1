package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.AuditEntry;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
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

    @TempDir
    Path folder;

    @Test
    void header() {
        byte[] header = AuditBlock.header(7, 20_783, filled(32, 2), filled(32, 3));
        assertThat(hex(header))
                .isEqualTo("5649474945415544" + "00000003" + "00000007" + "0000512f" + "02".repeat(32) + "03".repeat(32));
    }

    @Test
    void block() {
        AuditBlock block = new AuditBlock();
        block.add(AuditEntry.newBuilder().setCaller("FRA/PAF/T1").build());
        block.addCommon(AuditEntry.newBuilder().setCaller("FRA/PAF/T2").build().toByteArray());
        block.bytes()[block.addPart(2)] = 8 << 3;
        block.bytes()[block.size() - AuditBlock.TRAILER_SIZE - 1] = 7;
        ByteBuffer out = ByteBuffer.allocate(200);
        byte[] digest = block.encode(new SegmentKey(KEY), filled(32, 2), out);
        assertThat(hex(Arrays.copyOf(out.array(), out.position())))
                .isEqualTo("0000007c0000000200000000000000000202020202020202020202020202020202020202020202020202020202020202be398ad633694290c338d46a2515c34da7ccd9e2c4b064bb8a0b5ae70dd42e1c08bee0a824a4ad1fd2addec48222bbcd1de2fdbe74b526f340c5e153ddc336ca90c5d78d4ce10bc8514b584bee8f99be");
        assertThat(hex(digest)).isEqualTo("1de2fdbe74b526f340c5e153ddc336ca90c5d78d4ce10bc8514b584bee8f99be");
    }

    /** Segments are kept for three years. */
    @Test
    void aSegmentOfWholeEntriesIsRead() throws Exception {
        byte[] header = HexFormat.of().parseHex(
                "5649474945415544" + "00000002" + "00000007" + "0000512f" + "02".repeat(32) + "03".repeat(32));
        Path file = folder.resolve("segment-000007.audit");
        Files.write(file, header);
        Files.write(file, HexFormat.of().parseHex(BLOCK_OF_LEVEL_2), StandardOpenOption.APPEND);
        try (AuditReader reader = AuditReader.open(file)) {
            assertThat(reader.next()).as("%s", reader.fault()).isTrue();
            assertThat(reader.entries(new SegmentKey(KEY)))
                    .containsExactly(AuditEntry.newBuilder().setCaller("FRA/PAF/T1").build());
            assertThat(reader.next()).isFalse();
            assertThat(reader.fault()).isNull();
        }
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

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
