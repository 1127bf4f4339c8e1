package io.vigie.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {

    @Test
    void knowsEveryCodeOfTheList() {
        assertThat(SharedData.rows("states.tsv")).hasSizeGreaterThan(280).allSatisfy(row -> {
            assertThat(States.isKnown(row[0])).as(row[0]).isTrue();
            assertThat(States.isKnown(States.canonical(row[0]))).as(row[0]).isTrue();
        });
    }

    /** Two codes mean the same party only where the list says so: each ISO code stays itself. */
    @Test
    void keepsIsoCodesAsTheyAre() {
        Set<String> forms = new HashSet<>();
        for (String[] row : SharedData.rows("states.tsv")) {
            if (row[2].equals("iso3166-1")) {
                assertThat(States.canonical(row[0])).isEqualTo(row[0]);
                assertThat(forms.add(States.canonical(row[0]))).as(row[0]).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "D,DEU", "DEU,DEU", "DDR,DEU", "GBD,GBR", "GBN,GBR", "GBO,GBR", "GBP,GBR", "GBS,GBR", "RKS,XKX", "UNK,XKX",
        "XXK,XKX", "XKX,XKX", "ROM,ROU", "SUN,RUS", "ZAR,COD", "TMP,TLS", "BUR,MMR", "YUG,SRB", "SCG,SRB", "ANT,ANT",
        "CSK,CSK", "UTO,UTO", "UNO,UNO", "XXA,XXA", "FRA,FRA"
    })
    void unitesSpellingsOfOneParty(String code, String canonical) {
        assertThat(States.canonical(code)).isEqualTo(canonical);
        assertThat(States.isKnown(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XYZ", "fra", "FR", "FRAN", "F<A", "D<<", "123", "ÄÖÜ", "A"})
    void leavesUnknownCodesAlone(String code) {
        assertThat(States.isKnown(code)).isFalse();
        assertThat(States.canonical(code)).isSameAs(code);
    }

    @Test
    void tellsSpecimens() {
        assertThat(States.isSpecimen("UTO")).isTrue();
        assertThat(States.isSpecimen("FRA")).isFalse();
    }
}
