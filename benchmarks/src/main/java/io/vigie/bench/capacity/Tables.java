package io.vigie.bench.capacity;

import java.util.ArrayList;
import java.util.List;

/** The tables of a report. */
final class Tables {
    private Tables() {}

    static Table carried(CapacityReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (Carried one : report.carried()) {
            Step half = one.search().near(0.5);
            rows.add(List.of(
                    one.traffic().label(),
                    highest(one),
                    Numbers.plain(one.closed().answered()),
                    Numbers.plain(one.perCore()),
                    Numbers.plain(half.rate()),
                    Numbers.plain(half.millis(50)),
                    Numbers.plain(half.millis(99)),
                    Numbers.plain(half.millis(99.9))));
        }
        return new Table(
                List.of(
                        "questions",
                        "highest rate within the goal, a second",
                        "closed loop, a second",
                        "a second and core of the server",
                        "at half: rate",
                        "p50 ms",
                        "p99 ms",
                        "p99.9 ms"),
                rows);
    }

    static String highest(Carried one) {
        return one.highest() > 0 ? Numbers.plain(one.highest()) : "none: not even " + Numbers.plain(one.search().steps().getFirst().rate());
    }

    static Table sizing(CapacityReport report) {
        List<String> header = new ArrayList<>(List.of("questions a second"));
        for (Carried one : report.carried()) {
            header.add(one.traffic().label() + ": machines");
            header.add("N+1");
        }
        List<List<String>> rows = new ArrayList<>();
        for (int load : Sizing.LOADS) {
            List<String> row = new ArrayList<>(List.of(Numbers.whole(load)));
            for (Carried one : report.carried()) {
                Sizing sizing = new Sizing(one.highest(), Sizing.SHARE);
                row.add(machines(sizing.machines(load)));
                row.add(machines(sizing.machinesAndSpare(load)));
            }
            rows.add(row);
        }
        return new Table(header, rows);
    }

    private static String machines(long count) {
        return count == 0 ? "–" : Numbers.whole(count);
    }

    static Table steps(CapacityReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (Carried one : report.carried()) {
            for (Step step : one.search().steps()) {
                rows.add(List.of(
                        one.traffic().label(),
                        Numbers.plain(step.rate()),
                        Numbers.plain(step.answered()),
                        Numbers.plain(step.millis(50)),
                        Numbers.plain(step.millis(90)),
                        Numbers.plain(step.millis(99)),
                        Numbers.plain(step.millis(99.9)),
                        Numbers.plain(step.millis(100)),
                        Numbers.plain(step.lateMicros()),
                        Numbers.plain(step.cores()),
                        Numbers.whole(step.failed()),
                        Numbers.whole(step.unanswered()),
                        report.goal().isKept(step) ? "yes" : "no"));
            }
        }
        return new Table(
                List.of(
                        "questions", "rate", "answered", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "late p99 µs",
                        "server's cores", "failed", "unanswered", "within the goal"),
                rows);
    }

    static Table percentiles(CapacityReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (Carried one : report.carried()) {
            for (Step step : one.search().steps()) {
                for (Step.Percentile point : step.curve()) {
                    rows.add(List.of(
                            one.traffic().label(),
                            Double.toString(step.rate()),
                            Double.toString(point.percent()),
                            Double.toString(point.millis())));
                }
            }
        }
        return new Table(List.of("questions", "rate", "percent", "ms"), rows);
    }

    static Table growth(CapacityReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (Growth growth : report.growth()) {
            for (Growth.Point point : growth.points()) {
                rows.add(List.of(
                        growth.of(),
                        Numbers.whole(point.records()),
                        Numbers.plain(point.loadSeconds()),
                        Numbers.plain(point.diskBytes() / 1e6),
                        Numbers.plain(point.readySeconds()),
                        Numbers.plain(point.ownBytes() / 1e6),
                        Numbers.plain(point.mappedBytes() / 1e6),
                        Numbers.plain(point.ceiling()),
                        Numbers.plain(point.p50Millis()),
                        Numbers.plain(point.p99Millis())));
            }
        }
        return new Table(
                List.of(
                        "grows", "records", "load s", "disk MB", "ready s", "memory MB", "mapped MB", "closed loop/s", "p50 ms",
                        "p99 ms"),
                rows);
    }

    static Table exponents(CapacityReport report) {
        List<String> header = new ArrayList<>(List.of("cost"));
        report.growth().forEach(growth -> header.add("with " + growth.of()));
        List<List<String>> rows = new ArrayList<>();
        for (Cost cost : Cost.values()) {
            List<String> row = new ArrayList<>(List.of(cost.title()));
            report.growth().forEach(growth -> row.add(Numbers.exponent(growth.exponent(cost::of))));
            rows.add(row);
        }
        return new Table(header, rows);
    }

    static Table machine(CapacityReport report) {
        Machine machine = report.machine();
        return new Table(
                List.of("measured with", ""),
                List.of(
                        List.of("command", report.command()),
                        List.of("machine", machine.processor() + ", " + machine.cores() + " cores, "
                                + Numbers.plain(machine.memoryBytes() / 1e9) + " GB, " + machine.system()),
                        List.of("Java", machine.java() + (machine.flags().isEmpty() ? "" : ", " + machine.flags())),
                        List.of("Vigie", machine.version() + ", commit " + machine.commit()),
                        List.of("date", machine.at().toString()),
                        List.of("data under load", MadeWorld.counts(report.world().world())),
                        List.of("memory of the server after it", Numbers.plain(report.memory().own() / 1e6) + " MB of its own, "
                                + Numbers.plain(report.memory().mapped() / 1e6) + " MB of mapped files"),
                        List.of("step", Numbers.plain(report.plan().step().toMillis() / 1e3) + " s after "
                                + Numbers.plain(report.plan().warmup().toMillis() / 1e3) + " s of warm-up")));
    }
}
