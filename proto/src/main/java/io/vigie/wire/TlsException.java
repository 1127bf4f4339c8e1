package io.vigie.wire;

import java.util.List;

/** Files that no secure connection can be made with; every problem is one line that begins with the file. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param problems one line each, which begins with the file */
    public TlsException(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }
}
