package io.vigie.server.index.persons;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The persons of a segment that one asker may see, as if there were no others: whatever a search counts or limits, it counts
 * here. Reused for one segment after the other; one thread.
 */
final class Seen {
    private static final byte UNDECIDED = 0;
    private static final byte SEEN = 1;
    private static final byte HIDDEN = 2;

    private byte[] decided = new byte[0];
    private @Nullable Segment segment;
    private Sight sight = Sight.ALL;
    private boolean all = true;

    void begin(Segment searched, Sight asker) {
        segment = searched;
        sight = asker;
        all = asker == Sight.ALL || searched.audiences() == 0;
        if (all) {
            return;
        }
        if (decided.length < searched.audiences()) {
            decided = new byte[searched.audiences()];
        } else {
            Arrays.fill(decided, 0, searched.audiences(), UNDECIDED);
        }
    }

    /** Whether nobody is hidden. */
    boolean all() {
        return all;
    }

    /** Of a segment in which somebody may be hidden. */
    boolean sees(int person) {
        Segment from = searched();
        int audience = from.audienceOf(person);
        byte known = decided[audience];
        if (known == UNDECIDED) {
            known = sight.sees(from.audience(audience)) ? SEEN : HIDDEN;
            decided[audience] = known;
        }
        return known == SEEN;
    }

    /** Postings between two places. */
    long count(long from, long to) {
        return all ? to - from : count(from, to, Long.MAX_VALUE);
    }

    /** Postings between two places, counted no further than to one more than a bound. */
    long count(long from, long to, long max) {
        if (all) {
            return to - from;
        }
        Segment in = searched();
        long count = 0;
        for (long at = from; at < to && count <= max; at++) {
            count += sees(in.posting(at)) ? 1 : 0;
        }
        return count;
    }

    /** Postings of a token. */
    long count(int token) {
        Segment in = searched();
        return count(in.postingStart(token), in.postingStart(token + 1));
    }

    /** Whether anybody bears a token. */
    boolean bears(int token) {
        Segment in = searched();
        return all || count(in.postingStart(token), in.postingStart(token + 1), 0) > 0;
    }

    private Segment searched() {
        if (segment == null) {
            throw new IllegalStateException("seen: not begun");
        }
        return segment;
    }
}
