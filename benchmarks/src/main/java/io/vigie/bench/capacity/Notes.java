package io.vigie.bench.capacity;

import java.util.ArrayList;
import java.util.List;

/** What a reader of a report must know to judge it. */
final class Notes {
    private Notes() {}

    static List<String> of(CapacityReport report) {
        List<String> notes = new ArrayList<>();
        report.carried().forEach(one -> addMisses(one, report.goal(), notes));
        notes.addAll(general(report));
        return notes;
    }

    /** Where latency does not rise with the rate there is no knee, and the highest rate that kept the goal is chance. */
    private static void addMisses(Carried one, Goal goal, List<String> notes) {
        long missed = one.search().steps().stream()
                .filter(step -> step.rate() < one.highest() && !goal.isKept(step))
                .count();
        if (missed > 0) {
            notes.add("Of " + one.traffic().label() + ", " + missed + " rates below the highest that kept the goal missed it: here "
                    + "latency is the machine's more than the rate's, so take the highest rate for no more than an order of size.");
        }
    }

    private static List<String> general(CapacityReport report) {
        return List.of(
                "The load generator runs on the same cores as the server. A machine that does nothing but serve carries more: the "
                        + "sizes here are on the safe side.",
                "Everything went over loopback. A network adds its own time to each answer and none to the server's work.",
                "Open loop: every question has its time, and latency counts from it, whatever the server does, so a stall is "
                        + "charged to those who had to wait. Nothing is skipped.",
                "One question in 15,000 is about something known, as at a border. Every answer was checked against the truth; "
                        + "the run would have ended at the first wrong one.",
                "The audit trail was on. There was no TLS.",
                "A rate counts as carried when it keeps " + report.goal().text()
                        + ", at least 98 % of it is answered in its time, and no question fails. One that misses is tried twice.",
                "Machines are planned at " + Math.round(Sizing.SHARE * 100) + " % of the highest rate. All of them hold all "
                        + "data, so a machine more is that many questions more, and N+1 is one that may fail.",
                "Memory and disk are of synthetic records. Growth is measured between the sizes of the table; beyond them it is "
                        + "extrapolation.",
                "Two cores of a virtual machine drift by half between runs: compare rates within one report, and repeat before "
                        + "buying.");
    }
}
