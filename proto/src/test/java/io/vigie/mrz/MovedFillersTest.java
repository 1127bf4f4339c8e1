package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines in which fillers were lost, doubled or moved. */
class MovedFillersTest {

    /** As a passport, its first letter dropped, the zone would have one digit more that agrees. */
    @Test
    void keepsAVisaWithAFillerTooManyAVisa() {
        MrzReading reading = read(
                "VCXXCDLLLO<<LARS<ERIK<<<<<<<<<<<<<<<<<<<<<<<<<", "BO71263143XXC6511120F1507012<<<<<<<<<<<<<<<<");
        assertThat(reading.format()).isEqualTo(MrzFormat.MRVA);
        assertThat(reading.documentCode()).isEqualTo("VC");
        assertThat(reading.issuingState()).isEqualTo("XXC");
        assertThat(reading.surname()).isEqualTo("DLLLO");
    }

    /** 02014 without its first letters happens to have the same digit. */
    @Test
    void takesOutAFillerRatherThanALetter() {
        MrzReading reading = read(
                "PTROUNGUYEN<<LARS<ERIK<<<<<<<<<<<<<<<<<<<<<<", "MH402014<<4ROU5101267F2302214UPQP<<<<<<<<<<64");
        assertThat(reading.documentNumberCandidates()).contains("MH402014");
        assertThat(reading.documentNumber()).isEqualTo("MH402014");
        assertThat(read("IDFRALUCK<<<<<<<<<<<<<<<<<<<<<<083976", "0211754446349JOHN<<<<<<<<<<1204296M8").optionalData())
                .isEqualTo("083976");
    }

    @Test
    void putsAFillerBackBesideOthersRatherThanIntoAWord() {
        MrzReading reading = read("IDFRAOCONNOR<<<<<<<<<<<<<<<<<944356", "79082A1579147ILLKIRCH<<<<<<4703011M5");
        assertThat(reading.surname()).isEqualTo("OCONNOR");
        assertThat(reading.optionalData()).isEqualTo("944356");
    }

    @Test
    void findsTheLostFillerOfTheCodeWhateverTheNumber() {
        MrzReading reading = read("IEGYKLIMEK<<BODIL<<<<<<<<<<<<<<<<<<<", "3D4X19IXS<XES6307217M1812316T7<U<<<8");
        assertThat(reading.documentCode()).isEqualTo("I");
        assertThat(reading.issuingState()).isEqualTo("EGY");
        assertThat(reading.surname()).isEqualTo("KLIMEK");
    }

    /** PUS and MSR are states too. */
    @Test
    void takesAMisreadStateForNoLostFiller() {
        MrzReading reading = read(
                "PMSR8QUISPE<ZUNIGA<<LARS<ERIK<<<<<<<<<<<<<<<", "0256688348SRB2410258M1807239GSXC<<<<<<<<<<34");
        assertThat(reading.documentCode()).isEqualTo("PM");
        assertThat(reading.issuingState()).isEqualTo("SRB");
        assertThat(reading.surname()).isEqualTo("QUISPE ZUNIGA");
    }

    @Test
    void putsFillersBackOnlyWhereBothDatesMakeSense() {
        MrzReading reading = read(
                "PUCODLI<<BODIL<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "5539779<<7COD0406129F2112080UKAJMAB6FQFIH34<");
        assertThat(reading.expiryDate()).isEqualTo("2021-12-08");
        assertThat(reading.optionalData()).isEqualTo("UKAJMAB6FQFIH");
    }

    /** A visa has no composite digit: its sex, where a digit stands now, is the second field that tells of the move. */
    @Test
    void findsTheLostSexOfAVisa() {
        MrzReading reading = read("V<GBRPAPADOPOULOU<<ANNA<MARIA<<<<<<<", "B321U5T<<3GBR91081502205304<<<<<<<<<");
        assertThat(reading.sex()).isEqualTo('X');
        assertThat(reading.expiryDate()).isEqualTo("2022-05-30");
    }

    /** As forms and scripts that take fillers for blanks leave them. */
    @ParameterizedTest
    @CsvSource({
        "TD1, I<FRAAB12345671|8002295F3001156FRA<<<<<<<<<<<0|MARTIN<<ANNE<MARIE",
        "TD1, I<FRAAB12345671ABC12|8002295F3001156FRA<<<<<<<<<<<0|MARTIN<<ANNE<MARIE",
        "MRVA, V<FRAMARTIN<<ANNE<MARIE|AB12345671USA8002295F3001156",
        "MRVA, V<FRAMARTIN<<ANNE<MARIE<<<<<<<<<<<<<<<<<<<<<|AB12345671USA8002295F3001156",
        "MRVB, V<FRAMARTIN<<ANNE<MARIE<<<<<<<<<<<<<|AB12345671USA8002295F3001156"
    })
    void readsLinesWithoutTheFillersAtTheirEnds(MrzFormat format, String lines) {
        assertIsMartin(read(lines.split("\\|")), format);
    }

    /** Nothing that lines of text happen to begin with. */
    @Test
    void takesNoOtherLinesForTrimmedOnes() {
        assertThat(read("I<FRAAB12345671", "8002296F3001157FRA<<<<<<<<<<<0", "MARTIN<<ANNE<MARIE").format())
                .isEqualTo(MrzFormat.UNKNOWN);
        assertThat(read("VISA APPLICATION", "PLEASE WRITE IN CAPITAL LETTERS").format()).isEqualTo(MrzFormat.UNKNOWN);
    }

    /** Some write two fillers as one guillemet, others each filler as one: the lengths and the digits tell. */
    @ParameterizedTest
    @ValueSource(chars = {'\u00AB', '\u226A', ' '})
    void readsOtherSignsInThePlaceOfSingleFillers(char sign) {
        String names = "P<FRAMARTIN<<ANNE<MARIE<<<<<<<<<<<<<<<<<<<<<";
        String data = "AB12345671FRA8002295F3001156<<<<<<<<<<<<<<00";
        MrzReading reading = read(names.replace('<', sign), data.replace('<', sign));
        assertIsMartin(reading, MrzFormat.TD3);
        assertThat(reading.valid()).isFalse();
        assertThat(reading.repairs()).extracting(MrzRepair::field).contains("zone");
        assertIsMartin(read(names.replace('<', sign), data), MrzFormat.TD3);
    }

    private static void assertIsMartin(MrzReading reading, MrzFormat format) {
        assertThat(reading.format()).isEqualTo(format);
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.CONFIRMED);
        assertThat(reading.documentNumber()).isEqualTo("AB1234567");
        assertThat(reading.issuingState()).isEqualTo("FRA");
        assertThat(reading.surname()).isEqualTo("MARTIN");
        assertThat(reading.givenNames()).isEqualTo("ANNE MARIE");
        assertThat(reading.birthDate()).isEqualTo("1980-02-29");
        assertThat(reading.expiryDate()).isEqualTo("2030-01-15");
    }

    /** The I in the place of the digit would be a 1 that agrees. */
    @Test
    void confirmsNoNumberByADigitThatAgreesByChanceInExchangedLines() {
        MrzReading reading = read(
                "XX00000778FRA8002295F3001156<<<<<<<<<<<<<<06", "P<FRAMARTIN<<ANNE<MARIE<<<<<<<<<<<<<<<<<<<<<");
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.UNVERIFIED);
    }

    private static MrzReading read(String... lines) {
        return MrzReader.read(List.of(lines), ZoneGenerator.REFERENCE);
    }
}
