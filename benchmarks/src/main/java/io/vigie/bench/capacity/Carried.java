package io.vigie.bench.capacity;

/**
 * What one machine carries of a kind of questions.
 *
 * @param closed the ceiling: a closed loop
 * @param search for the highest rate
 */
record Carried(Traffic traffic, Step closed, RateSearch.Result search) {
    double highest() {
        return search.highest();
    }

    /** Questions a second for each core that the server used at the highest rate; 0 where the system does not tell. */
    double perCore() {
        Step step = search.near(1);
        return step.cores() > 0 ? step.answered() / step.cores() : 0;
    }
}
