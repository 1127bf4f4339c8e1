package io.vigie.server.audit;

import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The whole trail of a folder, for reading and verifying. Static; reads files only. */
public final class AuditTrail {
    private AuditTrail() {}

    /**
     * What verifying found.
     *
     * @param segments read
     * @param entries in whole blocks
     * @param faults edits, deletions, insertions and torn ends, one line each
     */
    public record Verified(int segments, long entries, List<String> faults) {
        public Verified {
            faults = List.copyOf(faults);
        }
    }

    /** Reads every block of every segment, checks the chain, and hands over the entries. */
    public static Verified read(Path folder, Consumer<AuditEntry> sink) throws IOException {
        List<String> faults = new ArrayList<>();
        byte[] previous = new byte[AuditBlock.DIGEST_SIZE];
        int expected = 1;
        long entries = 0;
        List<Path> segments = AuditSegments.list(folder);
        for (Path segment : segments) {
            int number = AuditSegments.numberOf(segment);
            if (number != expected) {
                faults.add("segment " + expected + " is missing before " + segment.getFileName());
            }
            expected = number + 1;
            try (AuditReader reader = AuditReader.open(segment)) {
                if (!Arrays.equals(previous, reader.previousSegmentDigest())) {
                    faults.add(segment.getFileName() + ": does not follow the segment before");
                }
                while (reader.next()) {
                    List<AuditEntry> block = reader.entries();
                    entries += block.size();
                    block.forEach(sink);
                }
                String fault = reader.fault();
                if (fault != null) {
                    faults.add(fault);
                }
                previous = reader.digest();
            }
        }
        return new Verified(segments.size(), entries, faults);
    }
}
