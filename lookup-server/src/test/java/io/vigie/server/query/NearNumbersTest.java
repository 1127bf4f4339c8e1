package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearNumbersTest {
    @Test
    void areOneLookalikeOrOneExchangeAway() {
        assertThat(NearNumbers.of("AB1")).containsExactlyInAnyOrder("A81", "ABI", "ABL", "BA1", "A1B");
        assertThat(NearNumbers.of("77")).isEmpty();
        assertThat(NearNumbers.of("G")).containsExactly("6");
    }

    @Test
    void areBoundedAndMutual() {
        assertThat(NearNumbers.of("0O".repeat(NearNumbers.NUMBER_SIZE_MAX / 2)))
                .hasSizeLessThanOrEqualTo(4 * NearNumbers.NUMBER_SIZE_MAX);
        for (String near : NearNumbers.of("AB1852G")) {
            assertThat(NearNumbers.of(near)).as(near).contains("AB1852G");
        }
    }
}
