package io.vigie.server.index.persons;

/**
 * Bounds of one search. When one cuts what might have mattered, the search says so.
 *
 * @param resultsMax persons returned
 * @param candidatesMax persons ranked in one segment
 * @param postingsMax postings read in one segment for one name
 * @param otherYearsPostingsMax postings read so of all years, when the years around the asked one hold nobody beyond doubt
 * @param good coarse score from which nobody is left out silently
 */
public record SearchLimits(int resultsMax, int candidatesMax, int postingsMax, int otherYearsPostingsMax, float good) {
    public static final SearchLimits DEFAULT = new SearchLimits(30, 1_000, 400_000, 200_000, 0.8f);
}
