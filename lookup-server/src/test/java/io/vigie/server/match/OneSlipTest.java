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
        assertThat(OneSlip.separates(a, a.length, b, b.length)).isEqualTo(separates);
        assertThat(OneSlip.separates(b, b.length, a, a.length)).isEqualTo(separates);
    }
}
