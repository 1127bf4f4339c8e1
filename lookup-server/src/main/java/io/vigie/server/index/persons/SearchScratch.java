package io.vigie.server.index.persons;

/**
 * What a search needs and leaves behind for the next: a few hundred kilobytes, and two bytes for each person of the
 * largest segment. Belongs to one thread. Holds the candidates of the last search.
 */
public final class SearchScratch {
    final SearchLimits limits;
    final Expansion expansion = new Expansion();
    final Expander expander = new Expander(expansion);
    final Drive drive = new Drive();
    final Tally tally;
    final Ranker ranker = new Ranker();
    final Best best;
    final int[] chosen;
    boolean truncated;

    public SearchScratch(SearchLimits limits) {
        this.limits = limits;
        this.tally = new Tally(limits.postingsMax());
        this.best = new Best(limits.resultsMax());
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
        return truncated;
    }
}
