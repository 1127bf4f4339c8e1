package io.vigie.bench.capacity;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One table of a report, for a page, for Markdown and as raw data.
 *
 * @param rows of as many cells as the header has
 */
record Table(List<String> header, List<List<String>> rows) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");

    Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    String html() {
        return "<div class=\"scroll\"><table><thead>" + row("th", header) + "</thead><tbody>"
                + rows.stream().map(row -> row("td", row)).collect(Collectors.joining())
                + "</tbody></table></div>\n";
    }

    String markdown() {
        StringBuilder text = new StringBuilder(line(header));
        text.append("|---|").repeat("---:|", header.size() - 1).append('\n');
        rows.forEach(row -> text.append(line(row)));
        return text.append('\n').toString();
    }

    /** Lines of comma-separated values: numbers without separators of thousands, texts with commas quoted. */
    String csv() {
        StringBuilder text = new StringBuilder(csv(header));
        rows.forEach(row -> text.append(csv(row)));
        return text.toString();
    }

    private static String row(String cell, List<String> cells) {
        return cells.stream()
                .map(text -> "<" + cell + ">" + Chart.escaped(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(text -> text.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String csv(List<String> cells) {
        return cells.stream()
                .map(text -> NUMBER.matcher(text).matches() ? text.replace(",", "") : text)
                .map(text -> text.matches(".*[,\"\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text)
                .collect(Collectors.joining(",", "", "\n"));
    }
}
