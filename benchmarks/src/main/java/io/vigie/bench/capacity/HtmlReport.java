package io.vigie.bench.capacity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as one page that needs no network: style, pictures and script stand in it. */
final class HtmlReport {
    private HtmlReport() {}

    static String of(CapacityReport report) {
        Map<String, String> slots = new LinkedHashMap<>();
        slots.put("quick", report.isQuick() ? "<p class=\"warn\">A quick run, to see that it works; not for claims.</p>" : "");
        slots.put("machine", Chart.escaped(report.machine().cores() + " cores · " + report.machine().processor()));
        slots.put("date", Chart.escaped(report.machine().at() + " · commit " + report.machine().commit()));
        slots.put("cards", report.carried().stream().map(one -> card(one, report.goal())).collect(Collectors.joining()));
        slots.put("carried", Tables.carried(report).html());
        slots.put("curves", report.carried().stream().map(one -> curves(one, report.goal())).collect(Collectors.joining()));
        slots.put("cores", report.carried().stream()
                .map(one -> figure("Cores used: " + one.traffic().label(), Charts.cores(one)))
                .collect(Collectors.joining()));
        slots.put("sizing", Tables.sizing(report).html());
        StringBuilder growth = new StringBuilder();
        for (Cost cost : Cost.values()) {
            growth.append(figure(cost.title() + ", " + cost.unit(), Charts.growth(report, cost)));
        }
        slots.put("growth", growth.toString());
        slots.put("points", Tables.growth(report).html());
        slots.put("exponents", Tables.exponents(report).html());
        slots.put("steps", Tables.steps(report).html());
        slots.put("notes", Notes.of(report).stream()
                .map(note -> "<li>" + Chart.escaped(note) + "</li>\n")
                .collect(Collectors.joining()));
        slots.put("context", Tables.machine(report).html());
        slots.put("values", Calculator.json(report));
        String page = template();
        for (Map.Entry<String, String> slot : slots.entrySet()) {
            page = page.replace("{{" + slot.getKey() + "}}", slot.getValue());
        }
        return page;
    }

    private static String card(Carried one, Goal goal) {
        Step half = one.search().near(0.5);
        return "<div class=\"card\"><h3>" + one.traffic().label() + "</h3><p class=\"big\">" + Chart.escaped(Tables.highest(one))
                + "<span>/s</span></p><p>keep " + goal.text() + "</p><p class=\"dim\">at half: p50 "
                + Numbers.plain(half.millis(50)) + " ms, p99 " + Numbers.plain(half.millis(99)) + " ms<br>"
                + Chart.escaped(one.traffic().meaning()) + "</p></div>\n";
    }

    private static String curves(Carried one, Goal goal) {
        return figure("Latency by rate: " + one.traffic().label(), Charts.latency(one, goal))
                + figure("Latency by percentile: " + one.traffic().label(), Charts.percentiles(one));
    }

    private static String figure(String caption, String svg) {
        return "<figure><figcaption>" + Chart.escaped(caption) + "</figcaption>\n" + svg + "</figure>\n";
    }

    private static String template() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("capacity.html")) {
            if (in == null) {
                throw new IllegalStateException("capacity.html: absent (expected: in the jar)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
