package io.vigie.server.ingest.foreign;

import java.util.List;

/** A mapping that cannot be used. Each problem is one line: path, value, expectation. */
public final class InvalidMappingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidMappingException(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
