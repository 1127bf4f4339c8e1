package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigTest {
    @Test
    void namesTheValueAndWhatIsExpected() {
        assertThatThrownBy(() -> valid().deadline(Duration.ZERO).build()).hasMessage("deadline: PT0S (expected: > 0)");
        assertThatThrownBy(() -> valid().connectTimeout(Duration.ofMillis(-1)).build())
                .hasMessage("connectTimeout: PT-0.001S (expected: > 0)");
        assertThatThrownBy(() -> valid().deadline(Duration.ofHours(1)).build())
                .hasMessage("deadline: PT1H (expected: <= PT10M)");
        assertThatThrownBy(() -> valid().inFlightMax(0).build()).hasMessage("inFlightMax: 0 (expected: 1..65536)");
        assertThatThrownBy(() -> valid().frameBytesMax(10).build())
                .hasMessage("frameBytesMax: 10 (expected: 1024..67108864)");
        assertThatThrownBy(() -> valid().connectionsPerEndpoint(65).build())
                .hasMessage("connectionsPerEndpoint: 65 (expected: 1..64)");
        assertThatThrownBy(() -> valid().backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)).build())
                .hasMessage("backoffMax: PT1S (expected: >= PT2S)");
        assertThatThrownBy(() -> valid().clientName("").build()).hasMessage("clientName: 0 (expected: 1..256)");
        assertThatThrownBy(() -> ClientConfig.builder().build()).hasMessage("endpoints: 0 (expected: 1..64)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", ":7480", "localhost:", "localhost:0", "localhost:65536", "host:x", "::1:1"})
    void rejectsWhatIsNotAnEndpoint(String text) {
        assertThatThrownBy(() -> ClientConfig.of(text))
                .hasMessage("endpoints: " + text + " (expected: host:port, as in 127.0.0.1:7480)");
    }

    @Test
    void readsNamesAndAddresses() {
        assertThat(Endpoint.parse("border.example:7480")).isEqualTo(new Endpoint("border.example", 7480));
        assertThat(Endpoint.parse("[::1]:7480")).isEqualTo(new Endpoint("::1", 7480)).hasToString("[::1]:7480");
    }

    @Test
    void backsOffFurtherWithEachFailureUpToTheMaximum() {
        Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

        assertThat(backoff.delay(0, 0)).isZero();
        assertThat(backoff.delay(1, 0)).isEqualTo(Duration.ofMillis(25));
        assertThat(backoff.delay(1, 1)).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.delay(3, 1)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.delay(8, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.delay(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(new Backoff(Duration.ofMinutes(10), Duration.ofMinutes(10)).delay(40, 0))
                .isEqualTo(Duration.ofMinutes(5));
    }

    private static ClientConfig.Builder valid() {
        return ClientConfig.builder().endpoint("127.0.0.1:7480");
    }
}
