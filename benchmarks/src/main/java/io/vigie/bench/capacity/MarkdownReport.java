package io.vigie.bench.capacity;

import java.util.stream.Collectors;

/** A report to be read as text, or to stand in a repository. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(CapacityReport report) {
        String quick = report.isQuick() ? "\n**A quick run, to see that it works; not for claims.**\n" : "";
        return "# Capacity of one machine\n" + quick + "\n"
                + Tables.machine(report).markdown()
                + "## What it carries\n"
                + report.carried().stream()
                        .map(one -> "- **" + one.traffic().label() + "**: " + one.traffic().meaning() + "\n")
                        .collect(Collectors.joining("", "", "\n"))
                + Tables.carried(report).markdown()
                + "## Machines for a load\n"
                + Tables.sizing(report).markdown()
                + "## Growth with data\n"
                + Tables.growth(report).markdown()
                + "Exponent of growth: 1 is linear, 0 does not grow.\n\n"
                + Tables.exponents(report).markdown()
                + "## Steps\n"
                + Tables.steps(report).markdown()
                + "## How to read this\n"
                + Notes.of(report).stream().map(note -> "- " + note + "\n").collect(Collectors.joining());
    }
}
