package io.vigie.server.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * The segment that is written to.
 *
 * @param day of its blocks, since 1970
 * @param headerDigest which its first block follows
 */
record OpenSegment(int number, int day, FileChannel channel, SegmentKey key, byte[] headerDigest)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        key.close();
        channel.close();
    }
}
