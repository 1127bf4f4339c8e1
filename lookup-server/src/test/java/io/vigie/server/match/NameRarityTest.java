package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameRarityTest {
    @Test
    void commonNamesTellLess() {
        assertThat(NameRarity.of("MOHAMMED")).isLessThan(NameRarity.of("ERIKSSON"));
        assertThat(NameRarity.of("ERIKSSON")).isLessThan(NameRarity.of("KAKWAVUBUKANDE"));
        assertThat(NameRarity.of("XQ")).isLessThan(NameRarity.of("XQKRTLM"));
    }

    @Test
    void isBounded() {
        for (int length = 0; length < 40; length++) {
            assertThat(NameRarity.of("Q".repeat(length))).isBetween(NameRarity.MIN, NameRarity.MAX);
        }
        assertThat(NameRarity.of("KHAN")).isEqualTo(NameRarity.MIN);
    }
}
