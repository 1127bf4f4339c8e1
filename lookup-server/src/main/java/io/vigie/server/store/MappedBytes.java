package io.vigie.server.store;

import java.nio.ByteBuffer;

/** Bytes of LMDB's map, whose sizes stand on disk and may be damaged. */
final class MappedBytes {
    /** More than any value has. */
    static final int VALUE_SIZE_MAX = 64 << 20;

    private MappedBytes() {}

    /**
     * Copies them.
     *
     * @throws DamagedPageException when they are more than a value has
     * @throws InternalError by the VM, as soon as this returns or later, when they lead out of the file: too late for a catch
     *     in here, so whoever answers a question catches it
     */
    static byte[] copy(ByteBuffer mapped) {
        // Not remaining(), which takes a size beyond an int for nothing.
        int size = mapped.limit() - mapped.position();
        if (size < 0 || size > VALUE_SIZE_MAX) {
            throw new DamagedPageException("a value of " + Integer.toUnsignedString(size) + " bytes (expected: <= "
                    + VALUE_SIZE_MAX + ")");
        }
        byte[] bytes = new byte[size];
        mapped.get(mapped.position(), bytes);
        return bytes;
    }
}
