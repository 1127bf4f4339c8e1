package io.vigie.server.ingest.foreign;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one value or entry. Quotes no personal data.
 *
 * @param file that it stands in, when it is not the list itself; null = the list
 * @param line of the file, from 1; 0 = not known
 * @param element path of names within the entry; empty = the entry or file as a whole
 * @param problem value or its kind, and what was expected
 */
public record ForeignFault(@Nullable Path file, long line, String element, String problem) {
    ForeignFault(long line, String element, String problem) {
        this(null, line, element, problem);
    }

    ForeignFault of(Path other) {
        return new ForeignFault(other, line, element, problem);
    }

    /** Line, element and problem, to stand behind the name of the file. */
    @Override
    public String toString() {
        return (line > 0 ? line + ": " : "") + (element.isEmpty() ? "" : element + ": ") + problem;
    }
}
