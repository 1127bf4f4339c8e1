package io.vigie.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddedHashesTest {
    private static final long SEED = 20260103;

    @Test
    void holdsWhatASetHolds() {
        Random random = new Random(SEED);
        AddedHashes added = new AddedHashes();
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            // Few different top bits, so that hashes share their place.
            long hash = (long) random.nextInt(64) << 32 | random.nextInt(200) + 2;
            // Compared before anything is said: descriptions of all of them take a second.
            if (added.contains(hash) != model.contains(hash) || !added.add(hash) || !added.contains(hash)) {
                fail("seed %d, hash %d after %d others", SEED, hash, i);
            }
            model.add(hash);
        }
        assertThat(added.size()).isEqualTo(model.size());
    }

    @Test
    void holdsZero() {
        AddedHashes added = new AddedHashes();
        assertThat(added.contains(0)).isFalse();
        added.add(0);
        assertThat(added.contains(0)).isTrue();
    }

    @Test
    void saysWhenItIsFull() {
        AddedHashes added = new AddedHashes();
        int taken = 0;
        while (taken < AddedHashes.SIZE_MAX && added.add(Hash64.mix(taken + 1))) {
            taken++;
        }
        assertThat(taken).isEqualTo(AddedHashes.SIZE_MAX);
        assertThat(added.add(Hash64.mix(0x123456789L))).isFalse();
        assertThat(added.add(Hash64.mix(1))).isTrue();
    }

    @Test
    void showsWhatWasAddedToOtherThreads() throws InterruptedException {
        AddedHashes added = new AddedHashes();
        AtomicLong announced = new AtomicLong();
        AtomicInteger missing = new AtomicInteger();
        Thread reader = Thread.ofPlatform().start(() -> {
            Random random = new Random(SEED);
            while (announced.get() < 300_000) {
                long until = announced.get();
                if (until > 0 && !added.contains(Hash64.mix(1 + random.nextLong(until)))) {
                    missing.incrementAndGet();
                }
            }
        });
        for (long i = 1; i <= 300_000; i++) {
            added.add(Hash64.mix(i));
            announced.set(i);
        }
        reader.join();
        assertThat(missing).hasValue(0);
    }
}
