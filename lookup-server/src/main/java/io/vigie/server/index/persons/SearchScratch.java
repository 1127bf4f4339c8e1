package io.vigie.server.index.persons;

import java.util.EnumSet;

/**
 * What a search needs and leaves behind for the next: a few hundred kilobytes, and two bytes for each person of the
 * largest segment. Belongs to one thread. Holds the candidates of the last search.
 */
public final class SearchScratch {
    final SearchLimits limits;
    final Expansion expansion = new Expansion();
    final Seen seen = new Seen();
    final Expander expander = new Expander(expansion, seen);
    final Drive drive = new Drive();
    final Tally tally;
    final Ranker ranker = new Ranker();
    final Best best;
    final int[] chosen;
    /** By index in the tally: how good the person may be. */
    final short[] bin;
    final EnumSet<Cut> cuts = EnumSet.noneOf(Cut.class);

    void cut(Cut cut, boolean isCut) {
        if (isCut) {
            cuts.add(cut);
        }
    }

    public SearchScratch(SearchLimits limits) {
        this.limits = limits;
        this.tally = new Tally(limits.postingsMax());
        this.best = new Best(limits.resultsMax());
        this.bin = new short[limits.postingsMax()];
        this.chosen = new int[limits.candidatesMax()];
    }

    /** Candidates of the last search. */
    public int size() {
        return best.size();
    }

    /** Internal number of a candidate, best first. */
    public int number(int index) {
        return best.number(index);
    }

    /** Coarse score of a candidate, 0 to about 1.1. */
    public float score(int index) {
        return best.score(index);
    }

    /** Whether a bound or the deadline cut what might have mattered. */
    public boolean truncated() {
        return !cuts.isEmpty();
    }
}
