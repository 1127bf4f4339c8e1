package io.vigie.server.metrics;

import java.util.Arrays;

/** Durations counted by one thread until {@link ServerMetrics} takes them all at once. Not thread-safe. */
public final class Durations {
    private final long[] counts = new long[DurationHistogram.BOUNDS_NANOS.length + 1];
    private long sumNanos;
    private int count;

    public void add(long nanos) {
        counts[DurationHistogram.bucketOf(nanos)]++;
        sumNanos += nanos;
        count++;
    }

    int count() {
        return count;
    }

    long sumNanos() {
        return sumNanos;
    }

    long count(int bucket) {
        return counts[bucket];
    }

    void clear() {
        if (count > 0) {
            Arrays.fill(counts, 0);
            sumNanos = 0;
            count = 0;
        }
    }
}
