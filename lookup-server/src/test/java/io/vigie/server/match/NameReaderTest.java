package io.vigie.server.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Name;
import java.util.List;
import java.util.stream.Collectors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Jürgen Müller-Lüdenscheidt | JURGEN MULLER LUDENSCHEIDT
            Łukasz Đorđević            | LUKASZ DORDEVIC
            O'Brien, J.R.              | OBRIEN J R
            Сергей Хрущёв              | SERGEY KHRUSHCHYOV
            Γιώργος Παπαδόπουλος       | GIORGOS PAPADOPOULOS
            محمود عبد الرحمن            | MHMUD ABDUL RHMN
            דוד כהן                    | DOD KHN
            习近平                      | XI JINPING
            김정은                      | KIM JEONGEUN
            ひろし さとう                | HIROSHI SATOU
            ราม                        | RAM
            """)
    void readsEveryScript(String written, String read) {
        assertThat(texts(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ابوالقاسم   | ABU AL QASM
            أبوزيد      | ABU ZID
            فخرالدين    | FKHRUDDIN
            فخر الدين   | FKHRUDDIN
            نصرالله     | NSRULLAH
            عبدالله     | ABDULLAH
            عبد الحق    | ABDUL HQ
            عبد الكريم  | ABDUL KRIM
            الفت        | ALFT
            """)
    void readsArabicHoweverItIsSpaced(String written, String read) {
        assertThat(texts(written)).isEqualTo(read);
    }

    @Test
    void keepsTheOtherSpellingsOfACompoundAndOfAFinalAlefMaksura() {
        assertThat(NameReader.read(full("ضیاءالدین")).tokens().getFirst().otherSpellings()).contains("ZYAUDDIN");
        assertThat(NameReader.read(full("ﻧﻈﺮ رضى")).tokens().getLast().otherSpellings()).contains("RZI");
    }

    @Test
    void readsNoMoreWordsThanItsBoundOfCompounds() {
        assertThat(NameReader.read(full("أبوزيد ".repeat(40))).tokens()).hasSizeLessThanOrEqualTo(NameReader.TOKENS_MAX);
    }

    @Test
    void givesIcaosSpellingsBesides() {
        List<NameToken> tokens = NameReader.read(full("Müller Юрий")).tokens();
        assertThat(tokens.get(0).text()).isEqualTo("MULLER");
        assertThat(tokens.get(0).otherSpellings()).contains("MUELLER");
        assertThat(tokens.get(1).text()).isEqualTo("YURIY");
        assertThat(tokens.get(1).otherSpellings()).contains("IURII");
    }

    @Test
    void tellsRoles() {
        assertThat(roles(Name.newBuilder().setSurname("de la Cruz").setGiven("Ana").build()))
                .containsExactly(Role.PARTICLE, Role.PARTICLE, Role.SURNAME, Role.GIVEN);
        assertThat(roles(full("MAKENGA, Colonel Sultani")))
                .containsExactly(Role.SURNAME, Role.PARTICLE, Role.GIVEN);
        assertThat(roles(full("Gilberto HIGUERA"))).containsExactly(Role.GIVEN, Role.SURNAME);
        assertThat(roles(full("Gilberto Higuera"))).containsExactly(Role.UNKNOWN, Role.UNKNOWN);
        assertThat(roles(full("Ben Do"))).as("BEN opens a name as a given name").containsExactly(Role.UNKNOWN, Role.PARTICLE);
        assertThat(roles(Name.newBuilder().setSurname("Van").build())).containsExactly(Role.SURNAME);
        assertThat(roles(full("Abdallah HAFIZ"))).as("a title that is all of a part").containsExactly(Role.GIVEN, Role.SURNAME);
        assertThat(roles(Name.newBuilder().setSurname("Phạm").setGiven("Văn Hùng").build()))
                .as("of every second man in Vietnam")
                .containsExactly(Role.SURNAME, Role.PARTICLE, Role.GIVEN);
        assertThat(roles(Name.newBuilder().setGiven("Thi Ha").build())).as("Burmese").containsExactly(Role.GIVEN, Role.GIVEN);
        assertThat(roles(full("Thi Ha"))).containsExactly(Role.UNKNOWN, Role.UNKNOWN);
        assertThat(roles(full("NGUYEN Van"))).containsExactly(Role.SURNAME, Role.PARTICLE);
        assertThat(roles(full("NGUYEN, Van"))).containsExactly(Role.SURNAME, Role.GIVEN);
        assertThat(roles(full("Van Thi NGUYEN"))).containsExactly(Role.PARTICLE, Role.GIVEN, Role.SURNAME);
        assertThat(roles(full("Thi Hoa NGUYEN"))).containsExactly(Role.PARTICLE, Role.GIVEN, Role.SURNAME);
    }

    @ParameterizedTest
    @CsvSource({"Juan LOPEZ de la TORRE, GSPPS", "Ahmed HASSAN al TIKRITI, GSPS", "HASSAN bin RASHID, UPU", "Al ASSAD, PS",
        "Mr SMITH, PS", "Osama BIN Laden, GPG", "AHMED HASSAN Jr, SSP", "Ahmed Hassan JR, GGP", "Hassan al SHEIKH, GPS",
        "De SMET, GS", "Ahmed AL SHEIKH, GPS", "SHEIKH Ahmed, SG", "Mullah Muhammad OMAR, PGS"})
    void leavesParticlesTheirRoleAmongCapitals(String name, String initials) {
        assertThat(roles(full(name)).stream().map(role -> role.name().substring(0, 1)).collect(Collectors.joining()))
                .isEqualTo(initials);
    }

    @Test
    void losesNoLetterOfAScriptWithoutATable() {
        assertThat(words("Սերժ Սարգսյան")).hasSize(2).allSatisfy(word -> assertThat(word).startsWith("S"));
        for (char c = 0x80; c < 0xD800; c++) {
            if (Character.isLetter(c) && Letters.isKnown(c)) {
                StringBuilder latin = new StringBuilder();
                Letters.append("A" + c, 1, latin);
                assertThat(latin.isEmpty())
                        .as("U+%04X: %s", (int) c, Character.getName(c))
                        .isEqualTo("ЪЬӀء".indexOf(Character.toUpperCase(c)) >= 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"नरेश शिवेश, NARESH SHIVESH", "गोपनाथ प्रकरनाथ, GOPNATH PRAKARNATH", "राम कुमार, RAM KUMAR",
        "कृष्ण राजेन्द्र, KRISHNA RAJENDRA", "गुरुंग संजय, GURUNG SANJAY", "चौधरी छाया, CHAUDHRI CHHAYA", "पाँडे लक्ष्मी, PANDE LAKSHMI",
        "ਸਿੰਘ સુરેશ, SINGH SURESH", "கிருஷ்ணன் రాజేష్, KIRUSHNAN RAJESH"})
    void readsNamesOfIndiaAsPassportsSpellThem(String original, String latin) {
        assertThat(texts(original)).isEqualTo(latin);
    }

    @Test
    void givesTheUnspokenVowelBesides() {
        assertThat(NameReader.read("राम").tokens()).containsExactly(new NameToken("RAM", Role.UNKNOWN, List.of("RAMA")));
    }

    @Test
    void readsLettersBeyondTheBasicPlane() {
        assertThat(WordSplitter.words("𠮷田 𞤀", 5)).containsExactly("𠮷田", "𞤀");
    }

    @Test
    void leavesOutARemarkInBracketsAndNothingElse() {
        assertThat(words("Anna (alias Petra) Eriksson")).containsExactly("ANNA", "ERIKSSON");
        assertThat(words("(Anna) Eriksson")).containsExactly("ANNA", "ERIKSSON");
        assertThat(words("（Anna） Eriksson")).containsExactly("ANNA", "ERIKSSON");
        assertThat(words("Anna (Eriksson")).containsExactly("ANNA", "ERIKSSON");
    }

    @Test
    void readsTheFullNameWhenOnePartAloneSaysLess() {
        Name name = Name.newBuilder().setFull("Anna Maria Eriksson").setSurname("Eriksson").build();
        assertThat(NameReader.read(name).tokens()).extracting(NameToken::text).containsExactly("ANNA", "MARIA", "ERIKSSON");
        assertThat(roles(name.toBuilder().setFull("Eriksson").build())).containsExactly(Role.SURNAME);
    }

    @Test
    void saysWhenABoundKeptSomethingOut() {
        assertThat(NameReader.read("Anna Maria Eriksson").cut()).isFalse();
        assertThat(NameReader.read("Anna ".repeat(NameReader.TOKENS_MAX) + "Eriksson").cut()).isTrue();
        assertThat(NameReader.read("A".repeat(NameReader.TOKEN_LENGTH_MAX) + "BC").cut()).isTrue();
        assertThat(NameReader.read(Name.newBuilder().setMrz("ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<").build()).cut())
                .isFalse();
    }

    @Test
    void theScriptIsThatOfWhatWasRead() {
        Name name = Name.newBuilder().setSurname("Kremer").setGiven("Hsan").setFull("حسن").build();
        assertThat(NameReader.read(name).unvowelled()).isFalse();
        assertThat(NameReader.read("حسن").unvowelled()).isTrue();
    }

    private static List<String> words(String text) {
        return NameReader.read(text).tokens().stream().map(NameToken::text).toList();
    }

    @Test
    void readsTheNameFieldOfAZone() {
        ReadName name = NameReader.read(Name.newBuilder().setMrz("ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<").build());
        assertThat(name.tokens()).extracting(NameToken::text).containsExactly("ERIKSSON", "ANNA", "MARIA");
        assertThat(name.truncated()).isFalse();
        assertThat(NameReader.read(Name.newBuilder()
                                .setMrz("PAPANDROPOULOUS<<JONATHAN<WARREN<TREVOR")
                                .build())
                        .truncated())
                .isTrue();
    }

    @Test
    void takesAnyText() {
        Random random = new Random(7);
        String[] odd = {"", " ", "\u200f\u202e", "\u0000\u0001", "😀😀", "\ud800", "a".repeat(500), "x ".repeat(60),
            "'''", "-", ",", ",,", "<<", "م".repeat(500), "字".repeat(500), "ﷺ", "\u0301", "𐎀𐎁"};
        for (String text : odd) {
            check(text);
        }
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextInt(40);
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < length; j++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x800 : 0x10000));
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        Name name = Name.newBuilder().setFull(text).setPatronymic(text).setMrz(text).build();
        List<NameToken> tokens = NameReader.read(name).tokens();
        assertThat(tokens).as(text).hasSizeLessThanOrEqualTo(NameReader.TOKENS_MAX);
        assertThat(tokens)
                .as(text)
                .allMatch(token -> token.text().matches("[A-Z]{1," + NameReader.TOKEN_LENGTH_MAX + "}")
                        && token.otherSpellings().stream().allMatch(other -> other.matches("[A-Z]{1,40}")));
    }

    private static Name full(String text) {
        return Name.newBuilder().setFull(text).build();
    }

    private static String texts(String full) {
        return String.join(" ", NameReader.read(full(full)).tokens().stream().map(NameToken::text).toList());
    }

    private static List<Role> roles(Name name) {
        return NameReader.read(name).tokens().stream().map(NameToken::role).toList();
    }
}
