package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {
    @Test
    void readsWhatIsKnownAndSpansTheRest() {
        assertThat(PartialDate.parse("1974-08-12")).isEqualTo(days("1974-08-12", "1974-08-12"));
        assertThat(PartialDate.parse("1974-02")).isEqualTo(days("1974-02-01", "1974-02-28"));
        assertThat(PartialDate.parse("1974")).isEqualTo(days("1974-01-01", "1974-12-31"));
        assertThat(PartialDate.parse("1970/1975-03")).isEqualTo(days("1970-01-01", "1975-03-31"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "74", "1974-13", "1974-02-30", "1974-2-3", "1974/1970", "1974-08-12T00:00", "0000", "9999-01-01",
                "１９７４", "1974/", "/1974", "1974-08-", "abcd"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(PartialDate.parse(text)).isNull();
    }

    private static PartialDate days(String earliest, String latest) {
        return new PartialDate(LocalDate.parse(earliest), LocalDate.parse(latest));
    }
}
