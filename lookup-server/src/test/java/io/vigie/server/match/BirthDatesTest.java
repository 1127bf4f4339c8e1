package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BirthDatesTest {
    @ParameterizedTest
    @CsvSource({
        "1974-08-12, 1974-08-12, 0, BIRTH_EQUAL",
        "1974-08-12, 1974-12-08, 0, BIRTH_SWAPPED",
        "1974-08-12, 1974-08-13, 0, BIRTH_ONE_DIGIT",
        "1974-08-12, 1984-08-12, 0, BIRTH_ONE_DIGIT",
        "1974-08-12, 1974, 0, BIRTH_WITHIN",
        "1974-08-12, 1974-08, 0, BIRTH_WITHIN",
        "1974-12-08, 1974-08, 0, BIRTH_WITHIN",
        "1974-12-08, 1974-09, 0, BIRTH_NEAR",
        "1974-08-12, 1970/1975, 0, BIRTH_INTERVAL",
        "1974-08-12, 1974-01-01, 0, BIRTH_WITHIN",
        "1974-01-01, 1974-01-01, 0, BIRTH_WITHIN",
        "1974-08-12, 1975-02-27, 0, BIRTH_NEAR",
        "1974-08-12, 1977-02-27, 0, BIRTH_CONTRADICTED",
        "1974-08-12, 1974-10-30, 0, BIRTH_NEAR",
        "1974-08-12, 1974-10-30, 1, BIRTH_TOLERATED",
        "1974-08-12, 1975-02-27, 1, BIRTH_TOLERATED",
        "1974-08-12, 1977-02-27, 3, BIRTH_TOLERATED",
        "1974-08-12, 1970/1972, 0, BIRTH_CONTRADICTED",
        "1974-08-12, 1970/1972, 2, BIRTH_TOLERATED",
        "1974-08-12, 1394-07-24, 0, BIRTH_CALENDAR",
        "1353/1356, 1976-08-12, 0, BIRTH_INTERVAL",
        "1353, 1973-02-02, 0, BIRTH_NEAR",
        "1353, 1979, 5, BIRTH_TOLERATED",
        "1353, 1979, 0, BIRTH_CONTRADICTED",
        "1972-03-21, 1351-01-01, 0, BIRTH_WITHIN",
        "1974-08-12, 1353-05-21, 0, BIRTH_CALENDAR",
        "1974-08-12, 1353, 0, BIRTH_WITHIN",
        "1974-08-12, 1380-05-21, 0, BIRTH_CONTRADICTED",
        "1943-03-07, 1362-02-30, 0, BIRTH_WITHIN", // 30 Safar: no day of February
    })
    void gradesAgreement(String asked, String recorded, int tolerance, MatchFeature expected) {
        assertThat(BirthDates.compare(date(asked), List.of(date(recorded)), tolerance)).isEqualTo(expected);
        assertThat(BirthDates.compare(date(recorded), List.of(date(asked)), tolerance)).isEqualTo(expected);
    }

    @Test
    void missingIsNeutral() {
        assertThat(BirthDates.compare(null, List.of(date("1974")), 0)).isEqualTo(MatchFeature.BIRTH_UNKNOWN);
        assertThat(BirthDates.compare(date("1974"), List.of(), 0)).isEqualTo(MatchFeature.BIRTH_UNKNOWN);
        assertThat(MatchFeature.BIRTH_UNKNOWN.weight()).isZero();
    }

    @Test
    void theBestOfSeveralCounts() {
        assertThat(BirthDates.compare(date("1974-08-12"), dates("1961", "1974-08-12", "1980-01-01"), 0))
                .isEqualTo(MatchFeature.BIRTH_EQUAL);
        assertThat(BirthDates.compare(date("1974-08-12"), dates("1961", "1980-01-01"), 0))
                .isEqualTo(MatchFeature.BIRTH_CONTRADICTED);
    }

    private static List<PartialDate> dates(String... texts) {
        return Arrays.stream(texts).map(BirthDatesTest::date).toList();
    }

    private static PartialDate date(String text) {
        return Objects.requireNonNull(PartialDate.parse(text));
    }
}
