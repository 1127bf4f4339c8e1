package io.vigie.server.ingest.foreign;

import java.util.List;

/**
 * The same list as a table, SDN.CSV: twelve columns without a header, {@code -0-} where there is nothing, and most of what
 * is known in words in the last. A row, with what {@link OfacBeside} knows of it, becomes an entry of {@link OfacList}.
 */
final class OfacTable implements EntryMapping {
    static final CsvEntries.Layout LAYOUT = CsvEntries.Layout.ofColumns(
            "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
            "Vess_owner", "Remarks");

    private static final String NOTHING = "-0-";

    private final OfacList list;
    private final OfacBeside beside;

    OfacTable(OfacList list, OfacBeside beside) {
        this.list = list;
        this.beside = beside;
    }

    @Override
    public Outcome map(Node row, Findings findings) {
        Node entry = Node.entry(row.name(), '/', row.line());
        String number = row.text("ent_num");
        for (Node column : row.parts()) {
            if (!textOf(column).isEmpty()) {
                add(entry, column, beside.remarks(number), findings);
            }
        }
        beside.add(number, entry);
        Outcome outcome = list.map(entry, findings);
        if (outcome instanceof Outcome.Mapped) {
            entry.tellUntaken(findings);
        }
        return outcome;
    }

    private static void add(Node entry, Node column, String moreRemarks, Findings findings) {
        switch (column.name()) {
            case "ent_num" -> put(entry, "uid", column, column.text());
            case "SDN_Name" -> name(entry, column, column.text());
            case "SDN_Type" -> put(entry, "sdnType", column, column.text());
            case "Title" -> put(entry, "title", column, column.text());
            case "Program" -> {
                Node programs = under(entry, "programList", column);
                for (String program : column.text().split("\\] ?\\[")) {
                    put(programs, "program", column, program);
                }
            }
            case "Remarks" -> OfacRemarks.read(column, moreRemarks, entry, findings);
            default -> put(entry, column.name(), column, column.text());
        }
    }

    /** {@code SURNAME, Given}. */
    static void name(Node to, Node column, String name) {
        List<String> parts = List.of(name.split(", ?", 2));
        put(to, "lastName", column, parts.getFirst());
        if (parts.size() > 1) {
            put(to, "firstName", column, parts.getLast());
        }
    }

    /** Empty where the table says that there is nothing. */
    static String textOf(Node column) {
        String text = column.text();
        return text.equals(NOTHING) ? "" : text;
    }

    static Node under(Node to, String name, Node column) {
        return to.addShown(name, column.path(), column.line());
    }

    static void put(Node to, String name, Node column, String text) {
        under(to, name, column).setText(text);
    }
}
