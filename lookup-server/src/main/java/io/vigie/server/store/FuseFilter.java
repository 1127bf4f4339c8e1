package io.vigie.server.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A set of hashes that answers "certainly not" or "perhaps": never wrong about what it holds, and wrong about 1 in 256
 * of what it does not. Three bytes read a question, near each other; nothing allocated. Immutable, thread-safe.
 */
final class FuseFilter {
    /*
     * A binary fuse filter of three places and eight bits (FusePart builds it), mapped from its file: it costs page cache
     * and no heap, and is there at once after a restart.
     *
     * The map belongs to an automatic arena, so it is unmapped when nobody can reach it any more: a probe can never
     * touch memory that is gone, and a filter that is replaced while views still ask it needs no count of its own.
     * Rejected: a shared arena closed by the generation (a rebuild replaces the filter within one generation, so the
     * old one would stay mapped, or each filter would count its readers); a heap array (a copy of what the page cache
     * holds, and a tenth of a gigabyte for the collector at 100 million keys); a Bloom filter (1.4 times the size and
     * seven places); the filters of the fastfilter library (heap only). Numbers and reasons: docs/decisions.md.
     *
     * Opening reads the whole file for its checksum, which also brings it into memory: no probe waits for the disk.
     */

    /** Why a file is not trusted that is not what was written. */
    static final String DAMAGED = "damaged";

    private static final long CHECKSUM_STEP = 64L << 20;

    private final MemorySegment bytes;
    private final FuseGeometry geometry;
    private final long[] seeds;
    private final long keys;

    private FuseFilter(MemorySegment bytes, FuseGeometry geometry) {
        this.bytes = bytes;
        this.geometry = geometry;
        this.seeds = FuseLayout.seeds(bytes, geometry);
        this.keys = FuseLayout.keys(bytes);
    }

    /** Why a file is not trusted. */
    static final class UntrustedException extends Exception {
        private static final long serialVersionUID = 1L;

        UntrustedException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Maps a file and checks every byte of it.
     *
     * @param stamp that the file must bear
     * @throws UntrustedException when it is absent, damaged, or bears another stamp
     */
    static FuseFilter open(Path file, long stamp) throws UntrustedException {
        if (!Files.exists(file)) {
            throw new UntrustedException("absent");
        }
        MemorySegment bytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw new UntrustedException("unreadable (" + e.getClass().getSimpleName() + ")");
        }
        FuseGeometry geometry = FuseLayout.geometry(bytes);
        if (geometry == null || checksum(bytes) != FuseLayout.checksum(bytes)) {
            throw new UntrustedException(DAMAGED);
        }
        if (FuseLayout.stamp(bytes) != stamp) {
            throw new UntrustedException("stale");
        }
        return new FuseFilter(bytes, geometry);
    }

    /** Whether a hash may be among those that were added; false is certain. */
    boolean mayContain(long keyHash) {
        int part = geometry.partOf(keyHash);
        long hash = Hash64.mix(keyHash + seeds[part]);
        long base = FuseLayout.HEADER_SIZE + (long) part * geometry.partSize();
        int first = geometry.first(hash);
        int found = at(base + first) ^ at(base + geometry.second(hash, first)) ^ at(base + geometry.third(hash, first));
        return (byte) found == FuseGeometry.fingerprint(hash);
    }

    /** Different hashes that were added. */
    long keys() {
        return keys;
    }

    /** That its file bears. */
    long stamp() {
        return FuseLayout.stamp(bytes);
    }

    /** Bytes of the file. */
    long size() {
        return bytes.byteSize();
    }

    private byte at(long offset) {
        return bytes.get(ValueLayout.JAVA_BYTE, offset);
    }

    private static int checksum(MemorySegment bytes) {
        CRC32C checksum = new CRC32C();
        long end = FuseLayout.checksumOffset(bytes);
        for (long at = 0; at < end; at += CHECKSUM_STEP) {
            checksum.update(
                    bytes.asSlice(at, Math.min(CHECKSUM_STEP, end - at)).asByteBuffer());
        }
        return (int) checksum.getValue();
    }
}
