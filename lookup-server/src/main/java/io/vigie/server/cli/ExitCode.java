package io.vigie.server.cli;

import io.vigie.v1.Answer;

/** What the shell learns. */
final class ExitCode {
    static final int ANSWERED = 0;
    static final int FAILED = 1;
    static final int INVALID = 2;

    static final String HEADING = "%nExit codes:%n";

    /** Of `check` and `search`, as picocli lists them. */
    static final String OF_ANSWERS = " 0:answered; with --exit-code: NO_HIT";

    static final String OF_FAILURES = " 1:failed, UNAVAILABLE, REFUSED, or PARTIAL without --exit-code";
    static final String OF_INVALID = " 2:wrong usage, or INVALID";
    static final String OF_HIT = "10:with --exit-code: HIT";
    static final String OF_POSSIBLE = "11:with --exit-code: POSSIBLE";
    static final String OF_PARTIAL = "12:with --exit-code: PARTIAL";

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
