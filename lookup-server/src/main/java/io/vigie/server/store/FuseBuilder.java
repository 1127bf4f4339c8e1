package io.vigie.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Gathers hashes and writes them as a {@link FuseFilter}. Heap: 64 kB a million keys expected and about 30 MB while a
 * part is built, however many keys there are.
 *
 * <p>Used by one thread. Close removes the scratch file.
 */
final class FuseBuilder implements AutoCloseable {
    private final HashSpool spool;
    private final int parts;
    private final FuseGeometry shape;
    private long last;
    private boolean empty = true;
    private @Nullable FileChannel out;
    private final CRC32C checksum = new CRC32C();

    /**
     * @param scratch file that may be written meanwhile
     * @param keysExpected a guess; wrong ones cost space or time, never a key
     */
    FuseBuilder(Path scratch, long keysExpected) {
        this.parts = FuseGeometry.partsFor(keysExpected);
        this.shape = FuseGeometry.of(parts, 0);
        this.spool = new HashSpool(scratch, parts);
    }

    /** Adds a hash; again costs least right after itself. */
    void add(long hash) throws IOException {
        if (empty || hash != last) {
            spool.add(shape.partOf(hash), hash);
            last = hash;
            empty = false;
        }
    }

    /** Builds the filter and writes it, synced, in the place of a file that was there. */
    void write(Path file, long stamp) throws IOException {
        int keysMax = 0;
        for (int part = 0; part < parts; part++) {
            keysMax = Math.max(keysMax, spool.size(part));
        }
        FuseGeometry geometry = FuseGeometry.of(parts, keysMax);
        try (FileChannel channel =
                PrivateFiles.create(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            out = channel;
            checksum.reset();
            put(FuseLayout.header(geometry));
            ByteBuffer seeds = ByteBuffer.allocate(parts * Long.BYTES);
            long keys = writeParts(geometry, keysMax, seeds);
            put(seeds.flip());
            put(FuseLayout.footer(keys, stamp));
            put(ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).flip());
            channel.force(true);
        } finally {
            out = null;
        }
    }

    private long writeParts(FuseGeometry geometry, int keysMax, ByteBuffer seeds) throws IOException {
        FusePart builder = new FusePart(geometry, keysMax);
        long[] hashes = new long[keysMax];
        long keys = 0;
        for (int part = 0; part < parts; part++) {
            spool.read(part, hashes);
            FusePart.Built built = builder.build(part, hashes, spool.size(part));
            seeds.putLong(built.seed());
            keys += built.keys();
            put(ByteBuffer.wrap(builder.fingerprints()));
        }
        return keys;
    }

    private void put(ByteBuffer bytes) throws IOException {
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            if (out == null) {
                throw new IllegalStateException("filter: no file (expected: within write)");
            }
            out.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
