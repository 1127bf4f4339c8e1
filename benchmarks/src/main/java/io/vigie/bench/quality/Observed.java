package io.vigie.bench.quality;

import io.vigie.v1.PersonQuestion;

/**
 * What came of one question, asked twice: as a border asks, and for all candidates down to {@link Survey#SCORE_MIN}.
 *
 * @param question that was asked
 * @param dated asked with the date of birth
 * @param rank of the right record in the answer, from 1; 0 when it is not there, or there is none
 * @param incomplete the answer said so: a bound cut the search
 * @param nanos the answer took
 * @param rightScore of the right record, when a low score suffices; 0 when it is no candidate even then
 * @param wrongScores of all other candidates, when a low score suffices; at most as many as an answer holds
 */
record Observed(
        Traveller traveller,
        Kind kind,
        PersonQuestion question,
        boolean dated,
        int rank,
        boolean incomplete,
        long nanos,
        double rightScore,
        double[] wrongScores) {

    boolean isRankedWithin(int places) {
        return rank > 0 && rank <= places;
    }

    int wrongFrom(double score) {
        int count = 0;
        for (double wrong : wrongScores) {
            count += wrong >= score ? 1 : 0;
        }
        return count;
    }
}
