package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that were added since a generation's filter was built, in a file beside it, so that the next start need not build
 * the filter anew. On the writer thread.
 *
 * <pre>
 *  0: stamp of the filter (long) · 8: stamp of the last transaction (long) · 16: count (int) · 20: CRC-32C of the hashes (int)
 *  24: CRC-32C of everything before (int) · 28: hashes (longs)
 * </pre>
 *
 * The hashes of a transaction are written behind its commit, and before the head that counts them; nothing is synced. So
 * whatever a crash leaves, the head bears another stamp than the data, or one of the checksums does not hold, or all that
 * the data holds is there.
 */
final class FilterAdditions implements AutoCloseable {
    static final String NAME = "numbers.added";

    private static final int HEAD_SIZE = 28;

    private final FileChannel channel;
    private final MissFilter filter;
    private final List<Long> waiting = new ArrayList<>();
    private CRC32C checksum = new CRC32C();
    private int count;

    /**
     * What a folder's file holds.
     *
     * @param filterStamp of the filter that it belongs to
     */
    record Stored(long filterStamp, AddedHashes hashes) {}

    private FilterAdditions(FileChannel channel, MissFilter filter) {
        this.channel = channel;
        this.filter = filter;
    }

    /** Begins the file anew with all that was added to a filter that is trusted. */
    static FilterAdditions create(Path folder, MissFilter filter) throws IOException {
        FileChannel channel = PrivateFiles.open(
                folder.resolve(NAME),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
        FilterAdditions additions = new FilterAdditions(channel, filter);
        filter.added().forEach(additions::add);
        return additions;
    }

    boolean isOf(MissFilter other) {
        return filter == other;
    }

    void add(long hash) {
        waiting.add(hash);
    }

    /**
     * Writes what was added.
     *
     * @param stamp of the data with it
     */
    void committed(long stamp) throws IOException {
        ByteBuffer hashes = ByteBuffer.allocate(waiting.size() * Long.BYTES);
        waiting.forEach(hashes::putLong);
        hashes.flip();
        checksum.update(hashes.duplicate());
        writeAll(hashes, HEAD_SIZE + (long) count * Long.BYTES);
        count += waiting.size();
        waiting.clear();
        ByteBuffer head = ByteBuffer.allocate(HEAD_SIZE)
                .putLong(filter.stamp())
                .putLong(stamp)
                .putInt(count)
                .putInt((int) checksum.getValue());
        writeAll(head.putInt(checksumOf(head.duplicate().flip())).flip(), 0);
    }

    private void writeAll(ByteBuffer bytes, long at) throws IOException {
        for (long to = at; bytes.hasRemaining(); ) {
            to += channel.write(bytes, to);
        }
    }

    /** What a folder's file holds, when it belongs to data of a stamp; else null. */
    static @Nullable Stored read(Path folder, long stamp) {
        Path file = folder.resolve(NAME);
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size < HEAD_SIZE || size > HEAD_SIZE + (long) Long.BYTES * AddedHashes.SIZE_MAX) {
                return null;
            }
            return read(ByteBuffer.wrap(Files.readAllBytes(file)), stamp);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Stored read(ByteBuffer in, long stamp) {
        int headChecksum = checksumOf(in.slice(0, HEAD_SIZE - Integer.BYTES));
        long filterStamp = in.getLong();
        boolean isOfData = in.getLong() == stamp;
        int count = in.getInt();
        int checksum = in.getInt();
        if (headChecksum != in.getInt()
                || !isOfData
                || count < 0
                || in.remaining() / Long.BYTES < count
                || checksum != checksumOf(in.slice(HEAD_SIZE, count * Long.BYTES))) {
            return null;
        }
        AddedHashes hashes = new AddedHashes();
        for (int i = 0; i < count; i++) {
            if (!hashes.add(in.getLong())) {
                return null;
            }
        }
        return new Stored(filterStamp, hashes);
    }

    private static int checksumOf(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // What was written is with the operating system.
        }
    }
}
