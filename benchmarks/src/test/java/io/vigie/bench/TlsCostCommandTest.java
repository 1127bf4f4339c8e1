package io.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlsCostCommandTest {
    @Test
    void refusesWrongUsage() {
        assertThat(BenchRun.of("tls", "--rounds", "0").err()).contains("--rounds: 0 (expected: 1 to 1000)");
        assertThat(BenchRun.of("tls", "--handshakes", "-1").exitCode()).isEqualTo(2);
    }
}
