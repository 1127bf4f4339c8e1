package io.vigie.client;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of one connection that wait for their answer, by correlation. Event loop only; full at its capacity. */
final class InFlight {
    /*
     * A correlation is a slot and, above it, how often the slot was used. Freed slots go to the end of a ring, so a
     * correlation comes back only after some four thousand million others: an answer that comes too late finds nobody.
     */
    private final @Nullable Call<?>[] calls;
    private final int[] correlations;
    private final int[] freeSlots;
    private final int slotMask;
    private int nextFree;
    private int count;

    InFlight(int capacity) {
        int slotCount = Math.max(2, Integer.highestOneBit(Math.max(1, capacity - 1)) << 1);
        this.calls = new Call<?>[slotCount];
        this.correlations = new int[slotCount];
        this.freeSlots = new int[slotCount];
        this.slotMask = slotCount - 1;
        for (int slot = 0; slot < slotCount; slot++) {
            correlations[slot] = slot;
            freeSlots[slot] = slot;
        }
    }

    int count() {
        return count;
    }

    /** Gives the call a correlation that is never 0. */
    int add(Call<?> call) {
        if (count == calls.length) {
            throw new IllegalStateException("in flight: " + count + " (expected: < " + calls.length + ")");
        }
        int slot = freeSlots[nextFree & slotMask];
        nextFree++;
        count++;
        int correlation = correlations[slot] + calls.length;
        if (correlation == 0) {
            correlation += calls.length;
        }
        correlations[slot] = correlation;
        calls[slot] = call;
        return correlation;
    }

    /** The call of a correlation; null when no call has it (any more). */
    @Nullable Call<?> get(int correlation) {
        int slot = correlation & slotMask;
        return correlations[slot] == correlation ? calls[slot] : null;
    }

    /** Takes the call out; null when no call has this correlation (any more). */
    @Nullable Call<?> remove(int correlation) {
        Call<?> call = get(correlation);
        if (call != null) {
            free(correlation & slotMask);
        }
        return call;
    }

    /** Takes out every call that matches, then hands it over. */
    void removeIf(Predicate<Call<?>> condition, Consumer<Call<?>> removed) {
        for (int slot = 0; slot < calls.length && count > 0; slot++) {
            Call<?> call = calls[slot];
            if (call != null && condition.test(call)) {
                free(slot);
                removed.accept(call);
            }
        }
    }

    private void free(int slot) {
        calls[slot] = null;
        freeSlots[(nextFree - count) & slotMask] = slot;
        count--;
    }
}
