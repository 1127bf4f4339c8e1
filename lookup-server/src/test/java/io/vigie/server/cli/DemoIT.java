package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoIT {
    @Test
    void tellsItsStoryWithoutALineThatLooksLikeAFailure() {
        CommandRun demo = CommandRun.of("demo", "--small");
        assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out()).contains("PARTIAL", "0 wrong");
        assertThat(demo.err()).doesNotContain("ERROR", "WARN", "Canary");
    }
}
