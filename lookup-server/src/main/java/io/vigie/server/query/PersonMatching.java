package io.vigie.server.query;

import io.vigie.server.index.persons.PersonQuery;
import io.vigie.server.match.NameGroups;
import io.vigie.server.match.PersonScorer;
import io.vigie.server.match.Weights;

/**
 * How persons are compared on this node. Immutable, thread-safe.
 *
 * @param scorer judges a record
 * @param otherWords variants of a word that the index is asked for as well
 */
record PersonMatching(PersonScorer scorer, PersonQuery.OtherWords otherWords) {
    static PersonMatching with(NameGroups groups) {
        return new PersonMatching(new PersonScorer(Weights.STANDARD, groups), groups::others);
    }
}
