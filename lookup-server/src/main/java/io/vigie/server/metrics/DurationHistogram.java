package io.vigie.server.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A meter of durations by kind of request that takes many at once. Thread-safe.
 *
 * <p>Micrometer's {@code Timer} takes one value at a time, which shows in the time of a question of which nothing is
 * known.
 */
final class DurationHistogram implements Collector {
    static final long[] BOUNDS_NANOS = {
        10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000, 250_000_000, 1_000_000_000
    };

    private static final double NANOS = 1e9;

    private final Meters meter;
    private final Map<ServerMetrics.RequestKind, Cells> cells = new EnumMap<>(ServerMetrics.RequestKind.class);

    private static final class Cells {
        private final LongAdder[] counts = new LongAdder[BOUNDS_NANOS.length + 1];
        private final LongAdder sumNanos = new LongAdder();

        Cells() {
            for (int bucket = 0; bucket < counts.length; bucket++) {
                counts[bucket] = new LongAdder();
            }
        }
    }

    DurationHistogram(Meters meter) {
        this.meter = meter;
        for (ServerMetrics.RequestKind kind : ServerMetrics.RequestKind.values()) {
            cells.put(kind, new Cells());
        }
    }

    static int bucketOf(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    void add(ServerMetrics.RequestKind kind, long nanos) {
        Cells to = of(kind);
        to.counts[bucketOf(nanos)].increment();
        to.sumNanos.add(nanos);
    }

    void add(ServerMetrics.RequestKind kind, Durations durations) {
        Cells to = of(kind);
        for (int bucket = 0; bucket < to.counts.length; bucket++) {
            if (durations.count(bucket) > 0) {
                to.counts[bucket].add(durations.count(bucket));
            }
        }
        to.sumNanos.add(durations.sumNanos());
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name(meter.meterName().replace('.', '_') + "_seconds")
                .unit(Unit.SECONDS)
                .help(meter.meaning());
        cells.forEach((kind, of) -> histogram.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(Labels.of("kind", kind.tag()))
                .classicHistogramBuckets(buckets(of))
                .sum((double) of.sumNanos.sum() / NANOS)
                .build()));
        return histogram.build();
    }

    private static ClassicHistogramBuckets buckets(Cells of) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int bucket = 0; bucket < of.counts.length; bucket++) {
            double bound = bucket == BOUNDS_NANOS.length ? Double.POSITIVE_INFINITY : BOUNDS_NANOS[bucket] / NANOS;
            buckets.bucket(bound, of.counts[bucket].sum());
        }
        return buckets.build();
    }

    private Cells of(ServerMetrics.RequestKind kind) {
        Cells found = cells.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("kind: " + kind + " (expected: one of the table)");
        }
        return found;
    }
}
