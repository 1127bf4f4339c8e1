package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of more than nine characters, whose digit two rules compute. */
class LongNumberTest {

    @Test
    void repairsNumbersWithEitherDigit() {
        for (boolean old : new boolean[] {false, true}) {
            String[] lines = card("592210692174", old);
            lines[0] = lines[0].replace("592210692<", "5922I0692<");
            MrzReading reading = read(lines);
            assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.REPAIRED);
            assertThat(reading.documentNumberCandidates()).contains("592210692174");
        }
    }

    /** 87O8301852629 agrees with the digit that counts the filler, by chance: the composite digit tells. */
    @Test
    void doesNotConfirmAMisreadNumberByTheOtherDigit() {
        MrzReading reading = read(
                "IDXIM87O830185<26295<RITP<<<<<", "7103195<1011175XIM<<<<<<<<<<<1", "KLCK<<IOSIF<<<<<<<<<<<<<<<<<<<");
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.REPAIRED);
        assertThat(reading.documentNumberCandidates()).contains("8708301852629");
    }

    @Test
    void repairsItsDigitByPosition() {
        String[] lines = card("592211692179", false);
        String digit = lines[0].substring(18, 19);
        assertThat(digit).isEqualTo("0");
        lines[0] = lines[0].substring(0, 18) + "O" + lines[0].substring(19);
        MrzReading reading = read(lines);
        assertThat(reading.checks().documentNumber()).isFalse();
        assertThat(reading.documentNumberCandidates()).containsExactly("592211692179");
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.CONFIRMED);
    }

    private static String[] card(String number, boolean old) {
        MrzWriter card = MrzWriter.of(MrzFormat.TD1).documentCode("ID").issuingState("BEL").nationality("BEL")
                .documentNumber(number).names("Specimen", "Marie").birthDate(LocalDate.of(1990, 3, 10))
                .sex('F').expiryDate(LocalDate.of(2025, 9, 30));
        return (old ? card.digitCountsFiller() : card).lines().toArray(String[]::new);
    }

    private static MrzReading read(String... lines) {
        return MrzReader.read(List.of(lines), ZoneGenerator.REFERENCE);
    }
}
