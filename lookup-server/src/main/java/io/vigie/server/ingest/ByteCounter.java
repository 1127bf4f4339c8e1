package io.vigie.server.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts bytes read, for progress. Thread-safe. */
public final class ByteCounter {
    private final AtomicLong bytes = new AtomicLong();

    public long bytes() {
        return bytes.get();
    }

    InputStream wrap(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) {
                    bytes.incrementAndGet();
                }
                return b;
            }

            @Override
            public int read(byte[] target, int offset, int size) throws IOException {
                int count = super.read(target, offset, size);
                if (count > 0) {
                    bytes.addAndGet(count);
                }
                return count;
            }
        };
    }
}
