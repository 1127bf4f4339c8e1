package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MrzWriterTest {

    @Test
    void writesTheSpecimensOfTheStandard() {
        assertThat(eriksson(MrzFormat.TD3, "P").documentNumber("L898902C3").optionalData("ZE184226B").lines())
                .containsExactly(
                        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
        assertThat(eriksson(MrzFormat.TD2, "I").documentNumber("D23145890").lines())
                .containsExactly("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6");
        assertThat(eriksson(MrzFormat.TD1, "I").documentNumber("D23145890").lines())
                .containsExactly(
                        "I<UTOD231458907<<<<<<<<<<<<<<<",
                        "7408122F1204159UTO<<<<<<<<<<<6",
                        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");
        assertThat(visa(MrzFormat.MRVA).optionalData("ZE184226B").lines())
                .containsExactly(
                        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C<3UTO6908061F9406236ZE184226B<<<<<<<");
        assertThat(visa(MrzFormat.MRVB).optionalData("ZE184226").lines())
                .containsExactly("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L898902C<3UTO6908061F9406236ZE184226");
    }

    /** Doc 9303-11, appendix D.2. */
    @Test
    void continuesLongNumbersInTheOptionalField() {
        MrzWriter card = MrzWriter.of(MrzFormat.TD2).documentCode("I").issuingState("UTO").nationality("UTO")
                .names("Stevenson", "Peter John").documentNumber("D23145890734").birthDate("340712").sex('M')
                .expiryDate("950712");
        assertThat(card.lines())
                .containsExactly("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8");
    }

    @Test
    void writesTheFrenchCard() {
        assertThat(MrzWriter.of(MrzFormat.IDFRA).names("Berthier", "Corinne").documentNumber("880692310285")
                        .birthDate(LocalDate.of(1965, 12, 6)).sex('F').optionalData("923255").lines())
                .containsExactly("IDFRABERTHIER<<<<<<<<<<<<<<<<<923255", "8806923102858CORINNE<<<<<<<6512068F2");
    }

    @Test
    void writesNationalCharactersAndBlanks() {
        assertThat(MrzWriter.of(MrzFormat.TD3).documentCode("P").issuingState("d").documentNumber("C 01-x.5")
                        .names("Groß-Müller", "Åsa d'Or").lines().get(0))
                .isEqualTo("P<D<<GROSS<MUELLER<<AASA<DOR<<<<<<<<<<<<<<<<");
        assertThat(MrzWriter.of(MrzFormat.TD3).documentNumber("C 01-x.5").lines().get(1)).startsWith("C<01<X<5<");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> MrzWriter.of(MrzFormat.UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MrzWriter.of(MrzFormat.TD3).documentNumber("1234567890").lines())
                .hasMessage("documentNumber: 10 characters (expected: at most 9)");
        assertThatThrownBy(() -> MrzWriter.of(MrzFormat.TD3).documentCode("P?"))
                .hasMessage("documentCode: '?' (expected: A-Z, 0-9 or a filler)");
        assertThatThrownBy(() -> MrzWriter.of(MrzFormat.TD3).optionalData2("1")).hasMessageContaining("TD1");
    }

    private static MrzWriter eriksson(MrzFormat format, String code) {
        return MrzWriter.of(format).documentCode(code).issuingState("UTO").nationality("UTO")
                .names("Eriksson", "Anna Maria").birthDate(LocalDate.of(1974, 8, 12)).sex('F')
                .expiryDate(LocalDate.of(2012, 4, 15));
    }

    private static MrzWriter visa(MrzFormat format) {
        return MrzWriter.of(format).documentCode("V").issuingState("UTO").nationality("UTO").documentNumber("L898902C")
                .names("Eriksson", "Anna Maria").birthDate("690806").sex('F').expiryDate("940623");
    }
}
