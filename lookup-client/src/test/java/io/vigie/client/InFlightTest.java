package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final Dispatcher dispatcher = new Dispatcher(ClientConfig.of("127.0.0.1:1"));
    private final Call<?> call0 = call();

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void findsEachCallByItsCorrelationWhateverTheOrder() {
        long seed = 20261122;
        Random random = new Random(seed);
        InFlight inFlight = new InFlight(8);
        Map<Integer, Call<?>> model = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            if (model.size() < 8 && random.nextBoolean()) {
                Call<?> call = call();
                int correlation = inFlight.add(call);
                assertThat(correlation).isNotZero();
                assertThat(model.put(correlation, call)).isNull();
            } else if (!model.isEmpty()) {
                List<Integer> known = new ArrayList<>(model.keySet());
                int correlation = known.get(random.nextInt(known.size()));
                assertThat(inFlight.remove(correlation)).isSameAs(model.remove(correlation));
                assertThat(inFlight.remove(correlation)).isNull();
            }
            assertThat(inFlight.count()).isEqualTo(model.size());
        }
    }

    @Test
    void doesNotUseACorrelationAgainSoon() {
        InFlight inFlight = new InFlight(4);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 1_000_000; i++) {
            int correlation = inFlight.add(call0);
            assertThat(seen.add(correlation)).isTrue();
            assertThat(inFlight.remove(correlation)).isSameAs(call0);
        }
    }

    @Test
    void answerThatComesTooLateFindsNobody() {
        InFlight inFlight = new InFlight(2);
        int late = inFlight.add(call0);
        assertThat(inFlight.remove(late)).isSameAs(call0);
        inFlight.add(call());
        int sameSlot = inFlight.add(call0);

        assertThat(inFlight.remove(late)).isNull();
        assertThat(inFlight.remove(sameSlot)).isSameAs(call0);
    }

    @Test
    void isFullAtItsCapacity() {
        InFlight inFlight = new InFlight(2);
        inFlight.add(call0);
        inFlight.add(call0);
        assertThatThrownBy(() -> inFlight.add(call0)).hasMessage("in flight: 2 (expected: < 2)");
    }

    @Test
    void queueKeepsOrderAndItsBound() {
        CallQueue queue = new CallQueue(3, call0);
        ArrayDeque<Call<?>> offered = new ArrayDeque<>(List.of(call(), call(), call()));
        assertThat(offered.stream().map(queue::offer))
                .containsExactly(CallQueue.Offer.FIRST, CallQueue.Offer.QUEUED, CallQueue.Offer.QUEUED);
        assertThat(queue.offer(call())).isEqualTo(CallQueue.Offer.FULL);

        for (Call<?> call = queue.takeAll(); call != null; call = CallQueue.unlink(call)) {
            assertThat(call).isSameAs(offered.remove());
        }

        assertThat(offered).isEmpty();
        assertThat(queue.offer(call())).isEqualTo(CallQueue.Offer.FIRST);
        assertThat(queue.close()).isNotNull();
        assertThat(queue.offer(call())).isEqualTo(CallQueue.Offer.CLOSED);
        assertThat(queue.takeAll()).isNull();
        assertThat(queue.close()).isNull();
    }

    private Call<?> call() {
        return new PingCall(dispatcher, 0);
    }
}
