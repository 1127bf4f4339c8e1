package io.vigie.server.index;

/**
 * State of the index of names, or of a part of it.
 *
 * @param trusted false: until it is rebuilt, only persons changed lately are found
 * @param reason why it is not trusted, else empty
 * @param persons in segments of all persons
 * @param words different ones in each of these segments
 * @param size of their files in bytes
 * @param changes since they were built
 * @param due whether something should be built anew
 */
public record PersonFigures(
        boolean trusted, String reason, int persons, int words, long size, int changes, boolean due) {

    /** Of two parts. */
    PersonFigures and(PersonFigures other) {
        return new PersonFigures(
                trusted && other.trusted,
                trusted ? other.reason : reason,
                persons + other.persons,
                words + other.words,
                size + other.size,
                changes + other.changes,
                due || other.due);
    }
}
