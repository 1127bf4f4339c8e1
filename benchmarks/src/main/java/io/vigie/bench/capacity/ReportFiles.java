package io.vigie.bench.capacity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report in a folder: {@code capacity.html}, {@code capacity.md}, and what they show as CSV. */
public final class ReportFiles {
    private ReportFiles() {}

    public static void write(CapacityReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder, "capacity.html", HtmlReport.of(report));
        write(folder, "capacity.md", markdown(report));
        write(folder, "steps.csv", Tables.steps(report).csv());
        write(folder, "percentiles.csv", Tables.percentiles(report).csv());
        write(folder, "growth.csv", Tables.growth(report).csv());
        write(folder, "sizing.csv", Tables.sizing(report).csv());
    }

    public static String markdown(CapacityReport report) {
        return MarkdownReport.of(report);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
