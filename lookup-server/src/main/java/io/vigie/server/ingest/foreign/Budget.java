package io.vigie.server.ingest.foreign;

import io.vigie.server.ingest.RecordSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bounds how many bytes a parser may take at a time, which bounds what it can hold. */
final class Budget extends FilterInputStream {
    private final int bytesMax;
    private int left;
    private @Nullable IOException failure;

    /** More was asked for than is allowed. */
    private static final class SpentException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Budget(InputStream in, int bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
        this.left = bytesMax;
    }

    /** From now on the whole budget holds again. */
    void renew() {
        left = bytesMax;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int size) throws IOException {
        try {
            if (left <= 0) {
                throw new SpentException();
            }
            int count = super.read(target, offset, Math.min(size, left));
            left -= Math.max(0, count);
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Why bytes did not come, for people; parsers take some failures for the end of the file. Null when they all came. */
    @Nullable String fault() {
        return switch (failure) {
            case null -> null;
            case SpentException _ -> "one value, comment or tag is larger than any of a list; what follows is not read";
            default -> RecordSource.fault(failure);
        };
    }
}
