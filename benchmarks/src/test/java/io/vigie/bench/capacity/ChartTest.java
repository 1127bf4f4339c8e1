package io.vigie.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigie.bench.capacity.Chart.Axis;
import io.vigie.bench.capacity.Chart.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void drawsWhatCanBeShownAndEscapesWhatIsSaid() {
        String svg = new Chart("a < b", new Axis("x & y", Scale.LINEAR), new Axis("ms", Scale.LOGARITHMIC))
                .line("one", List.of(new Point(0, 1), new Point(1, 0), new Point(2, Double.NaN), new Point(4, 100)))
                .level(10, "goal")
                .upright(2, "knee")
                .svg();
        assertThat(svg).contains("aria-label=\"a &lt; b\"", "x &amp; y", ">goal<", ">knee<").doesNotContain("NaN", "Infinity");
        assertThat(svg.split("<circle")).hasSize(1 + 2);
    }

    @Test
    void anEmptyOneIsStillAPicture() {
        String svg = new Chart("", new Axis("", Scale.LOGARITHMIC), new Axis("", Scale.NINES)).line("", List.of()).svg();
        assertThat(svg).startsWith("<svg").doesNotContain("NaN", "Infinity");
    }

    @Test
    void ticksAreNumbersThatPeopleCountIn() {
        assertThat(Scale.LINEAR.ticks(0, 1_050)).containsExactly(0.0, 200.0, 400.0, 600.0, 800.0, 1_000.0);
        assertThat(Scale.LOGARITHMIC.ticks(0.02, 50)).containsExactly(0.1, 1.0, 10.0);
        assertThat(Scale.NINES.of(99.9)).isEqualTo(3, within(1e-9));
    }

    @Test
    void numbersKeepThreeDigits() {
        assertThat(List.of(12_345.0, 4.5678, 0.08123, 0.0, Double.NaN).stream().map(Numbers::plain))
                .containsExactly("12,300", "4.57", "0.0812", "0", "–");
    }
}
