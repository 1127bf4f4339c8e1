package io.vigie.server.index.persons;

/** Which bound cut a search that says truncated. */
enum Cut {
    /** Names or words of the question were left out. */
    QUESTION,
    /** More words may be meant than are considered. */
    VOCABULARY,
    /** Postings were left unread that might have told of somebody else. */
    POSTINGS,
    /** More persons were found than can be tallied. */
    TALLY,
    /** More persons of good prospects than are ranked. */
    CANDIDATES,
    /** More persons of good rank than are returned. */
    RESULTS,
    /** The deadline came. */
    TIME
}
