package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionRepairTest {

    private static final String DATA = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    @Test
    void readsFourAndSevenAsLettersInNamesAndStates() {
        MrzReading reading = read(
                "P<PR7SMI7H<<M4RI4<<<<<<<<<<<<<<<<<<<<<<<<<<<", "L898902C36US47408122F1204159ZE184226B<<<<<10");
        assertThat(reading.issuingState()).isEqualTo("PRT");
        assertThat(reading.surname()).isEqualTo("SMITH");
        assertThat(reading.givenNames()).isEqualTo("MARIA");
        assertThat(reading.nationality()).isEqualTo("USA");
    }

    @Test
    void readsOneAsTheLetterThatMakesAState() {
        assertThat(read("P<PO1ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", DATA).issuingState()).isEqualTo("POL");
        assertThat(read("P<1NDERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", DATA).issuingState()).isEqualTo("IND");
    }

    @Test
    void readsWideLettersAsTheyAreMeant() {
        StringBuilder wide = new StringBuilder();
        (DATA.toLowerCase()).chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        MrzReading reading = read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", wide.toString());
        assertThat(reading.documentNumber()).isEqualTo("L898902C3");
        assertThat(reading.checks().allHold()).isTrue();
        assertThat(reading.valid()).isFalse();
    }

    /** The field is what was read after repair; the repair says what was received. */
    @Test
    void repairsDatesThatStayRaw() {
        MrzReading reading = read(
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO74OO<<2F12O4I59ZE184226B<<<<<10");
        assertThat(reading.birthDateRaw()).isEqualTo("7400<<");
        assertThat(reading.repairs()).contains(new MrzRepair(
                "birthDate", "74OO<<", "7400<<", "only such characters may stand at this position"));
    }

    private static MrzReading read(String... lines) {
        return MrzReader.read(List.of(lines), ZoneGenerator.REFERENCE);
    }
}
