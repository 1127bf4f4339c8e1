package io.vigie.server.ingest.paxlst;

/**
 * What is wrong with one segment. Quotes no personal data.
 *
 * @param message of the file, from 1; 0 = outside of every message
 * @param reference of the message, as its UNH names it; empty when it has none
 * @param segment of the message, UNH being 1; outside of messages of the file
 * @param position of its first character in the file, from 1
 * @param tag of the segment, or what stands in its place
 * @param element at fault and, behind a dot, its component, both from 1 (the tag is none); empty = the whole segment
 * @param problem value or its kind, and what was expected
 */
public record PaxlstFault(
        int message, String reference, int segment, int position, String tag, String element, String problem) {
    /** One line for people. */
    @Override
    public String toString() {
        String named = reference.isEmpty() ? "" : " (" + reference + ")";
        return (message == 0 ? "interchange" : "message " + message + named) + ", segment " + segment + " at character "
                + position + ": " + tag + (element.isEmpty() ? "" : " element " + element) + ": " + problem;
    }
}
