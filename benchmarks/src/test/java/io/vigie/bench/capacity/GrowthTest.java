package io.vigie.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Growth GROWTH = new Growth(
            "documents",
            LongStream.of(1_000, 10_000, 100_000)
                    .mapToObj(size -> new Growth.Point(size, Math.pow(size, 1.25), 130.0 * size + 4_096, 2, 0, 0, 1_000, 1, 2))
                    .toList());

    @Test
    void theExponentIsThePowerOfTheSize() {
        assertThat(GROWTH.exponent(Cost.LOAD::of)).isCloseTo(1.25, within(1e-9));
        assertThat(GROWTH.exponent(Cost.READY::of)).isCloseTo(0, within(1e-9));
    }

    @Test
    void thereIsNoneOfNothingOrOfOneSize() {
        assertThat(GROWTH.exponent(Cost.MEMORY::of)).isNaN();
        assertThat(new Growth("documents", GROWTH.points().subList(0, 1)).exponent(Cost.LOAD::of)).isNaN();
    }

    @Test
    void aRecordCostsWhatOneMoreAdds() {
        assertThat(GROWTH.perRecord(Growth.Point::diskBytes)).isCloseTo(130, within(1e-9));
    }

    @Test
    void machinesCarryTheirShareAndOneMayFail() {
        Sizing sizing = new Sizing(1_000, 0.5);
        assertThat(List.of(1.0, 500.0, 501.0, 100_000.0).stream().map(sizing::machines)).containsExactly(1L, 1L, 2L, 200L);
        assertThat(sizing.machinesAndSpare(501)).isEqualTo(3);
        assertThat(new Sizing(0, 0.5).machinesAndSpare(1)).isZero();
    }
}
