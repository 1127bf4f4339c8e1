package io.vigie.server.match;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneSlipTest {
    @ParameterizedTest
    @CsvSource({
        "KIM, KIM, true",
        "KIM, KIMS, true",
        "KIM, AKIM, true",
        "KIM, KIIM, true",
        "KIM, KIL, true",
        "KIM, TIM, true",
        "KIM, IKM, true",
        "KIM, KMI, true",
        "KIM, MIK, false",
        "KIM, TIL, false",
        "KIM, KI, true",
        "KIM, K, false",
        "ABAB, BABA, false",
        "ABBA, BAAB, false",
        "AAB, ABA, true",
        "AA, AAAA, false"
    })
    void isOneLetter(String one, String other, boolean separates) {
        byte[] a = one.getBytes(US_ASCII);
        byte[] b = other.getBytes(US_ASCII);
        assertThat(OneSlip.separates(a, a.length, 0, b, b.length, 0)).isEqualTo(separates);
        assertThat(OneSlip.separates(b, b.length, 0, a, a.length, 0)).isEqualTo(separates);
    }

    @ParameterizedTest
    @CsvSource({
        "KIMYOJONG, 3, YOJONGKIM, 0, true",
        "KIMYJOONG, 3, YOJONGKIM, 0, true",
        "YOJONGKIM, 0, KMYOJONG, 2, true",
        "KIMYOJONG, 3, KIMYOJUNG, 6, true",
        "KIMYOJONG, 0, YOJONGKIM, 0, false",
        "KIMYOJONG, 9, YOJONGKIM, 9, false",
        "KIMYOJONG, 3, YUJANGKIM, 0, false"
    })
    void surnamesMayBeFirstOrLast(String one, int surname, String other, int otherSurname, boolean separates) {
        byte[] a = one.getBytes(US_ASCII);
        byte[] b = other.getBytes(US_ASCII);
        assertThat(OneSlip.separates(a, a.length, surname, b, b.length, otherSurname)).isEqualTo(separates);
        assertThat(OneSlip.separates(b, b.length, otherSurname, a, a.length, surname)).isEqualTo(separates);
    }
}
