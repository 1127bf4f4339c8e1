package io.vigie.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a line of JSON is said of its field. */
class JsonFaultTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"person":{"identities":[{"names":[{"ful":"X"}]}]}}           | person.identities[0].names[0].ful | unknown field
            {"person":{"identities":[{},{"category":"ALIEN"}]}}           | person.identities[1].category | unknown value ALIEN
            {"person":{"identities":[{"sex":"very personal: no"}]}}       | person.identities[0].sex | unknown value (expected: MALE, FEMALE, X)
            {"person":{"identities":{}}}                                  | person.identities | not an array
            {"person":[]}                                                 | person | not an object
            {"person":{"id":{"a":1}}}                                     | person.id | not text
            {"person":{"heightCm":"tall"}}                                | person.heightCm | not a whole number of 32 bits
            {"person":{"heightCm":99999999999}}                           | person.heightCm | not a whole number of 32 bits
            {"person":{"dnaAvailable":"perhaps"}}                         | person.dnaAvailable | not a boolean
            {"person":{"entered":"yesterday"}}                            | person.entered | not a time
            {"person":{"identities":[{"sex":"8812043371"}]}}              | person.identities[0].sex | unknown value (expected: MALE, FEMALE, X)
            {"travelDocument":{"status":true}}                            | travelDocument.status | unknown value (expected: STOLEN
            """)
    void namesTheField(String line, String field, String reason) {
        assertThatThrownBy(() -> Json.record(line))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, fault -> assertThat(fault.field()).isEqualTo(field))
                .hasMessageStartingWith(field + ": " + reason)
                .hasMessageNotContainingAny("personal", "tall", "perhaps", "yesterday");
    }

    @Test
    void takesWhatTheLibraryTakes() throws InvalidInputException {
        assertThat(Json.record("{\"person\":{\"height_cm\":\"180\",\"id\":null,\"dnaAvailable\":true}}")
                        .getPerson()
                        .getHeightCm())
                .isEqualTo(180);
    }
}
