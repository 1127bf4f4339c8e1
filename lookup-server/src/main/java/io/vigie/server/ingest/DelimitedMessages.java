package io.vigie.server.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Protobuf messages, each behind its length as a varint (as {@code writeDelimitedTo} writes them). */
final class DelimitedMessages implements RecordSource {
    private final InputStream in;
    private long number;
    private boolean ended;

    DelimitedMessages(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public boolean isReady() throws IOException {
        return !ended && in.available() > 0;
    }

    @Override
    public @Nullable Item next() {
        if (ended) {
            return null;
        }
        number++;
        try {
            long length = length();
            if (length < 0) {
                ended = true;
                return null;
            }
            if (length > ITEM_SIZE_MAX) {
                in.skipNBytes(length);
                return Item.fault(number, "message of " + length + " bytes (expected: <= " + ITEM_SIZE_MAX + ")");
            }
            byte[] content = in.readNBytes((int) length);
            if (content.length < length) {
                throw new EOFException();
            }
            return Item.of(number, content);
        } catch (IOException e) {
            ended = true;
            return Item.fault(number, RecordSource.fault(e));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The next length, or −1 at the end of the file. */
    private long length() throws IOException {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = in.read();
            if (b < 0) {
                if (shift == 0) {
                    return -1;
                }
                throw new EOFException();
            }
            length |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return length;
            }
        }
        throw new IOException("length is not a varint");
    }
}
