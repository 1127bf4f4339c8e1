package io.vigie.server.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single values as lists write them. */
class ListValuesTest {
    @ParameterizedTest
    @CsvSource({
        "1961-04-11, 1961-04-11",
        "1961-4-1, 1961-04-01",
        "1961-04, 1961-04",
        "1961, 1961",
        "1962-11-09-05:00, 1962-11-09",
        "1962-11-09T00:00:00Z, 1962-11-09",
        "1962-13-09,",
        "1962-02-30,",
        "0000-01-01,",
        "62-01-01,",
        "yesterday,"
    })
    void readsIsoDates(String written, String date) {
        assertThat(ListDates.iso(written)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "10 Dec 1948, 1948-12-10",
        "1 September 1948, 1948-09-01",
        "Sept. 1948, 1948-09",
        "1948, 1948",
        "circa 1948, 1946/1950",
        "circa Dec 1948, 1947/1949",
        "1946 to 1948, 1946/1948",
        "between 1946 and 1948, 1946/1948",
        "circa 1946-1948, 1946/1948",
        "circa 12 Nov 1948, 1947/1949",
        "Oct 1946 to 12 Nov 1947, 1946-10/1947-11-12",
        "04/30/1961, 1961-04-30",
        "1948 to 1946,",
        "31 Feb 1971,",
        "10 Foo 1948,",
        "early 1970s,"
    })
    void readsDatesInEnglish(String written, String date) {
        assertThat(ListDates.english(written)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({"1974/08/12, 1974-08-12", "1974/08, 1974-08", "1974, 1974", "1974/00/00, 1974", "1974/08/00, 1974-08", "1974-08-12,"})
    void readsDatesOfNotices(String written, String date) {
        assertThat(ListDates.slashed(written)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Iraq|IRQ",
        "Iran (Islamic Republic of)|IRN",
        "Congo, Democratic Republic of the|COD",
        "Democratic Republic of the Congo|COD",
        "Congo|COG",
        "Republic of the Congo|COG",
        "Korea, North|PRK",
        "Democratic People's Republic of Korea|PRK",
        "Republic of Korea|KOR",
        "Côte d'Ivoire|CIV",
        "COTE D’IVOIRE|CIV",
        "Burma|MMR",
        "United States of America|USA",
        "St. Kitts and Nevis|KNA",
        "Bosnia and Herzegovina|BIH",
        "Russian Federation|RUS",
        "Türkiye|TUR",
        "Turkey|TUR",
        "Kosovo|XKX",
        "USSR|RUS",
        "fr|FRA",
        "FRA|FRA",
        "D|",
        "xk|XKX",
        "suhh|RUS",
        "Sudan|SDN",
        "South Sudan|SSD",
        "Sudan/South Sudan|",
        "Guinea|GIN",
        "Guinea-Bissau|GNB",
        "Niger|NER",
        "Dominican Republic|DOM",
        "Dominica|DMA",
        "Atlantis|",
        "|"
    })
    void knowsStatesByNameAndCode(String name, String code) {
        assertThat(StateNames.code(name == null ? "" : name)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "Passport, PASSPORT",
        "Número de pasaporte, PASSPORT",
        "Diplomatic Passport, PASSPORT_DIPLOMATIC",
        "Service passport, PASSPORT_OFFICIAL",
        "Stateless Person Passport, PASSPORT_STATELESS",
        "Refugee travel document, PASSPORT_REFUGEE",
        "Seafarer's Identification, SEAMAN_BOOK",
        "Driver's License No., DRIVING_LICENCE",
        "Residency Number, RESIDENCE_PERMIT",
        "Travel Document Number, OTHER"
    })
    void knowsDocumentsToTravelWith(String label, String type) {
        assertThat(DocumentKind.of(label))
                .isInstanceOfSatisfying(DocumentKind.Travel.class, kind -> assertThat(kind.type()).hasToString(type));
    }

    @Test
    void tellsNumbersOfPersonsFromOthers() {
        assertThat(List.of("National Identification Number", "Cedula No.", "D.N.I.", "Kenyan ID No.", "Citizen's Card Number"))
                .allSatisfy(label -> assertThat(DocumentKind.of(label)).isEqualTo(new DocumentKind.Identity()));
        assertThat(List.of("Tax ID No.", "R.F.C.", "NIT #", "Italian Fiscal Code"))
                .allSatisfy(label -> assertThat(DocumentKind.of(label)).isEqualTo(new DocumentKind.Register("tax")));
        assertThat(List.of("SSN", "C.U.R.P.", "Birth Certificate Number"))
                .allSatisfy(label -> assertThat(DocumentKind.of(label)).isEqualTo(new DocumentKind.Register("register")));
        assertThat(List.of("Website", "Digital Currency Address - XBT", "Registration ID", "Company Number", "", "x".repeat(500)))
                .allSatisfy(label -> assertThat(DocumentKind.of(label)).isEqualTo(new DocumentKind.Unheld()));
    }

    @Test
    void tellsTheScriptOfAName() {
        assertThat(Scripts.of("Jérôme")).isEqualTo("Latn");
        assertThat(Scripts.of("طارق سماوي")).isEqualTo("Arab");
        assertThat(Scripts.of("Игорь")).isEqualTo("Cyrl");
        assertThat(Scripts.of("金正")).isEqualTo("Hani");
        assertThat(Scripts.of("김정은")).isEqualTo("Kore");
        assertThat(Scripts.of("123")).isEmpty();
    }
}
