package io.vigie.server.ingest.paxlst;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file of interchanges: what frames groups and messages, and whether its counts and references agree. */
final class InterchangeReader {
    private final Faults faults = new Faults();
    private final SegmentReader reader;
    private final LocalDate today;
    private final List<PaxlstFile.Message> messages = new ArrayList<>();
    private final Level interchange = new Level("UNB", "UNZ", 5);
    private final Level group = new Level("UNG", "UNE", 5);
    private @Nullable MessageReader message;
    private @Nullable Segment last;
    private int segments;
    private int messageCount;
    private int travellerCount;

    /** What stands between a header and its trailer. */
    private final class Level {
        private final String header;
        private final String trailer;
        private final int referenceElement;
        private boolean open;
        private String reference = "";
        private int parts;

        Level(String header, String trailer, int referenceElement) {
            this.header = header;
            this.trailer = trailer;
            this.referenceElement = referenceElement;
        }

        void begin(Segment segment) {
            if (open) {
                faults.add("the one before is not ended (expected: " + trailer + " before it)");
            }
            open = true;
            parts = 0;
            reference = Faults.shown(segment.text(referenceElement));
        }

        /** The trailer: how many parts, and the reference of the header. */
        void end(Segment segment) {
            if (!open) {
                faults.add("nothing to end (expected: " + header + " before it)");
                return;
            }
            open = false;
            Integer claimed = MessageReader.count(segment.text(1));
            if (claimed == null || claimed != parts) {
                faults.add("1", Faults.shown(segment.text(1)) + " (expected: " + parts + ", what it closes)");
            }
            if (!Faults.shown(segment.text(2)).equals(reference)) {
                faults.add("2", Faults.shown(segment.text(2)) + " (expected: " + reference + ", as in " + header + ")");
            }
        }
    }

    InterchangeReader(String text, LocalDate today) {
        this.reader = new SegmentReader(text);
        this.today = today;
    }

    PaxlstFile read() {
        for (Segment segment = reader.next(); segment != null; segment = reader.next()) {
            segments++;
            take(segment);
            last = segment;
        }
        Segment end = last;
        if (end == null) {
            faults.outside(0, new Segment(1, "", List.of(), ""));
            faults.add("nothing to read (expected: UNB)");
        } else {
            closeMessage(end);
            faults.outside(segments, end);
            if (interchange.open) {
                faults.add("the file ends here (expected: UNZ)");
            }
        }
        return new PaxlstFile(messages, faults.kept(), faults.leftOut());
    }

    private void take(Segment segment) {
        switch (segment.tag()) {
            case "UNA", "UNB", "UNG", "UNE", "UNZ" -> frame(segment);
            case "UNH" -> {
                closeMessage(segment);
                openMessage(segment);
            }
            case "UNT" -> {
                MessageReader current = message;
                if (current == null) {
                    outside(segment);
                    faults.add("nothing to end (expected: UNH before it)");
                } else {
                    current.end(segment);
                    keep(current);
                }
            }
            default -> {
                if (message == null) {
                    outside(segment);
                    faults.add("stands in no message (expected: UNH before it)");
                } else {
                    message.take(segment);
                }
            }
        }
    }

    private void frame(Segment segment) {
        closeMessage(segment);
        outside(segment);
        switch (segment.tag()) {
            case "UNB" -> interchange.begin(segment);
            case "UNG" -> {
                interchange.parts++;
                group.begin(segment);
            }
            case "UNE" -> group.end(segment);
            case "UNZ" -> {
                interchange.end(segment);
                reader.endOfInterchange();
            }
            default -> {}
        }
    }

    private void outside(Segment segment) {
        faults.outside(segments, segment);
        if (!segment.problem().isEmpty()) {
            faults.add(segment.problem());
        }
    }

    private void openMessage(Segment unh) {
        if (!interchange.open) {
            outside(unh);
            faults.add("stands in no interchange (expected: UNB before it)");
        }
        if (group.open) {
            group.parts++;
        } else {
            interchange.parts++;
        }
        messageCount++;
        message = new MessageReader(faults, today, messageCount, unh);
    }

    /** A message that is still open at a segment that cannot be its own. */
    private void closeMessage(Segment at) {
        MessageReader current = message;
        if (current != null) {
            current.endEarly(last == null ? at : last);
            keep(current);
        }
    }

    private void keep(MessageReader ended) {
        PaxlstFile.Message read = ended.read(travellerCount);
        travellerCount += read.travellers().size();
        messages.add(read);
        message = null;
    }
}
