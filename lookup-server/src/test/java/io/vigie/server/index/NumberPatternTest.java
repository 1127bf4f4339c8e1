package io.vigie.server.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberPatternTest {
    @ParameterizedTest
    @CsvSource({
        "AB12*, true, true", "'ab 1-2* ', true, true", "AB1*, true, false", "A-B-1*, true, false", "*, true, false",
        "AB12**, true, false", "AB*12, true, false", "*AB12, true, false", "AB1?2*, true, false", "AB12?, true, false",
        "AB12, false, false", "AB12\uFF0A, true, false", "АБВГ*, true, true", "АБВ*, true, false"
    })
    void isOneStarBehindFourCharacters(String number, boolean wildcard, boolean prefix) {
        assertThat(NumberPattern.hasWildcard(number)).isEqualTo(wildcard);
        assertThat(NumberPattern.isPrefix(number)).isEqualTo(prefix);
    }
}
