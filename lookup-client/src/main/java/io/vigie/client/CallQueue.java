package io.vigie.client;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls on their way from the askers to the event loop, in order. Many threads offer, one takes. Bounded. */
final class CallQueue {
    /*
     * A stack of calls linked through themselves that is taken whole: one compare-and-set a call, nothing allocated.
     * The call that finds the stack empty is the one that wakes the loop, so a burst costs one task and one write.
     */

    /** What became of an offer. */
    enum Offer {
        /** Taken, and the first since the queue was last emptied: the loop must be woken. */
        FIRST,
        QUEUED,
        FULL,
        CLOSED
    }

    private final AtomicReference<@Nullable Call<?>> last = new AtomicReference<>();
    private final Call<?> closed;
    private final int countMax;

    /**
     * An empty queue.
     *
     * @param countMax calls that may be queued
     * @param closed stands in the queue once it is closed; never asked
     */
    CallQueue(int countMax, Call<?> closed) {
        this.countMax = countMax;
        this.closed = closed;
    }

    Offer offer(Call<?> call) {
        while (true) {
            Call<?> before = last.get();
            if (before == closed) {
                return Offer.CLOSED;
            }
            int count = before == null ? 1 : before.queuedCount + 1;
            if (count > countMax) {
                return Offer.FULL;
            }
            call.queuedBefore = before;
            call.queuedCount = count;
            if (last.compareAndSet(before, call)) {
                return before == null ? Offer.FIRST : Offer.QUEUED;
            }
        }
    }

    /** Takes all; the first in order, each with its successor in {@code queuedBefore}. */
    @Nullable Call<?> takeAll() {
        while (true) {
            Call<?> taken = last.get();
            if (taken == null || taken == closed) {
                return null;
            }
            if (last.compareAndSet(taken, null)) {
                return reversed(taken);
            }
        }
    }

    /** Takes all and refuses everything from now on. */
    @Nullable Call<?> close() {
        Call<?> taken = last.getAndSet(closed);
        return taken == null || taken == closed ? null : reversed(taken);
    }

    /** The call after this one in what was taken; unlinks it. */
    static @Nullable Call<?> unlink(Call<?> call) {
        Call<?> next = call.queuedBefore;
        call.queuedBefore = null;
        return next;
    }

    private static Call<?> reversed(Call<?> taken) {
        Call<?> first = null;
        Call<?> rest = taken;
        while (rest != null) {
            Call<?> before = rest.queuedBefore;
            rest.queuedBefore = first;
            first = rest;
            rest = before;
        }
        return first == null ? taken : first;
    }
}
