package io.vigie.server.index.persons;

/**
 * Bounds of one search. When one cuts somebody who might have been shown, the search says so.
 *
 * @param resultsMax persons returned
 * @param candidatesMax persons ranked in one segment
 * @param postingsMax postings read in one segment for one name, around the asked year or in all
 * @param otherYearsPostingsMax postings read so of other years, when those around the asked one hold nobody beyond doubt
 * @param doubt how far below the least score that is shown a rank may be of somebody who is returned
 */
public record SearchLimits(
        int resultsMax, int candidatesMax, int postingsMax, int otherYearsPostingsMax, float doubt) {
    public static final SearchLimits DEFAULT = new SearchLimits(64, 10_000, 1_000_000, 400_000, 0.12f);
}
