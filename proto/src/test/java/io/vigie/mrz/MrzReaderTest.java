package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MrzReaderTest {

    private static final String NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    private static final String DATA = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    @Test
    void readsTheSpecimenOfTheStandard() {
        MrzReading reading = read(NAMES, DATA);
        assertThat(reading)
                .isEqualTo(new MrzReading(
                        MrzFormat.TD3, true, "P", "UTO", "L898902C3", "ERIKSSON", "ANNA MARIA", "UTO",
                        LocalDate.of(1974, 8, 12), null, 'F', LocalDate.of(2012, 4, 15), null, "ZE184226B", null,
                        new MrzChecks(true, true, true, true, true), List.of(), List.of(), false,
                        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", true, List.of("L898902C3"),
                        DocumentNumberState.CONFIRMED));
    }

    @Test
    void acceptsOneStringWithOrWithoutLineBreaks() {
        MrzReading expected = read(NAMES, DATA);
        assertThat(read(NAMES + "\n" + DATA)).isEqualTo(expected);
        assertThat(read(NAMES + "\r\n" + DATA + "\r\n")).isEqualTo(expected);
        assertThat(read(NAMES + DATA)).isEqualTo(expected);
        assertThat(read("  " + NAMES + " ", "", DATA + "\n")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "p<utoeriksson<<anna<maria<<<<<<<<<<<<<<<<<<<\nl898902c36uto7408122f1204159ze184226b<<<<<10",
        "P< UTO ERIKSSON << ANNA < MARIA <<<<<<<<<<<<<<<<<<<\nL898902C3 6 UTO 740812 2 F 120415 9 ZE184226B<<<<<10",
        "P<UTOERIKSSON«ANNA<MARIA«««««««««<\nL898902C36UTO7408122F1204159ZE184226B««<10",
        "P‹UTOERIKSSON‹‹ANNA‹MARIA‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MA\nRIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408\n122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<10<",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n.L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "PUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "PUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<KKKLLKKKKKLL\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "P<UT0ER1K5S0N<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<\nL898902C36UT074O8122F12O4I59ZE184226B<<<<<IO",
        "passport\nP<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO74?8122F1204159ZE184226B<<<<<10",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<1"
    })
    void survivesDamage(String zone) {
        MrzReading right = read(NAMES, DATA);
        MrzReading reading = read(zone);
        assertThat(reading.format()).isEqualTo(MrzFormat.TD3);
        assertThat(reading.documentNumberCandidates()).containsExactly("L898902C3");
        assertThat(reading.documentCode()).isEqualTo("P");
        assertThat(reading.issuingState()).isEqualTo("UTO");
        assertThat(reading.nationality()).isEqualTo("UTO");
        assertThat(reading.surname()).isEqualTo("ERIKSSON");
        assertThat(reading.givenNames()).isEqualTo("ANNA MARIA");
        assertThat(reading.birthDate()).isEqualTo(right.birthDate());
        assertThat(reading.expiryDate()).isEqualTo(right.expiryDate());
        assertThat(reading.optionalData()).startsWith("ZE184226B");
        assertThat(reading.problems().isEmpty() && reading.repairs().isEmpty()).isFalse();
    }

    @Test
    void repairsTheNumberByItsDigit() {
        MrzReading reading = read(NAMES, "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10");
        assertThat(reading.valid()).isFalse();
        assertThat(reading.checks().documentNumber()).isFalse();
        assertThat(reading.documentNumber()).isEqualTo("L898902C3");
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.REPAIRED);
        assertThat(reading.repairs())
                .containsExactly(new MrzRepair("documentNumber", "L8989O2C3", "L898902C3", "fits the check digit"));
    }

    @Test
    void offersEveryRepairThatFits() {
        MrzReading reading = read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "A1B2C3D005UTO6908061F9406236ZE184226");
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.REPAIRED);
        assertThat(reading.documentNumberCandidates()).hasSizeGreaterThan(1).allSatisfy(number -> assertThat(
                        CheckDigits.of(number))
                .isEqualTo(5));
        assertThat(reading.documentNumber()).isEqualTo("A1B2C3D00");
        assertThat(codes(reading)).contains(MrzProblem.Code.NUMBER_AMBIGUOUS);
        assertThat(reading.repairs()).hasSameSizeAs(reading.documentNumberCandidates());
    }

    @Test
    void keepsANumberThatNoRepairFits() {
        MrzReading reading = read(NAMES, "L898902C34UTO7408122F1204159ZE184226B<<<<<10");
        assertThat(reading.documentNumberState()).isEqualTo(DocumentNumberState.UNVERIFIED);
        assertThat(reading.documentNumberCandidates()).containsExactly("L898902C3");
        assertThat(codes(reading)).contains(MrzProblem.Code.NUMBER_UNVERIFIED);
    }

    @Test
    void findsWhatAnIllegibleCharacterMayHaveBeen() {
        MrzReading reading = read(NAMES, "L89?902C36UTO7408122F1204159ZE184226B<<<<<10");
        assertThat(reading.documentNumberCandidates()).contains("L898902C3").hasSizeBetween(2, 4);
        assertThat(reading.valid()).isFalse();
    }

    @Test
    void readsLongNumbersWithEitherDigit() {
        MrzWriter card = MrzWriter.of(MrzFormat.TD1).documentCode("ID").issuingState("BEL").nationality("BEL")
                .documentNumber("592211692174").names("Specimen", "Spécimen").birthDate(LocalDate.of(1990, 3, 10))
                .sex('F').expiryDate(LocalDate.of(2025, 9, 30)).optionalData2("90031024409");
        MrzReading icao = read(card.lines().toArray(String[]::new));
        MrzReading old = read(card.digitCountsFiller().lines().toArray(String[]::new));
        assertThat(icao.documentNumber()).isEqualTo("592211692174").isEqualTo(old.documentNumber());
        assertThat(icao.valid()).isTrue();
        assertThat(old.valid()).isTrue();
        assertThat(codes(icao)).isEmpty();
        assertThat(codes(old)).containsExactly(MrzProblem.Code.CHECK_DIGIT_WITH_FILLER);
        assertThat(old.documentNumberState()).isEqualTo(DocumentNumberState.CONFIRMED);
    }

    @Test
    void letsShapeDecideBeforePrefix() {
        assertThat(read("IDFRAX4RTBPFW46<<<<<<<<<<<<<<<", "9007138F3002119FRA<<<<<<<<<<<6",
                        "MARTIN<<MAELYS<GAELLE<MARIE<<<").format())
                .isEqualTo(MrzFormat.TD1);
        assertThat(read("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<<<<<<6512068F6").format())
                .isEqualTo(MrzFormat.IDFRA);
    }

    @Test
    void keepsUnknownAndImpossibleDatesRaw() {
        MrzReading reading = read(NAMES, "L898902C36UTO74<<<<1X1102291ZE184226B<<<<<18");
        assertThat(reading.birthDate()).isNull();
        assertThat(reading.birthDateRaw()).isEqualTo("74<<<<");
        assertThat(reading.expiryDateRaw()).isEqualTo("110229");
        assertThat(reading.sex()).isEqualTo('X');
        assertThat(codes(reading)).contains(MrzProblem.Code.DATE_UNKNOWN, MrzProblem.Code.DATE_IMPOSSIBLE);
    }

    @Test
    void readsWhatItCanOfUnknownForms() {
        MrzReading line = read(DATA);
        assertThat(line.format()).isEqualTo(MrzFormat.UNKNOWN);
        assertThat(line.documentNumber()).isEqualTo("L898902C3");
        assertThat(line.birthDate()).isEqualTo("1974-08-12");
        assertThat(line.valid()).isFalse();
        MrzReading twoOfThree = read("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6");
        assertThat(twoOfThree.format()).isEqualTo(MrzFormat.UNKNOWN);
        assertThat(twoOfThree.documentNumberState()).isEqualTo(DocumentNumberState.CONFIRMED);
        assertThat(twoOfThree.surname()).isNull();
        assertThat(codes(read("hello"))).contains(MrzProblem.Code.UNKNOWN_FORMAT);
        assertThat(read().format()).isEqualTo(MrzFormat.UNKNOWN);
        assertThat(MrzReader.read(Arrays.asList(null, null), ZoneGenerator.REFERENCE).documentNumberCandidates())
                .isEmpty();
    }

    /** Problems go to logs, so neither names nor numbers may stand in them. */
    @Test
    void tellsProblemsWithoutPersonalData() {
        ZoneGenerator generator = new ZoneGenerator(9);
        for (int i = 0; i < 3_000; i++) {
            ZoneGenerator.Written zone = generator.zone(ZoneGenerator.FORMATS.get(i % 6));
            StringBuilder text = new StringBuilder(String.join("", zone.lines()));
            for (int change = 0; change < 4; change++) {
                text.setCharAt(generator.next(text.length()), "0O1<?K8".charAt(generator.next(7)));
            }
            for (MrzProblem problem : read(text.toString()).problems()) {
                assertThat(problem.message()).doesNotContain(zone.number());
                if (zone.surname().length() > 3) {
                    assertThat(problem.message()).doesNotContain(zone.surname());
                }
            }
        }
    }

    @Test
    void refusesNothingButNull() {
        assertThatThrownBy(() -> MrzReader.read(null, ZoneGenerator.REFERENCE)).isInstanceOf(NullPointerException.class);
    }

    private static List<MrzProblem.Code> codes(MrzReading reading) {
        return reading.problems().stream().map(MrzProblem::code).toList();
    }

    private static MrzReading read(String... lines) {
        return MrzReader.read(List.of(lines), ZoneGenerator.REFERENCE);
    }
}
