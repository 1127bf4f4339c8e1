package io.vigie.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {
    @Test
    void goesUpToTheLastRateThatIsNotBeyond() {
        assertThat(Ramp.rates("100:250:50")).containsExactly(100.0, 150.0, 200.0, 250.0);
        assertThat(Ramp.rates("100:249:50")).containsExactly(100.0, 150.0, 200.0);
        assertThat(Ramp.rates("100:100:50")).containsExactly(100.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2", "1:2:3:4", "0:2:1", "2:1:1", "1:2:0", "1:2:x", "1:NaN:1", "1:2000:1"})
    void saysWhatIsExpected(String text) {
        assertThatThrownBy(() -> Ramp.rates(text)).hasMessageStartingWith(text + " (expected: FROM:TO:STEP");
    }
}
