package io.vigie.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void printsWholeNumbersWholeAndOthersShort() {
        assertThat(Figure.of("load.closed.pipeline16", 610_000, "questions/s").json())
                .isEqualTo("{\"name\":\"load.closed.pipeline16\",\"ours\":610000,\"unit\":\"questions/s\"}");
        assertThat(Figure.of("a", 301_234.56, "questions/s").json()).contains("\"ours\":301200,");
        assertThat(Figure.of("a", 12.3456, "µs").json()).contains("\"ours\":12.35,");
        assertThat(Figure.of("a", 0, "answers").json()).contains("\"ours\":0,");
    }

    @Test
    void printsItsSpread() {
        assertThat(new Figure("a", 2, new Figure.Spread(1.9, 2.2), "s").json())
                .isEqualTo("{\"name\":\"a\",\"ours\":2,\"low\":1.9,\"high\":2.2,\"unit\":\"s\"}");
    }
}
