package io.vigie.bench.figures;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command hands over its figures: the options that all of them share. */
public final class Figures {
    @Option(names = "--quick", description = "a short run, to see that it works; not for claims")
    private boolean quick;

    @Option(names = "--json", description = "print one line of JSON a figure")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "also write the lines of --json to a file in DIR")
    private @Nullable Path folder;

    public boolean isQuick() {
        return quick;
    }

    /** Of {@code --out}; null without. */
    public @Nullable Path folder() {
        return folder;
    }

    /** Prints a text in place of the list of figures; with {@code --json} the same lines. */
    public void printText(String run, List<Figure> figures, String text, PrintWriter out) throws IOException {
        print(run, figures, text, out);
    }

    /**
     * Prints.
     *
     * @param run names the file of {@code --out}
     */
    public void print(String run, List<Figure> figures, PrintWriter out) throws IOException {
        print(run, figures, table(figures), out);
    }

    /** Prints the texts of sections in place of the plain list of their figures; with {@code --json} the same lines. */
    public void printSections(String run, List<Section> sections, PrintWriter out) throws IOException {
        List<Figure> figures = sections.stream().flatMap(section -> section.figures().stream()).toList();
        print(run, figures, sections.stream().map(Section::text).collect(Collectors.joining()), out);
    }

    /** Figures as a table of their own, under a title. */
    public static Section section(String title, List<Figure> figures) {
        return new Section(title + '\n' + table(figures) + '\n', figures);
    }

    private void print(String run, List<Figure> figures, String table, PrintWriter out) throws IOException {
        String lines = figures.stream().map(figure -> figure.json() + "\n").collect(Collectors.joining());
        if (folder != null) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(run + ".jsonl"), lines, StandardCharsets.UTF_8);
        }
        out.print(json ? lines : table);
        out.flush();
    }

    private static String table(List<Figure> figures) {
        int width = figures.stream().mapToInt(figure -> figure.name().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Figure figure : figures) {
            table.append(figure.name()).repeat(' ', width - figure.name().length());
            table.append(String.format(Locale.ROOT, " %14s %s", text(figure.ours()), figure.unit()));
            Figure.Peer peer = figure.peer();
            if (peer != null) {
                table.append("  theirs " + text(peer.theirs()) + ", ratio " + text(peer.ratio()));
                Figure.Recall recall = peer.recall();
                if (recall != null) {
                    table.append(", recall " + text(recall.ours()) + " %, theirs " + text(recall.theirs()) + " %");
                }
            }
            Figure.Spread spread = figure.spread();
            if (spread != null) {
                table.append("  (" + text(spread.low()) + " to " + text(spread.high()) + ")");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String text(double value) {
        BigDecimal number = Figure.number(value);
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }
}
