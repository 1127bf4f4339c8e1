package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "OB0243318", "OB 0243318", "ob-0243318", "OB.0243318", "OB/0243318", "OB0243318<<<", " o b 0243318 ",
                "ＯＢ０２４３３１８", "OB٠٢٤٣٣١٨", "OB०२४३३१८"
            })
    void spellingsOfOneNumberMeet(String number) {
        assertThat(text(number)).isEqualTo("OB0243318");
    }

    @Test
    void keepsLettersOfOtherScripts() {
        assertThat(text("аб № 123")).isEqualTo("АБ123");
    }

    @Test
    void accentsMeetComposedOrNotOrLeftOut() {
        assertThat(text("\u00C9123")).isEqualTo("E123");
        assertThat(text("E\u0301123")).isEqualTo("E123");
        assertThat(text("e123")).isEqualTo("E123");
    }

    @Test
    void isEmptyWithoutLetterAndDigit() {
        assertThat(NumberKey.of("-- <<")).isEmpty();
    }

    private static String text(String number) {
        return new String(NumberKey.of(number), StandardCharsets.UTF_8);
    }
}
