package io.vigie.wire;

import io.vigie.v1.Error;

/** Who must act on an error code. Failover asks this, never the message. */
public enum WhoActs {
    /** The question or the client's code must change: asking again or elsewhere gives the same. */
    CALLER,
    /** Another node, or this one a little later, may well answer. */
    CLIENT_RETRIES_ELSEWHERE,
    /** Somebody must look at the server; until then another node may answer. */
    OPERATOR;

    /** The one table of codes; docs/protocol.md repeats it and a test compares the two. */
    public static WhoActs on(Error.Code.Value code) {
        return switch (code) {
            case BAD_FRAME,
                    FRAME_TOO_LARGE,
                    UNSUPPORTED_VERSION,
                    UNKNOWN_KIND,
                    BAD_PAYLOAD,
                    EXPECTED_HELLO,
                    UNEXPECTED_KIND,
                    INVALID_VALUE,
                    MISSING_VALUE,
                    UNKNOWN_VALUE,
                    NOT_FOUND,
                    NOT_ALLOWED,
                    NOT_OWNER,
                    VERSION_CONFLICT,
                    POSITION_TRIMMED,
                    LATER_EPOCH,
                    CLIENT_CLOSED,
                    CANCELLED -> CALLER;
            case OVERLOADED,
                    TOO_MANY_IN_FLIGHT,
                    DRAINING,
                    DEADLINE_EXCEEDED,
                    NOT_READY,
                    RATE_EXCEEDED,
                    CONNECT_FAILED,
                    CONNECTION_LOST -> CLIENT_RETRIES_ELSEWHERE;
            case UNSPECIFIED,
                    INTERNAL,
                    DAMAGED,
                    AUDIT_FAILED,
                    DATASET_UNAVAILABLE,
                    NOT_DURABLE,
                    EMPTY_ANSWER,
                    UNRECOGNIZED -> OPERATOR;
        };
    }
}
