package io.vigie.server.index;

/**
 * State of the index of names.
 *
 * @param trusted false: until it is rebuilt, only persons changed lately are found
 * @param reason why it is not trusted, else empty
 * @param persons in the segment
 * @param words different ones in the segment
 * @param size of the segment's file in bytes
 * @param changes since it was built
 * @param due whether it should be built anew
 */
public record PersonFigures(
        boolean trusted, String reason, int persons, int words, long size, int changes, boolean due) {}
