package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Hash64Test {
    /** Filters on disk hold these: a change needs a new level of their file. */
    @Test
    void givesTheHashesOfFiltersOnDisk() {
        assertThat(hash("")).isEqualTo(0x9CA066F1A4AB2EEAL);
        assertThat(hash("A")).isEqualTo(0xF634B442398AF0A7L);
        assertThat(hash("OB0243318")).isEqualTo(0x401629A4F3CCE926L);
        assertThat(hash("12345678")).isEqualTo(0xEF5E3B2EB5C51B90L);
        assertThat(hash("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")).isEqualTo(0xF2F62975A96AC639L);
    }

    @Test
    void keepsRunningNumbersApart() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.add(hash(String.valueOf(100_000_000 + i)))).isTrue();
        }
    }

    @Test
    void takesOnlyTheBytesThatItIsGiven() {
        byte[] longer = "AB1234XYZ".getBytes(StandardCharsets.US_ASCII);
        assertThat(Hash64.of(longer, 6)).isEqualTo(hash("AB1234"));
        assertThat(Hash64.of(new byte[1], 1)).isNotEqualTo(Hash64.of(new byte[2], 2));
    }

    /** So that the top bits choose parts evenly and the low ones fingerprints. */
    @Test
    void movesHalfOfTheBitsWhenOneBitOfTheKeyMoves() {
        int[] moved = new int[64];
        int changes = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] key = String.format("AB%07d", i * 7).getBytes(StandardCharsets.US_ASCII);
            for (int bit = 0; bit < key.length * 8; bit++) {
                byte[] other = key.clone();
                other[bit / 8] ^= (byte) (1 << bit % 8);
                long difference = Hash64.of(key, key.length) ^ Hash64.of(other, other.length);
                for (int at = 0; at < 64; at++) {
                    moved[at] += (int) (difference >>> at & 1);
                }
                changes++;
            }
        }
        double each = changes;
        for (int count : moved) {
            assertThat(count / each).isBetween(0.48, 0.52);
        }
    }

    private static long hash(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        return Hash64.of(bytes, bytes.length);
    }
}
