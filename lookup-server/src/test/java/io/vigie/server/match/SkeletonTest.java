package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkeletonTest {
    @ParameterizedTest
    @CsvSource({"MUHAMMAD, MHMD", "QADDAFI, KHADAFY", "DJAZAIRI, JAZAIRI", "YUSUF, YWSF", "HASAN, HSN", "SCHMIDT, SMIT",
        "ALEXANDER, ALEKSANDR", "TARIQ, TAREK", "YAHYA, YAHIA"})
    void spellingsMeet(String one, String other) {
        assertThat(Skeleton.of(one)).isEqualTo(Skeleton.of(other)).isNotEmpty();
    }

    @Test
    void differentConsonantsDoNot() {
        assertThat(Skeleton.of("MOHAMED")).isNotEqualTo(Skeleton.of("AHMED"));
        assertThat(Skeleton.of("SALIM")).isNotEqualTo(Skeleton.of("SALMAN"));
    }

    @Test
    void aVowelMayStandBetweenLettersAlikeWhereNoneIsWritten() {
        assertThat(Skeleton.ofUnvowelled("DTHBAR")).isEqualTo(Skeleton.of("DATHABAR")).isNotEqualTo(Skeleton.of("DTHBAR"));
    }

    @Test
    void vowelsAloneHaveNone() {
        assertThat(Skeleton.of("AOI")).isEmpty();
        assertThat(Skeleton.of("")).isEmpty();
    }
}
