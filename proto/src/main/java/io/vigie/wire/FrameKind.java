package io.vigie.wire;

import org.jspecify.annotations.Nullable;

/** Kinds of frame. Numbers are stable and never used again; those of later work are reserved here from the start. */
public enum FrameKind {
    /** Client's first frame; payload {@code Hello}. */
    HELLO(1),
    /** Answer to HELLO; payload {@code Welcome}. */
    WELCOME(2),
    /** From the client; any payload up to 64 bytes, echoed. */
    PING(3),
    /** Answer to PING with its payload. */
    PONG(4),
    /** Server will close; payload {@code GoAway}. */
    GOAWAY(5),
    /** Payload {@code Error}. Correlation 0: about the connection, which closes; else about that request alone. */
    ERROR(6),

    /** Payload {@code Question}. */
    ASK(16),
    /** Payload {@code Answer}. */
    ANSWER(17),
    /** Payload {@code Manifest}; answered with an ANSWER a traveller and END, all with its correlation. */
    ASK_MANY(18),
    /** Payload {@code ManifestEnd}: the last frame of what answers ASK_MANY. */
    END(19),
    /** Gives up the request of this correlation; no payload, no answer of its own, but a manifest's END still comes. */
    CANCEL(20),

    /** Payload {@code Fetch}. */
    FETCH(24),
    /** Payload {@code Fetched}. */
    FETCHED(25),
    /** Payload {@code StatusRequest}. */
    STATUS(26),
    /** Payload {@code Status}. */
    STATUS_REPORT(27),

    /** Payload {@code Batch}; reserved. */
    SUBMIT(32),
    /** Payload {@code Outcomes}; reserved. */
    OUTCOME(33),

    /** Payload {@code Follow}; reserved. */
    FOLLOW(40),
    /** Payload {@code Changes}; reserved. */
    CHANGES(41),
    /** Payload {@code Credit}; reserved. */
    CREDIT(42),
    /** Payload {@code SnapshotRequest}; answered with CHUNK… */
    SNAPSHOT(43),
    /** Payload {@code Chunk}. */
    CHUNK(44),

    /** Payload {@code MessagesRequest}; answered with the same kind, payload {@code Messages}. */
    MESSAGES(48),
    /** Payload {@code Confirmation}; answered with the same kind, payload {@code Confirmations}. */
    CONFIRM(49);

    private static final @Nullable FrameKind[] BY_NUMBER = new FrameKind[256];

    static {
        for (FrameKind kind : values()) {
            BY_NUMBER[kind.number] = kind;
        }
    }

    private final int number;

    FrameKind(int number) {
        this.number = number;
    }

    /** As in the header, 1 to 255. */
    public int number() {
        return number;
    }

    /**
     * The kind of a number.
     *
     * @param number unsigned byte of the header
     * @return null when no kind has it
     */
    public static @Nullable FrameKind of(int number) {
        return BY_NUMBER[number & 0xFF];
    }
}
