package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How much each party asks, and through which terminals; holds nothing about travellers. Used by one thread. */
public final class Usage {
    private final Map<String, Party> parties = new TreeMap<>();
    private final Map<String, Instant> terminals = new TreeMap<>();

    /**
     * What one party did.
     *
     * @param party or local-operator
     * @param questions asked
     * @param hits questions answered with HIT or POSSIBLE
     * @param refused questions that were INVALID or REFUSED
     * @param fetches records fetched
     * @param batches of changes submitted
     */
    public record Party(String party, long questions, long hits, long refused, long fetches, long batches) {
        private Party and(AuditEntry entry) {
            boolean asks = entry.getKind() == AuditEntry.AuditedKind.Code.ASK;
            int hit =
                    switch (entry.getVerdict()) {
                        case HIT, POSSIBLE -> 1;
                        default -> 0;
                    };
            int refusal =
                    switch (entry.getVerdict()) {
                        case INVALID, REFUSED -> 1;
                        default -> 0;
                    };
            return new Party(
                    party,
                    questions + (asks ? 1 : 0),
                    hits + (asks ? hit : 0),
                    refused + (asks ? refusal : 0),
                    fetches + (entry.getKind() == AuditEntry.AuditedKind.Code.FETCH ? 1 : 0),
                    batches + (entry.getKind() == AuditEntry.AuditedKind.Code.SUBMIT ? 1 : 0));
        }
    }

    /** Counts an entry. */
    public void add(AuditEntry entry) {
        String caller = entry.getCaller();
        int end = caller.indexOf('/');
        String name = end < 0 ? caller : caller.substring(0, end);
        parties.merge(name, new Party(name, 0, 0, 0, 0, 0).and(entry), (known, _) -> known.and(entry));
        Instant time = Instant.ofEpochSecond(entry.getTime().getSeconds());
        terminals.merge(caller, time, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** By name. */
    public Collection<Party> parties() {
        return parties.values();
    }

    /** When each terminal did something last, by its name. */
    public Map<String, Instant> terminals() {
        return terminals;
    }
}
