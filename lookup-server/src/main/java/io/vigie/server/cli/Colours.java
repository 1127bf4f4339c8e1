package io.vigie.server.cli;

import java.io.Console;

/** Colours of a terminal, where there is one; else text passes as it is. */
enum Colours {
    NONE,
    ANSI;

    private static final String RESET = "\u001B[0m";

    /** For standard output: colours on a terminal unless NO_COLOR asks for none (no-color.org), none in a pipe. */
    static Colours ofOutput() {
        Console console = System.console();
        String no = System.getenv("NO_COLOR");
        boolean wanted = no == null || no.isEmpty();
        return wanted && console != null && console.isTerminal() ? ANSI : NONE;
    }

    /** Nothing is known. */
    String good(String text) {
        return in("\u001B[1;32m", text);
    }

    /** Something must be looked at, or is missing. */
    String unsure(String text) {
        return in("\u001B[1;33m", text);
    }

    /** Something must be done. */
    String bad(String text) {
        return in("\u001B[1;31m", text);
    }

    String strong(String text) {
        return in("\u001B[1m", text);
    }

    private String in(String colour, String text) {
        return this == NONE ? text : colour + text + RESET;
    }
}
