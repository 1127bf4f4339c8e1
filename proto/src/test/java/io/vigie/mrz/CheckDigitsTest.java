package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckDigitsTest {

    /** Doc 9303-3, 4.9, examples 1 and 2 and appendix A. */
    @Test
    void agreesWithTheExamplesOfTheStandard() {
        assertThat(CheckDigits.of("520727")).isEqualTo(3);
        assertThat(CheckDigits.of("AB2134<<<")).isEqualTo(5);
        assertThat(CheckDigits.of("HA672242<658022549601086<<<<<<<<<<<<<<0")).isEqualTo(8);
        assertThat(CheckDigits.of("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<")).isEqualTo(2);
    }

    @Test
    void refusesForeignCharacters() {
        assertThat(CheckDigits.of("52072?")).isEqualTo(-1);
        assertThat(CheckDigits.of("é")).isEqualTo(-1);
        assertThat(CheckDigits.holds("520727", '3')).isTrue();
        assertThat(CheckDigits.holds("520727", '<')).isFalse();
        assertThat(CheckDigits.holds("52072?", '0')).isFalse();
    }
}
