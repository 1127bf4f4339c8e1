package io.vigie.server.ingest.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last column of OFAC's table: items behind each other, such as {@code DOB 10 Dec 1948; POB Tunis, Tunisia; nationality
 * Tunisia; Passport K902142 (Tunisia) issued 12 Mar 1999; a.k.a. 'THE TALL ONE'.} What no rule reads stays as a remark.
 */
final class OfacRemarks {
    private static final Pattern ITEM = Pattern.compile("(?:alt\\. )?(DOB|POB|nationality|citizen|Gender) (.+)");
    private static final Pattern ALIAS = Pattern.compile("(?:alt\\. )?([afn]\\.k\\.a\\.),? ['‘’](.+)['’]");
    private static final Pattern NUMBER = Pattern.compile(
            "(?:alt\\. )?((?:\\p{L}[\\p{L}.'’#-]* ){0,5}?(?:Passport|\\p{L}*ID|\\p{L}*Card|No\\.|Number|SSN|NIT|#|"
                    + "(?:\\p{L}\\.){2,})) (?!No\\.|Number|#|Card)(\\S(?:.*?\\S)?)(?: \\(([^()]+)\\))?"
                    + "(?: issued (.+?))?(?: expires (.+?))?");

    private static final int LENGTH_MAX = 1000;

    /** Blanks at an end may have been taken away. */
    private static final int CUT_TOLERANCE = 5;

    /** Longer items are prose. */
    private static final int ITEM_LENGTH_MAX = 300;

    private OfacRemarks() {}

    /**
     * Adds what the remarks hold to an entry.
     *
     * @param more what goes on where the column was cut, perhaps within a word; empty = nothing is known of it
     */
    static void read(Node column, String more, Node entry, Findings findings) {
        List<String> rest = new ArrayList<>();
        List<String> items = new ArrayList<>(items(column, more));
        if (more.isEmpty() && isCut(column)) {
            items.removeLast();
            findings.fault(
                    column,
                    "cut off after " + column.text().length()
                            + " characters, the last item is not read (expected: with the file SDN_COMMENTS.CSV beside it)");
        }
        for (String item : items) {
            if (item.length() > ITEM_LENGTH_MAX || !isRead(item, column, entry)) {
                rest.add(item);
            }
        }
        OfacTable.put(entry, "remarks", column, String.join("; ", rest));
    }

    private static List<String> items(Node column, String more) {
        String remarks = column.text();
        if (!more.isEmpty()) {
            Node whole = Node.entry(column.name(), '/', column.line());
            whole.setText(column.written() + (isCut(column) ? "" : "; ") + more);
            remarks = whole.text();
        }
        String text = remarks.endsWith(".") && !remarks.endsWith("..") ? remarks.substring(0, remarks.length() - 1) : remarks;
        return List.of(text.split(" ?; ?"));
    }

    /** Whole remarks end with a full stop; the column holds {@value #LENGTH_MAX} characters. */
    private static boolean isCut(Node column) {
        return column.written().length() >= LENGTH_MAX - CUT_TOLERANCE && !column.text().endsWith(".");
    }

    private static boolean isRead(String item, Node column, Node entry) {
        Matcher plain = ITEM.matcher(item);
        if (plain.matches()) {
            item(plain.group(1), plain.group(2), column, entry);
            return true;
        }
        Matcher alias = ALIAS.matcher(item);
        if (alias.matches()) {
            Node aka = OfacTable.under(OfacTable.under(entry, "akaList", column), "aka", column);
            OfacTable.put(aka, "type", column, alias.group(1));
            // Names that stand in quotes among the remarks are those that OFAC calls weak.
            OfacTable.put(aka, "category", column, "weak");
            OfacTable.name(aka, column, alias.group(2));
            return true;
        }
        Matcher number = NUMBER.matcher(item);
        if (number.matches() && !(DocumentKind.of(number.group(1)) instanceof DocumentKind.Unheld)) {
            number(number, column, entry);
            return true;
        }
        return false;
    }

    private static void item(String kind, String value, Node column, Node entry) {
        switch (kind) {
            case "DOB" -> nested(entry, column, value, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth");
            case "POB" -> nested(entry, column, value, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth");
            case "nationality" -> nested(entry, column, value, "nationalityList", "nationality", "country");
            case "citizen" -> nested(entry, column, value, "citizenshipList", "citizenship", "country");
            default -> {
                Node id = OfacTable.under(OfacTable.under(entry, "idList", column), "id", column);
                OfacTable.put(id, "idType", column, kind);
                OfacTable.put(id, "idNumber", column, value);
            }
        }
    }

    private static void number(Matcher number, Node column, Node entry) {
        Node id = OfacTable.under(OfacTable.under(entry, "idList", column), "id", column);
        String[] names = {"idType", "idNumber", "idCountry", "issueDate", "expirationDate"};
        for (int i = 0; i < names.length; i++) {
            String value = number.group(i + 1);
            OfacTable.put(id, names[i], column, value == null ? "" : value);
        }
    }

    private static void nested(Node entry, Node column, String value, String list, String item, String field) {
        Node inner = OfacTable.under(OfacTable.under(entry, list, column), item, column);
        OfacTable.put(inner, field, column, value);
    }
}
