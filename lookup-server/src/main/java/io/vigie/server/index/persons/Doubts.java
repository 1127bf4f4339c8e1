package io.vigie.server.index.persons;

/** Persons who may be gone, or of another audience, since segments were built that still hold them. */
public interface Doubts {
    /** Nobody has moved. */
    Doubts NONE = _ -> false;

    /** Whether a person, by internal number, is no longer there, or may no longer be seen by the asker. */
    boolean isHidden(int number);
}
