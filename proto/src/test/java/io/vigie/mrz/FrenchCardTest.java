package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrenchCardTest {

    private static final String SURNAME = "IDFRABERTHIER<<<<<<<<<<<<<<<<<751234";
    private static final String DATA = "8806923102858CORINNE<<<<<<<6512068F8";

    @Test
    void readsTheCardItself() {
        MrzReading reading = read(SURNAME, DATA);
        assertThat(reading.valid()).isTrue();
        assertCard(reading);
    }

    /** As TD2, which has the same size, the card would give another number. */
    @ParameterizedTest
    @ValueSource(strings = {"I0FRA", "IDFR4", "1DFRA", "10FR4"})
    void knowsItsPrefixMisread(String prefix) {
        MrzReading reading = read(prefix + SURNAME.substring(5), DATA);
        assertThat(reading.valid()).isFalse();
        assertThat(reading.repairs()).isNotEmpty();
        assertCard(reading);
    }

    @Test
    void putsFillersBackThatMovedToTheEndOfALine() {
        MrzReading first = read("IDFRABERTHIER<<<<<<<<<<<<<<<<751234<", DATA);
        assertThat(first.repairs()).extracting(MrzRepair::field).containsExactly("zone");
        assertCard(first);
        MrzReading second = read(SURNAME, "8806923102858CORINNE<<<<<<6512068F8<");
        assertThat(second.repairs()).extracting(MrzRepair::field).containsExactly("zone");
        assertCard(second);
    }

    private static void assertCard(MrzReading reading) {
        assertThat(reading.format()).isEqualTo(MrzFormat.IDFRA);
        assertThat(reading.documentCode()).isEqualTo("ID");
        assertThat(reading.issuingState()).isEqualTo("FRA");
        assertThat(reading.documentNumberCandidates()).containsExactly("880692310285");
        assertThat(reading.surname()).isEqualTo("BERTHIER");
        assertThat(reading.givenNames()).isEqualTo("CORINNE");
        assertThat(reading.birthDate()).isEqualTo(LocalDate.of(1965, 12, 6));
        assertThat(reading.sex()).isEqualTo('F');
        assertThat(reading.optionalData()).isEqualTo("751234");
        assertThat(reading.truncated()).isFalse();
    }

    private static MrzReading read(String... lines) {
        return MrzReader.read(List.of(lines), ZoneGenerator.REFERENCE);
    }
}
