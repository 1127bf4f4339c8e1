package io.vigie.server.ingest.foreign;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects what is wrong and what is left out while entries are mapped. Names are bounded in number and length. */
final class Findings {
    /** What is beyond is counted together. */
    private static final int NAMES_MAX = 500;

    private static final String OTHERS = "other names";
    private static final int NAME_LENGTH_MAX = 120;
    private static final int VALUE_LENGTH_MAX = 60;

    private final Consumer<ForeignFault> faults;
    private final Map<String, ImportSummary.Count> leftOut = new TreeMap<>();
    private final Map<String, ImportSummary.Count> unheld = new TreeMap<>();
    private final Map<String, ImportSummary.Count> unread = new TreeMap<>();
    private long faultCount;

    Findings(Consumer<ForeignFault> faults) {
        this.faults = faults;
    }

    /** An entry or a value is not what its format says. */
    void fault(ForeignFault fault) {
        faultCount++;
        faults.accept(fault);
    }

    void fault(Node at, String problem) {
        fault(new ForeignFault(at.line(), shortened(at.path(), NAME_LENGTH_MAX), problem));
    }

    /** An entry is left out. */
    void leftOut(String reason, long line) {
        count(leftOut, reason, line);
    }

    /** No field of a record holds it. */
    void unheld(String path, long line) {
        count(unheld, path, line);
    }

    /** A field holds its kind, and not this value of it; the value is no damage. */
    void unread(Node at, String why) {
        count(unread, at.path() + ": " + why, at.line());
    }

    long faultCount() {
        return faultCount;
    }

    ImportSummary.Losses losses() {
        return new ImportSummary.Losses(leftOut, unheld, unread);
    }

    /** A code or name that is no personal data, so that it may be quoted; one line, and not long. */
    static String quoted(String value) {
        return '"' + shortened(value, VALUE_LENGTH_MAX) + '"';
    }

    private static void count(Map<String, ImportSummary.Count> counts, String name, long line) {
        String key = shortened(name, NAME_LENGTH_MAX);
        if (counts.size() >= NAMES_MAX && !counts.containsKey(key)) {
            key = OTHERS;
        }
        counts.merge(key, new ImportSummary.Count(1, line), (one, more) -> new ImportSummary.Count(
                one.times() + 1, one.firstLine()));
    }

    private static String shortened(String text, int lengthMax) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= lengthMax ? line : line.substring(0, lengthMax) + "…";
    }
}
