package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static MrzReading read(String... lines) {
        return MrzReader.read(List.of(lines), ZoneGenerator.REFERENCE);
    }
}
