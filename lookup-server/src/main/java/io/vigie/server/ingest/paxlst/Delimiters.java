package io.vigie.server.ingest.paxlst;

import org.jspecify.annotations.Nullable;

/** The characters that an interchange gives a meaning, as its service string advice (UNA) says. */
record Delimiters(char component, char element, char release, char terminator) {
    static final Delimiters DEFAULT = new Delimiters(':', '+', '?', '\'');

    /** UNA and the six characters behind it: component, element, decimal mark, release, reserved, terminator. */
    static final int ADVICE_LENGTH = 9;

    private static final String ADVICE = "UNA";

    static boolean isAdvice(String text, int at) {
        return text.startsWith(ADVICE, at);
    }

    /** Reads the service string advice that begins here; null when it is none that can be used. */
    static @Nullable Delimiters read(String text, int at) {
        if (text.length() - at < ADVICE_LENGTH) {
            return null;
        }
        Delimiters read = new Delimiters(
                text.charAt(at + 3), text.charAt(at + 4), text.charAt(at + 6), text.charAt(at + 8));
        return read.isUsable() ? read : null;
    }

    /** Whether a character is the release character; a blank in its place means that there is none. */
    boolean isRelease(char c) {
        return c == release && c != ' ';
    }

    private boolean isUsable() {
        String all = "" + component + element + release + terminator;
        return all.chars().distinct().count() == all.length() && all.chars().noneMatch(Character::isLetterOrDigit);
    }
}
