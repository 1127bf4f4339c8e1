package io.vigie.server.match;

/** What part of a name a word is. */
public enum Role {
    SURNAME,
    GIVEN,
    PATRONYMIC,
    /** An article, preposition or title, such as AL, VAN or COLONEL: says little, and is often left out. */
    PARTICLE,
    /** The name was given as one text that does not tell. */
    UNKNOWN;

    /** Whether a word of this role may belong to the part of the word before it. */
    boolean mayFollow(Role before) {
        return this == before || this == PARTICLE || before == PARTICLE;
    }
}
