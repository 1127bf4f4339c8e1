package io.vigie.server.ingest.foreign;

/**
 * What is wrong with one value or entry. Quotes no personal data.
 *
 * @param line of the file, from 1; 0 = not known
 * @param element path of names within the entry; empty = the entry or file as a whole
 * @param problem value or its kind, and what was expected
 */
public record ForeignFault(long line, String element, String problem) {
    /** Line, element and problem, to stand behind the name of the file. */
    @Override
    public String toString() {
        return (line > 0 ? line + ": " : "") + (element.isEmpty() ? "" : element + ": ") + problem;
    }
}
