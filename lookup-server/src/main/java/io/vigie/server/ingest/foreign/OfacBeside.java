package io.vigie.server.ingest.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the files beside SDN.CSV know, by number of the entry. They are read whole: the published ones have some twenty
 * thousand rows each.
 */
final class OfacBeside {
    private static final CsvEntries.Layout ALIASES =
            CsvEntries.Layout.ofColumns("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks");
    private static final CsvEntries.Layout ADDRESSES = CsvEntries.Layout.ofColumns(
            "ent_num", "add_num", "address", "city_state_zip", "country", "add_remarks");
    private static final CsvEntries.Layout COMMENTS = CsvEntries.Layout.ofColumns("ent_num", "remarks_more");
    private static final int ROWS_MAX = 1_000_000;
    private static final Map<String, String> ALIAS_TYPES = Map.of("aka", "a.k.a.", "fka", "f.k.a.", "nka", "n.k.a.");

    private final Map<String, List<Node>> aliases;
    private final Map<String, List<Node>> addresses;
    private final Map<String, List<Node>> comments;

    private OfacBeside(
            Map<String, List<Node>> aliases, Map<String, List<Node>> addresses, Map<String, List<Node>> comments) {
        this.aliases = aliases;
        this.addresses = addresses;
        this.comments = comments;
    }

    /**
     * Reads the files.
     *
     * @param faults takes what is wrong with a row, which is left out
     * @throws IOException when a file cannot be opened, or has too many rows
     */
    static OfacBeside read(OfacFiles files, Consumer<ForeignFault> faults) throws IOException {
        return new OfacBeside(
                rows(files.aliases(), ALIASES, faults),
                rows(files.addresses(), ADDRESSES, faults),
                rows(files.comments(), COMMENTS, faults));
    }

    /** How the remarks of an entry go on where they were cut; empty when nothing is known. */
    String remarks(String number) {
        StringBuilder more = new StringBuilder();
        for (Node row : comments.getOrDefault(number, List.of())) {
            more.append(column(row, "remarks_more").written());
        }
        return more.toString();
    }

    /** Adds aliases and addresses to an entry. */
    void add(String number, Node entry) {
        for (Node row : aliases.getOrDefault(number, List.of())) {
            alias(row, entry);
        }
        for (Node row : addresses.getOrDefault(number, List.of())) {
            address(row, entry);
        }
    }

    private static void alias(Node row, Node entry) {
        Node name = column(row, "alt_name");
        Node alias = OfacTable.under(OfacTable.under(entry, "akaList", row), "aka", row);
        String type = column(row, "alt_type").text();
        OfacTable.put(alias, "type", row, ALIAS_TYPES.getOrDefault(type, type));
        OfacTable.put(alias, "category", row, "strong");
        OfacTable.name(alias, name, name.text());
        OfacTable.put(alias, "remarks", column(row, "alt_remarks"), OfacTable.textOf(column(row, "alt_remarks")));
    }

    private static void address(Node row, Node entry) {
        Node address = OfacTable.under(OfacTable.under(entry, "addressList", row), "address", row);
        OfacTable.put(address, "address1", row, OfacTable.textOf(column(row, "address")));
        OfacTable.put(address, "city", row, OfacTable.textOf(column(row, "city_state_zip")));
        OfacTable.put(address, "country", row, OfacTable.textOf(column(row, "country")));
        OfacTable.put(address, "remarks", column(row, "add_remarks"), OfacTable.textOf(column(row, "add_remarks")));
    }

    private static Node column(Node row, String name) {
        return row.parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, List<Node>> rows(
            @Nullable Path file, CsvEntries.Layout layout, Consumer<ForeignFault> faults) throws IOException {
        Map<String, List<Node>> rows = new HashMap<>();
        if (file == null) {
            return rows;
        }
        int count = 0;
        try (EntrySource source = CsvEntries.open(file.toString(), layout)) {
            for (EntrySource.Item item = source.next(); item != null; item = source.next()) {
                if (++count > ROWS_MAX) {
                    throw new IOException(file + ": more than " + ROWS_MAX + " rows (expected: a file of OFAC's)");
                }
                switch (item) {
                    case EntrySource.Item.Fault(var fault) -> faults.accept(fault.of(file));
                    case EntrySource.Item.Entry(var row) -> {
                        Node shown = shown(row, file);
                        rows.computeIfAbsent(shown.text("ent_num"), _ -> new ArrayList<>()).add(shown);
                    }
                }
            }
        }
        return rows;
    }

    /** What is wrong with a value shows the file and line that it stands in, in the list's own line 0. */
    private static Node shown(Node row, Path file) {
        String place = file.getFileName() + " line " + row.line();
        Node shown = Node.entry("", '/', 0).addShown("", place, 0);
        for (Node column : row.parts()) {
            shown.addShown(column.name(), place + "/" + column.name(), 0).setText(column.written());
        }
        return shown;
    }
}
