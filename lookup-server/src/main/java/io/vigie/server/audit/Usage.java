package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How each party uses the server, and through which terminals; holds nothing about travellers. Used by one thread. */
public final class Usage {
    private final Map<String, Party> parties = new TreeMap<>();
    private final Map<String, Instant> terminals = new TreeMap<>();

    /** What one party, or the local operator, did. Mutable; used by the thread of its usage. */
    public static final class Party {
        private final Map<Integer, Long> delays = new TreeMap<>();
        private long questions;
        private long hits;
        private long refused;
        private long fetches;
        private long batches;
        private long shared;
        private long dated;

        private void add(AuditEntry entry) {
            switch (entry.getKind()) {
                case ASK, MANIFEST -> ask(entry);
                case FETCH -> fetches++;
                case SUBMIT -> {
                    batches += entry.getErrorValue() == 0 ? 1 : 0;
                    dated += entry.getDelayDaysCount();
                    entry.getDelayDaysList().forEach(days -> delays.merge(days, 1L, Long::sum));
                }
                case SNAPSHOT, AUDIT_SHOW, FOLLOW, LOAD, MESSAGES, CONFIRM, UNSPECIFIED, UNRECOGNIZED -> {}
            }
        }

        private void ask(AuditEntry entry) {
            questions++;
            switch (entry.getVerdict()) {
                case HIT, POSSIBLE -> hits++;
                case INVALID, REFUSED -> refused++;
                case NO_HIT, PARTIAL, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> {}
            }
        }

        /** Questions asked. */
        public long questions() {
            return questions;
        }

        /** Questions answered with HIT or POSSIBLE. */
        public long hits() {
            return hits;
        }

        /** Questions that were INVALID or REFUSED. */
        public long refused() {
            return refused;
        }

        /** Records fetched. */
        public long fetches() {
            return fetches;
        }

        /** Batches of changes that were not refused as a whole. */
        public long batches() {
            return batches;
        }

        /** Answers, to whomever, that showed a document or person of which this party and another have records. */
        public long shared() {
            return shared;
        }

        /** Days from event to entry that so many hundredths of its new, dated records stayed within; -1 = it has none. */
        public int delayDays(int percent) {
            long wanted = Math.ceilDiv(dated * percent, 100);
            long seen = 0;
            for (Map.Entry<Integer, Long> delay : delays.entrySet()) {
                seen += delay.getValue();
                if (seen >= wanted) {
                    return delay.getKey();
                }
            }
            return -1;
        }
    }

    /** Counts an entry. */
    public void add(AuditEntry entry) {
        String caller = entry.getCaller();
        int end = caller.indexOf('/');
        party(end < 0 ? caller : caller.substring(0, end)).add(entry);
        entry.getOwnersList().forEach(owner -> party(owner).shared++);
        Instant time = Instant.ofEpochSecond(entry.getTime().getSeconds());
        terminals.merge(caller, time, (one, other) -> one.isAfter(other) ? one : other);
    }

    private Party party(String name) {
        return parties.computeIfAbsent(name, _ -> new Party());
    }

    /** By name. */
    public Map<String, Party> parties() {
        return parties;
    }

    /** When each terminal did something last, by its name. */
    public Map<String, Instant> terminals() {
        return terminals;
    }
}
