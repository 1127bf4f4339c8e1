package io.vigie.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Error;
import io.vigie.v1.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Records what the server does, as the table {@link Meters} says. Thread-safe. Close it with the server. */
public final class ServerMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<RequestKind, Map<Verdict.Code, Counter>> questions = new EnumMap<>(RequestKind.class);
    private final Map<RequestKind, Timer> questionTimes = new EnumMap<>(RequestKind.class);
    private final Map<Dataset.Code, Map<DatasetState.Reason.Code, Counter>> incomplete =
            new EnumMap<>(Dataset.Code.class);
    private final Map<Dataset.Code, Counter> answered = new EnumMap<>(Dataset.Code.class);
    private final Map<Error.Code.Value, Counter> refused = new EnumMap<>(Error.Code.Value.class);
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
    }

    public ServerMetrics() {
        for (RequestKind kind : RequestKind.values()) {
            Map<Verdict.Code, Counter> byVerdict = new EnumMap<>(Verdict.Code.class);
            for (Verdict.Code verdict : Verdict.Code.values()) {
                byVerdict.put(verdict, counter(Meters.QUESTIONS, "kind", kind.tag, "verdict", verdict.name()));
            }
            questions.put(kind, byVerdict);
            questionTimes.put(kind, timer(Meters.QUESTION_TIME, "kind", kind.tag));
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
        auditTime = timer(Meters.BURST_AUDIT_TIME);
        bytesRead = counter(Meters.BYTES_READ);
        bytesWritten = counter(Meters.BYTES_WRITTEN);
    }

    public void answered(RequestKind kind, Verdict.Code verdict, long nanos) {
        Map<Verdict.Code, Counter> byVerdict = questions.get(kind);
        Counter counter = byVerdict == null ? null : byVerdict.get(verdict);
        Timer timer = questionTimes.get(kind);
        if (counter != null && timer != null) {
            counter.increment();
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** A dataset answered a question that asked it. */
    public void answered(Dataset.Code dataset) {
        Counter counter = answered.get(dataset);
        if (counter != null) {
            counter.increment();
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
                .serviceLevelObjectives(
                        Duration.ofNanos(10_000),
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
    }
}
