package io.vigie.server.ingest.paxlst;

import java.util.ArrayList;
import java.util.List;

/** Collects faults at the place where reading stands. */
final class Faults {
    /** What is beyond is counted. */
    private static final int KEPT_MAX = 1000;

    private static final int SHOWN_LENGTH_MAX = 12;

    private final List<PaxlstFault> kept = new ArrayList<>();
    private int leftOut;
    private int message;
    private String reference = "";
    private int number;
    private int position;
    private String tag = "";

    /** Reading stands at a segment outside of messages. */
    void outside(int segmentNumber, Segment segment) {
        inside(0, "", segmentNumber, segment);
    }

    /** Reading stands at a segment of a message. */
    void inside(int messageNumber, String messageReference, int segmentNumber, Segment segment) {
        message = messageNumber;
        reference = messageReference;
        number = segmentNumber;
        position = segment.position();
        tag = shown(segment.tag());
    }

    /** The segment as a whole is at fault. */
    PaxlstFault add(String problem) {
        return add("", problem);
    }

    /** An element or component is. */
    PaxlstFault add(String element, String problem) {
        PaxlstFault fault = new PaxlstFault(message, reference, number, position, tag, element, problem);
        if (kept.size() < KEPT_MAX) {
            kept.add(fault);
        } else {
            leftOut++;
        }
        return fault;
    }

    List<PaxlstFault> kept() {
        return List.copyOf(kept);
    }

    int leftOut() {
        return leftOut;
    }

    /** A code that is no personal data, so that it may be quoted when it is short and plain. */
    static String shown(String code) {
        boolean plain = code.length() <= SHOWN_LENGTH_MAX && code.chars().allMatch(c -> c > ' ' && c < 127);
        return code.isEmpty() ? "absent" : plain ? code : code.length() + " characters";
    }
}
