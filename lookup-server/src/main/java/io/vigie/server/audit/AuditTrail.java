package io.vigie.server.audit;

import io.vigie.text.Counted;
import io.vigie.v1.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The whole trail of a folder, for reading and verifying. Reads files only. Used by one thread, once. */
public final class AuditTrail {
    private final Path folder;
    private final TrailKeys keys;
    private final boolean readsEntries;
    private final Consumer<AuditEntry> sink;
    private final List<String> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Integer, Map<Long, List<Checkpoint>>> ahead = new TreeMap<>();
    private byte[] previous = new byte[AuditBlock.DIGEST_SIZE];
    private int expected = 1;
    private long entries;

    /**
     * What verifying found.
     *
     * @param segments read
     * @param entries in whole blocks
     * @param faults edits, deletions, insertions, and what cannot be read, one line each
     * @param notes what is no fault and should be known: ends torn by a crash, entries erased after their time, one line each
     */
    public record Verified(int segments, long entries, List<String> faults, List<String> notes) {
        public Verified {
            faults = List.copyOf(faults);
            notes = List.copyOf(notes);
        }
    }

    private AuditTrail(Path folder, TrailKeys keys, boolean readsEntries, Consumer<AuditEntry> sink) {
        this.folder = folder;
        this.keys = keys;
        this.readsEntries = readsEntries;
        this.sink = sink;
    }

    /**
     * Checks the chain of every block of every segment, and that it goes through every checkpoint; needs no key.
     *
     * @param witnesses folders with copies of the checkpoints
     * @param pinned file with the public key of the trail's checkpoints, kept elsewhere; null = what lies beside the trail
     */
    public static Verified verify(Path folder, TrailKeys keys, List<Path> witnesses, @Nullable Path pinned)
            throws IOException {
        AuditTrail trail = new AuditTrail(folder, keys, false, entry -> {});
        trail.expect(Checkpoints.read(
                folder, witnesses, pinned == null ? null : CheckpointKey.readPublic(pinned), trail.faults));
        return trail.run();
    }

    /** As {@link #read(Path, TrailKeys, Consumer)}, of a trail that was written without a public key. */
    public static Verified read(Path folder, Consumer<AuditEntry> sink) throws IOException {
        return read(folder, TrailKeys.NONE, sink);
    }

    /** Verifies as far as the trail's own checkpoints tell, and hands over the entries; a segment that none of the keys opens is a fault. */
    public static Verified read(Path folder, TrailKeys keys, Consumer<AuditEntry> sink) throws IOException {
        AuditTrail trail = new AuditTrail(folder, keys, true, sink);
        trail.expect(Checkpoints.read(folder, List.of(), null, trail.faults));
        return trail.run();
    }

    private void expect(List<Checkpoint> checkpoints) {
        for (Checkpoint checkpoint : checkpoints) {
            ahead.computeIfAbsent(checkpoint.segment(), _ -> new TreeMap<>())
                    .computeIfAbsent(checkpoint.offset(), _ -> new ArrayList<>())
                    .add(checkpoint);
        }
    }

    /** The trail has come to a place where a checkpoint may lie. */
    private void reached(int segment, AuditReader reader) {
        List<Checkpoint> here = ahead.getOrDefault(segment, new TreeMap<>()).remove(reader.offset());
        if (here != null && here.stream()
                .anyMatch(checkpoint -> !checkpoint.digest().equals(HexFormat.of().formatHex(reader.digest())))) {
            faults.add(reader.name() + ": is not what the checkpoint of " + here.getFirst().time() + " says");
        }
    }

    private void missed() {
        ahead.forEach((segment, offsets) -> offsets.entrySet().stream()
                .findFirst()
                .ifPresent(first -> faults.add("segment " + segment + ": holds no block that ends at byte "
                        + first.getKey() + ", as the checkpoint of "
                        + first.getValue().getFirst().time() + " says"
                        + (offsets.size() == 1 ? "" : ", nor what " + Counted.of(offsets.size() - 1, "other says", "others say")))));
    }

    private Verified run() throws IOException {
        List<Path> segments = AuditSegments.list(folder);
        for (Path segment : segments) {
            read(segment);
        }
        missed();
        return new Verified(segments.size(), entries, faults, notes);
    }

    private void read(Path segment) throws IOException {
        int number = AuditSegments.numberOf(segment);
        if (number != expected) {
            faults.add("segment " + expected + " is missing before " + segment.getFileName());
        }
        expected = number + 1;
        try (AuditReader reader = AuditReader.open(segment)) {
            boolean headless = reader.fault() != null || reader.torn() != null;
            if (!headless && !Arrays.equals(previous, reader.previousSegmentDigest())) {
                faults.add(segment.getFileName() + ": does not follow the segment before");
            }
            readBlocks(reader, headless ? TrailKeys.Found.NONE : keys.of(segment, reader));
            addTo(faults, reader.fault());
            addTo(notes, reader.torn());
            previous = reader.digest();
        }
    }

    private void readBlocks(AuditReader reader, TrailKeys.Found found) throws IOException {
        if (found.fault() != null && (found.isTampering() || readsEntries)) {
            faults.add(found.fault());
        }
        addTo(notes, found.note());
        try (SegmentKey key = found.key()) {
            reached(expected - 1, reader);
            while (reader.next()) {
                reached(expected - 1, reader);
                entries += reader.entryCount();
                if (key != null) {
                    addTo(faults, reader.handOver(key, sink));
                }
            }
        }
    }

    private static void addTo(List<String> lines, @Nullable String line) {
        if (line != null) {
            lines.add(line);
        }
    }
}
