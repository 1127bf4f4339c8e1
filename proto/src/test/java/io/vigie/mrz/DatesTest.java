package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

    @ParameterizedTest
    @CsvSource({
        "260615,2026-06-15", "260616,1926-06-16", "270101,1927-01-01", "740812,1974-08-12", "000229,2000-02-29",
        "990229,", "740800,", "741301,", "7408<<,", "<<<<<<,", "111111,2011-11-11"
    })
    void takesTheLatestBirthThatIsNotInTheFuture(String six, LocalDate expected) {
        assertThat(Dates.birth(six.toCharArray(), 0, LocalDate.of(2026, 6, 15))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "760101,1976-01-01", "751231,2075-12-31", "670411,2067-04-11", "940623,1994-06-23", "261301,", "<<<<<<,"
    })
    void takesAnExpiryWithinFiftyYears(String six, LocalDate expected) {
        assertThat(Dates.expiry(six.toCharArray(), 0, LocalDate.of(2026, 6, 15), null)).isEqualTo(expected);
    }

    @Test
    void letsNoDocumentExpireBeforeItsHolderIsBorn() {
        LocalDate reference = LocalDate.of(2026, 6, 15);
        assertThat(Dates.expiry("810704".toCharArray(), 0, reference, LocalDate.of(1990, 1, 1)))
                .isEqualTo("2081-07-04");
        assertThat(Dates.expiry("810704".toCharArray(), 0, reference, LocalDate.of(1980, 1, 1)))
                .isEqualTo("1981-07-04");
    }

    /** The reference alone decides, not today. */
    @Test
    void followsTheReference() {
        assertThat(Dates.birth("300101".toCharArray(), 0, LocalDate.of(2031, 1, 1))).isEqualTo("2030-01-01");
        assertThat(Dates.birth("300101".toCharArray(), 0, LocalDate.of(2029, 1, 1))).isEqualTo("1930-01-01");
        assertThat(Dates.expiry("300101".toCharArray(), 0, LocalDate.of(1985, 1, 1), null)).isEqualTo("2030-01-01");
        assertThat(Dates.expiry("300101".toCharArray(), 0, LocalDate.of(1975, 1, 1), null)).isEqualTo("1930-01-01");
    }

    @Test
    void survivesAnyReference() {
        assertThat(Dates.birth("300101".toCharArray(), 0, LocalDate.MIN)).isNull();
        assertThat(Dates.expiry("300101".toCharArray(), 0, LocalDate.MAX, null)).isNull();
    }
}
