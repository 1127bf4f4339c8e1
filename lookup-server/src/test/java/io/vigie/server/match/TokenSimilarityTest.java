package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSimilarityTest {
    @ParameterizedTest
    @CsvSource({"ERIKSSON, ERICSSON", "MUHAMMAD, MOHAMED", "MHMD, MUHAMMAD", "HSN, HASAN", "YOUSSEF, YUSUF",
        "SHEVCHENKO, CHEVCHENKO", "SMITH, SIMTH", "SCHUMACHER, MCHUSACHER", "NAZHMIDDIN, NAJMIDDIN", "JOHN, JON"})
    void spellingsOfOneNameAreAlike(String one, String other) {
        assertThat(similarity(one, other)).isBetween(0.7, 0.99);
    }

    @ParameterizedTest
    @CsvSource({"SMITH, JONES", "KIM, LEE", "WEI, LI", "MARIA, MURAT", "AHMED, OMAR", "CHEN, ZHAO"})
    void otherNamesAreNot(String one, String other) {
        assertThat(similarity(one, other)).isLessThan(0.7);
    }

    @Test
    void isSymmetricalAndBounded() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String one = word(random);
            String other = word(random);
            double similarity = similarity(one, other);
            assertThat(similarity).as("%s %s", one, other).isEqualTo(similarity(other, one)).isBetween(0.0, 1.0);
            assertThat(similarity(one, one)).isEqualTo(1);
        }
    }

    private static double similarity(String one, String other) {
        return TokenSimilarity.of(word(one), word(other), new Slips());
    }

    private static Word word(String text) {
        return new Word(text, text.chars().noneMatch(Slips::isVowel));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 40 : 7); word.length() < length; ) {
            word.append("AEHKSTZ".charAt(random.nextInt(7)));
        }
        return word.toString();
    }
}
