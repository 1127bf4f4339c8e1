package io.vigie.bench.figures;

import java.util.ArrayList;
import java.util.List;

/** Text in columns for people: the first to the left, the others to the right. */
public final class TextTable {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String title, String... header) {
        this.title = title;
        rows.add(List.of(header));
    }

    public TextTable row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                int padding = widths[i] - row.get(i).length();
                text.append("  ").repeat(' ', i == 0 ? 0 : padding).append(row.get(i)).repeat(' ', i == 0 ? padding : 0);
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }
}
