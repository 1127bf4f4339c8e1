package io.vigie.server.cli;

import io.vigie.v1.Answer;

/** What the shell learns. */
final class ExitCode {
    static final int ANSWERED = 0;
    static final int FAILED = 1;
    static final int INVALID = 2;

    private static final int HIT = 10;
    private static final int POSSIBLE = 11;
    private static final int PARTIAL = 12;

    private ExitCode() {}

    /** Whether there was an answer. */
    static int of(Answer answer) {
        return switch (answer.getVerdict()) {
            case NO_HIT, HIT, POSSIBLE -> ANSWERED;
            case INVALID -> INVALID;
            case PARTIAL, REFUSED, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> FAILED;
        };
    }

    /** The verdict, for {@code --exit-code}. */
    static int ofVerdict(Answer answer) {
        return switch (answer.getVerdict()) {
            case NO_HIT -> ANSWERED;
            case HIT -> HIT;
            case POSSIBLE -> POSSIBLE;
            case PARTIAL -> PARTIAL;
            case INVALID -> INVALID;
            case REFUSED, UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> FAILED;
        };
    }
}
