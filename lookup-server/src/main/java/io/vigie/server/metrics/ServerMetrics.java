package io.vigie.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Outcome;
import io.vigie.v1.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** Records what the server does, as the table {@link Meters} says. Thread-safe. Close it with the server. */
public final class ServerMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<RequestKind, Map<Verdict.Code, Counter>> questions = new EnumMap<>(RequestKind.class);
    private final DurationHistogram questionTime = new DurationHistogram(Meters.QUESTION_TIME);
    private final Map<Dataset.Code, Map<DatasetState.Reason.Code, Counter>> incomplete =
            new EnumMap<>(Dataset.Code.class);
    private final Map<Dataset.Code, Counter> answered = new EnumMap<>(Dataset.Code.class);
    private final Map<Error.Code.Value, Counter> refused = new EnumMap<>(Error.Code.Value.class);
    private final Map<Outcome.Result.Code, Counter> submissions = new EnumMap<>(Outcome.Result.Code.class);
    private final Timer submissionTime;
    private final Timer auditTime;
    private final Counter bytesRead;
    private final Counter bytesWritten;

    /** What was asked. */
    public enum RequestKind {
        ASK("ask"),
        FETCH("fetch");

        private final String tag;

        RequestKind(String tag) {
            this.tag = tag;
        }

        String tag() {
            return tag;
        }
    }

    public ServerMetrics() {
        for (RequestKind kind : RequestKind.values()) {
            Map<Verdict.Code, Counter> byVerdict = new EnumMap<>(Verdict.Code.class);
            for (Verdict.Code verdict : Verdict.Code.values()) {
                byVerdict.put(verdict, counter(Meters.QUESTIONS, "kind", kind.tag, "verdict", verdict.name()));
            }
            questions.put(kind, byVerdict);
        }
        for (Dataset.Code dataset : Dataset.Code.values()) {
            Map<DatasetState.Reason.Code, Counter> byReason = new EnumMap<>(DatasetState.Reason.Code.class);
            for (DatasetState.Reason.Code reason : DatasetState.Reason.Code.values()) {
                byReason.put(reason, counter(Meters.INCOMPLETE, "dataset", dataset.name(), "reason", reason.name()));
            }
            incomplete.put(dataset, byReason);
            answered.put(dataset, counter(Meters.ANSWERED, "dataset", dataset.name()));
        }
        for (Error.Code.Value code : Error.Code.Value.values()) {
            refused.put(code, counter(Meters.REFUSED, "code", code.name()));
        }
        registry.getPrometheusRegistry().register(questionTime);
        for (Outcome.Result.Code outcome : Outcome.Result.Code.values()) {
            submissions.put(outcome, counter(Meters.SUBMISSIONS, "outcome", outcome.name()));
        }
        submissionTime = timer(Meters.SUBMISSION_TIME);
        auditTime = timer(Meters.BURST_AUDIT_TIME);
        bytesRead = counter(Meters.BYTES_READ);
        bytesWritten = counter(Meters.BYTES_WRITTEN);
    }

    public void answered(RequestKind kind, Verdict.Code verdict, long nanos) {
        count(kind, verdict, 1);
        questionTime.add(kind, nanos);
    }

    /** A dataset answered a question that asked it. */
    public void answered(Dataset.Code dataset) {
        answered(dataset, 1);
    }

    /** Questions that asked one dataset and of which nothing is known; forgets them in {@code durations}. */
    public void cleared(Dataset.Code dataset, Durations durations) {
        int count = durations.count();
        if (count > 0) {
            count(RequestKind.ASK, Verdict.Code.NO_HIT, count);
            answered(dataset, count);
            questionTime.add(RequestKind.ASK, durations);
            durations.clear();
        }
    }

    private void count(RequestKind kind, Verdict.Code verdict, int count) {
        Map<Verdict.Code, Counter> byVerdict = questions.get(kind);
        Counter counter = byVerdict == null ? null : byVerdict.get(verdict);
        if (counter != null) {
            counter.increment(count);
        }
    }

    private void answered(Dataset.Code dataset, int count) {
        Counter counter = answered.get(dataset);
        if (counter != null) {
            counter.increment(count);
        }
    }

    public void incomplete(Dataset.Code dataset, DatasetState.Reason.Code reason) {
        Map<DatasetState.Reason.Code, Counter> byReason = incomplete.get(dataset);
        Counter counter = byReason == null ? null : byReason.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    public void refused(Error.Code.Value code) {
        Counter counter = refused.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    /** What became of one submission. */
    public void submitted(Outcome.Result.Code outcome) {
        Counter counter = submissions.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A batch was made durable. */
    public void submitted(long nanos) {
        submissionTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void audited(long nanos) {
        auditTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void bytesRead(long count) {
        bytesRead.increment((double) count);
    }

    public void bytesWritten(long count) {
        bytesWritten.increment((double) count);
    }

    /** A value that is asked for when the meters are read. */
    public <T> void gauge(Meters meter, T source, ToDoubleFunction<T> value, String... tags) {
        Gauge.builder(meter.meterName(), source, value)
                .description(meter.meaning())
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private Counter counter(Meters meter, String... tags) {
        return Counter.builder(meter.meterName())
                .description(meter.meaning())
                .tags(tags)
                .register(registry);
    }

    private Timer timer(Meters meter, String... tags) {
        return Timer.builder(meter.meterName())
                .description(meter.meaning())
                .tags(tags)
                .serviceLevelObjectives(LongStream.of(DurationHistogram.BOUNDS_NANOS)
                        .mapToObj(Duration::ofNanos)
                        .toArray(Duration[]::new))
                .register(registry);
    }
}
