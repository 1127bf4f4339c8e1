package io.vigie.server.ingest.paxlst;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Context;
import io.vigie.v1.Direction;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Name;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Purpose;
import io.vigie.v1.Question;
import io.vigie.v1.Sex;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaxlstFileTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    /** One message of D.02B as airlines write it, a segment a line: two passengers, one with passport and visa. */
    private static final List<String> GOOD = List.of(
            "UNA:+.? '",
            "UNB+UNOA:4+AIRLINE:ZZ+BORDER:ZZ+261126:1024+INT01++APIS'",
            "UNG+PAXLST+AIRLINE:ZZ+BORDER:ZZ+261126:1024+GRP01+UN+D:02B'",
            "UNH+MSG01+PAXLST:D:02B:UN:IATA+LH435/261126/1340+01:F'",
            "BGM+745'",
            "NAD+MS+++HELP DESK'",
            "COM+044 222 222222:TE+044 222 333333:FX'",
            "TDT+20+LH435+++LH'",
            "LOC+125+FRA'",
            "DTM+189:2611261040:201'",
            "LOC+87+JFK'",
            "DTM+232:2611261340:201'",
            "NAD+FL+++ERIKSSON:ANNA:MARIA+20 MAIN ST+ANYCITY+VA+10053+USA'",
            "ATT+2++F'",
            "DTM+329:740812'",
            "MEA+CT++:2'",
            "GEI+4+173'",
            "FTX+BAG+++LH987654:2'",
            "LOC+22+JFK'",
            "LOC+178+FRA'",
            "LOC+179+JFK'",
            "NAT+2+UTO'",
            "RFF+AVF:TYR123'",
            "RFF+SEA:56F'",
            "DOC+P:110:111+L898902C3'",
            "DTM+36:301021'",
            "LOC+91+UTO'",
            "DOC+V:110:111+99685108'",
            "LOC+91+USA'",
            "NAD+DDU+++O?'NEILL:SEAN'",
            "ATT+2++M'",
            "DTM+329:250714'",
            "NAT+2+IRL'",
            "DOC+I+PA0000001'",
            "LOC+91+IRL'",
            "CNT+42:2'",
            "UNT+34+MSG01'",
            "UNE+1+GRP01'",
            "UNZ+1+INT01'");

    @Test
    void readsEachTravellerAsAQuestion() {
        PaxlstFile list = read(GOOD);
        assertThat(list.faults()).isEmpty();
        assertThat(list.messages()).singleElement().satisfies(message -> {
            assertThat(message.reference()).isEqualTo("MSG01");
            assertThat(message.travellers()).allSatisfy(traveller -> assertThat(traveller.fault()).isNull());
        });
        Context context = Context.newBuilder()
                .setJourney("LH435/2026-11-26")
                .setPlace("JFK")
                .setDirection(Direction.Code.ENTRY)
                .setPurpose(Purpose.Code.BORDER)
                .build();
        assertThat(questions(list))
                .containsExactly(
                        Question.newBuilder()
                                .setId("LH435/2026-11-26/1")
                                .setContext(context)
                                .setPerson(PersonQuestion.newBuilder()
                                        .addNames(Name.newBuilder()
                                                .setSurname("ERIKSSON")
                                                .setGiven("ANNA MARIA"))
                                        .setBirthDate("1974-08-12")
                                        .setSex(Sex.Code.FEMALE)
                                        .addNationalities("UTO"))
                                .setDocument(document("L898902C3", "UTO", DocumentType.Code.PASSPORT))
                                .addFurtherDocuments(document("99685108", "USA", DocumentType.Code.VISA))
                                .build(),
                        Question.newBuilder()
                                .setId("LH435/2026-11-26/2")
                                .setContext(context.toBuilder().setDirection(Direction.Code.TRANSIT))
                                .setPerson(PersonQuestion.newBuilder()
                                        .addNames(Name.newBuilder()
                                                .setSurname("O'NEILL")
                                                .setGiven("SEAN"))
                                        .setBirthDate("2025-07-14")
                                        .setSex(Sex.Code.MALE)
                                        .addNationalities("IRL"))
                                .setDocument(document("PA0000001", "IRL", DocumentType.Code.UNSPECIFIED))
                                .build());
    }

    @Test
    void readsTheSameWithOtherSeparatorsAndOnOneLine() {
        String other = String.join("", GOOD)
                .replace("UNA:+.? '", "UNA@*.# $")
                .replace("?'", "#!")
                .replace(':', '@')
                .replace('+', '*')
                .replace('\'', '$')
                .replace("#!", "'");
        // The apostrophe is no separator there, so that it needs no release.
        PaxlstFile list = read(List.of(other));
        assertThat(list.faults()).isEmpty();
        assertThat(questions(list)).isEqualTo(questions(read(GOOD)));
    }

    @Test
    void readsDirectory12bSeveralMessagesAndCrew() {
        List<String> lines = List.of(
                "UNB+UNOA:4+AIRLINE+BORDER+261126:1024+INT01++APIS'",
                "UNH+1+PAXLST:D:12B:UN:IATA+LH435+01:C'",
                "BGM+745'",
                "TDT+20+435+++LH'",
                "NAD+FL+++DOE/JOHN MR'",
                "DTM+329:19391105'",
                "CNT+42:2'",
                "UNT+7+1'",
                "UNH+2+PAXLST:D:12B:UN:IATA+LH435+02:F'",
                "BGM+250'",
                "TDT+20+435+++LH'",
                "NAD+FM+++SMITH JANE ANN'",
                "ATT+2++X'",
                "DTM+329:7200'",
                "EMP+1+CR1:110:111'",
                "DOC+39+A1'",
                "NAD+FM++WHOLE NAME'",
                "DTM+329:720000'",
                "NAD+FL+++ROE'",
                "DTM+329:'",
                "NAT+2'",
                "CNT+41:2'",
                "UNT+15+2'",
                "UNZ+2+INT01'");
        PaxlstFile list = read(lines);
        assertThat(list.faults())
                .singleElement()
                .hasToString("message 2 (2), segment 6 at character 276: DTM element 1.2: 4 characters that are no date"
                        + " of birth (expected: YYMMDD or CCYYMMDD)");
        List<Question> questions = questions(list);
        assertThat(questions).extracting(Question::getId).containsExactly("LH435/1", "LH435/2", "LH435/3", "LH435/4");
        assertThat(questions.get(0).getPerson())
                .isEqualTo(PersonQuestion.newBuilder()
                        .addNames(Name.newBuilder().setSurname("DOE").setGiven("JOHN MR"))
                        .setBirthDate("1939-11-05")
                        .build());
        assertThat(questions.get(1).getPerson().getNames(0).getFull()).isEqualTo("SMITH JANE ANN");
        assertThat(questions.get(1).getDocument()).isEqualTo(document("A1", "", DocumentType.Code.PASSPORT));
        assertThat(questions.get(2).getPerson().getNames(0).getFull()).isEqualTo("WHOLE NAME");
        assertThat(questions.get(2).getPerson().getBirthDate()).isEqualTo("1972");
        assertThat(questions.get(3).getPerson().getNames(0).getSurname()).isEqualTo("ROE");
        assertThat(list.messages().get(1).travellers().get(0).fault()).isNotNull();
        assertThat(list.messages().get(1).travellers().get(1).fault()).isNull();
    }

    /** Damage to one segment: where it is said to be, whose it is (from 1, 0 = nobody's), how many are asked for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "12 | NAD+FL'                        | 10 | NAD 4     | 1 | 2",
        "12 | NXD+FL+++ERIKSSON:ANNA'        | 10 | NXD       | 1 | 2",
        "12 | NAD+QQ+++ERIKSSON:ANNA'        | 10 | NAD 1     | 1 | 2",
        "13 | ATT+2++Q'                      | 11 | ATT 3     | 1 | 2",
        "14 | DTM+329:740231'                | 12 | DTM 1.2   | 1 | 2",
        "14 | DTM+329:7408X2'                | 12 | DTM 1.2   | 1 | 2",
        "21 | NAT+2+QQQ'                     | 19 | NAT 2     | 1 | 2",
        "24 | DOC+P:110:111'                 | 22 | DOC 2     | 1 | 2",
        "24 | DOC+P:110:111+---'             | 22 | DOC 2     | 1 | 2",
        "24 | DOC+P:110:111+L8989*'          | 22 | DOC 2     | 1 | 2",
        "24 | XYZ+P:110:111+L898902C3'       | 22 | XYZ       | 1 | 2",
        "26 | LOC+91+QQQ'                    | 24 | LOC 2     | 1 | 2",
        "31 | DTM+329:250732'                | 29 | DTM 1.2   | 2 | 2",
        "3  | UNH+MSG01+PAXLST:D:05B:UN:IATA' | 1 | UNH 2.3   | 0 | 2",
        "3  | UNH+MSG01+CUSRES:D:02B:UN:IATA' | 1 | UNH 2.1   | 0 | 0",
        "35 | CNT+42:3'                      | 33 | CNT 1.2   | 0 | 2",
        "36 | UNT+33+MSG01'                  | 34 | UNT 1     | 0 | 2",
        "36 | UNT+34+MSG02'                  | 34 | UNT 2     | 0 | 2",
        "37 | UNE+2+GRP01'                   | 38 | UNE 1     | 0 | 2",
        "38 | UNZ+1+INT02'                   | 39 | UNZ 2     | 0 | 2"
    })
    void namesADamagedSegmentAndAsksForEveryone(
            int line, String damaged, int segment, String place, int whose, int asked) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line, damaged.strip());
        PaxlstFile list = read(lines);
        assertThat(list.faults()).first().satisfies(fault -> {
            assertThat((fault.tag() + " " + fault.element()).strip()).isEqualTo(place.strip());
            assertThat(fault.segment()).isEqualTo(segment);
            assertThat(fault.position()).isEqualTo(positionOf(lines, line));
            assertThat(fault.toString()).contains("expected").doesNotContain("ERIKSSON", "7408X2", "L8989");
        });
        List<PaxlstFile.Traveller> travellers = travellers(list);
        assertThat(travellers).hasSize(asked);
        for (int i = 0; i < travellers.size(); i++) {
            assertThat(travellers.get(i).fault() != null).as("fault of %d", i + 1).isEqualTo(whose == i + 1);
        }
    }

    @Test
    void aTravellerWhoseNameIsLostIsNotMixedWithTheOneBefore() {
        List<String> lines = new ArrayList<>(GOOD);
        // The terminator before the second NAD is lost: the two segments are one.
        lines.set(28, "LOC+91+USA");
        List<Question> questions = questions(read(lines));
        assertThat(questions).hasSize(2);
        assertThat(questions.get(0).getPerson().getBirthDate()).isEqualTo("1974-08-12");
        assertThat(questions.get(0).getFurtherDocumentsCount()).isEqualTo(1);
        assertThat(questions.get(1).hasPerson()).isFalse();
        assertThat(questions.get(1).getDocument().getNumber()).isEqualTo("PA0000001");
        assertThat(travellers(read(lines))).allSatisfy(traveller -> assertThat(traveller.fault()).isNotNull());
    }

    /** Each time the two segments read as one that is right in itself: only the trailer knows of the other. */
    @ParameterizedTest
    @CsvSource({"12,NAD+FL+++ERIKSSON:ANNA", "24,DOC+P:110:111+L898902C3", "18,LOC+22+JFK"})
    void whereASegmentIsLostNobodyWasReadWhole(int line, String withoutTerminator) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line, withoutTerminator);
        PaxlstFile list = read(lines);
        assertThat(list.faults()).singleElement().satisfies(fault -> assertThat(fault.problem())
                .isEqualTo("34 (expected: 33, the segments of the message)"));
        assertThat(travellers(list)).hasSize(2).allSatisfy(traveller -> assertThat(traveller.fault())
                .isEqualTo(list.faults().getFirst()));
    }

    @Test
    void theStateOfADamagedDocumentIsNotGivenToTheOneBefore() {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(27, "DOC+V:110:111'");
        assertThat(questions(read(lines)).getFirst().getDocument())
                .isEqualTo(document("L898902C3", "UTO", DocumentType.Code.PASSPORT));
        lines.set(27, "LOC+91+FRA'");
        assertThat(questions(read(lines)).getFirst().getDocument().getIssuingState()).isEqualTo("UTO");
        assertThat(travellers(read(lines)).getFirst().fault()).isNotNull();
    }

    @Test
    void aFileThatIsCutKeepsWhoWasReadAndSaysSo() {
        String whole = String.join("\n", GOOD);
        String cut = whole.substring(0, whole.indexOf("250714"));
        PaxlstFile list = read(List.of(cut));
        assertThat(questions(list)).hasSize(2);
        assertThat(travellers(list).get(0).fault()).isNull();
        assertThat(travellers(list).get(1).fault()).isNotNull();
        assertThat(list.faults().stream().map(PaxlstFault::problem).collect(Collectors.joining()))
                .contains("not ended", "UNT", "UNZ");
    }

    @ParameterizedTest
    @CsvSource({
        "261126,2026-11-26", "261127,1926-11-27", "270101,1927-01-01", "000229,2000-02-29", "740000,1974",
        "740800,1974-08", "19740812,1974-08-12", "20270101,2027-01-01", "740012,", "741312,", "7408123,", "٧٤٠٨١٢,"
    })
    void aBirthLiesInTheCenturyInWhichItIsNotInTheFuture(String written, String date) {
        assertThat(ShortDate.birth(written, TODAY)).isEqualTo(date);
    }

    @Test
    void readsTheCharactersThatTheSyntaxIdentifierNames() {
        String list = String.join("", GOOD).replace("O?'NEILL", "MÜLLER");
        assertThat(surname(list.replace("UNOA", "UNOC").getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("MÜLLER");
        assertThat(surname(list.replace("UNOA", "UNOW").getBytes(StandardCharsets.UTF_8))).isEqualTo("MÜLLER");
        assertThat(surname(list.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("MÜLLER");
    }

    @Test
    void nothingThatAFileHoldsIsThrown() {
        long seed = 20261126;
        Random random = new Random(seed);
        byte[] good = String.join("\n", GOOD).getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(12); changes >= 0; changes--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextInt(4) == 0 ? (byte) random.nextInt() : bytes[random.nextInt(bytes.length)];
            }
            byte[] part = Arrays.copyOfRange(bytes, 0, random.nextInt(bytes.length + 1));
            PaxlstFile list = PaxlstFile.read(random.nextBoolean() ? bytes : part, TODAY);
            assertThat(list.messages().size()).as("seed %d, round %d", seed, round).isLessThan(bytes.length);
        }
    }

    @Test
    void limitsHold() {
        assertThat(PaxlstFile.read(new byte[PaxlstFile.SIZE_MAX + 1], TODAY).faults()).hasSize(1);
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(17, "FTX+BAG+++" + "X".repeat(5000) + "'");
        assertThat(read(lines).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.segment()).isEqualTo(15);
            assertThat(fault.problem()).contains("expected: <= 4096");
        });
        PaxlstFile garbage = read(List.of("X'".repeat(3000)));
        assertThat(garbage.faults()).hasSize(1000);
        assertThat(garbage.faultsLeftOut()).isEqualTo(2000);
        assertThat(read(List.of("")).faults()).hasSize(1);
    }

    private static String surname(byte[] file) {
        return questions(PaxlstFile.read(file, TODAY)).get(1).getPerson().getNames(0).getSurname();
    }

    private static PaxlstFile read(List<String> lines) {
        return PaxlstFile.read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), TODAY);
    }

    private static int positionOf(List<String> lines, int line) {
        return 1 + lines.subList(0, line).stream().mapToInt(text -> text.length() + 1).sum();
    }

    private static List<PaxlstFile.Traveller> travellers(PaxlstFile list) {
        return list.messages().stream()
                .flatMap(message -> message.travellers().stream())
                .toList();
    }

    private static List<Question> questions(PaxlstFile list) {
        return travellers(list).stream().map(PaxlstFile.Traveller::question).toList();
    }

    private static DocumentQuestion document(String number, String state, DocumentType.Code type) {
        return DocumentQuestion.newBuilder()
                .setNumber(number)
                .setIssuingState(state)
                .setType(type)
                .build();
    }
}
