package io.vigie.server.index;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * A message on disk behind its checksum.
 *
 * <pre>
 *  0          4
 *  +----------+--------------------
 *  | checksum | message (protobuf)
 *  +----------+--------------------
 *  checksum: CRC-32C of the rest, big-endian
 * </pre>
 */
final class Checked {
    private static final int CHECKSUM_SIZE = 4;

    private Checked() {}

    static byte[] encode(MessageLite content) {
        byte[] value = new byte[CHECKSUM_SIZE + content.getSerializedSize()];
        try {
            CodedOutputStream out =
                    CodedOutputStream.newInstance(value, CHECKSUM_SIZE, value.length - CHECKSUM_SIZE);
            content.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int checksum = checksum(value);
        for (int i = 0; i < CHECKSUM_SIZE; i++) {
            value[i] = (byte) (checksum >>> (24 - 8 * i));
        }
        return value;
    }

    /**
     * Where the message of a value begins.
     *
     * @param what the value is, for the message
     * @throws DamagedException when the checksum does not hold
     */
    static int verify(Object what, byte[] value) {
        if (value.length < CHECKSUM_SIZE) {
            throw new DamagedException(what + ": value of " + value.length + " bytes (expected: >= 4)");
        }
        int stored = 0;
        for (int i = 0; i < CHECKSUM_SIZE; i++) {
            stored = stored << 8 | value[i] & 0xFF;
        }
        if (stored != checksum(value)) {
            throw new DamagedException(what + ": checksum of a value does not hold");
        }
        return CHECKSUM_SIZE;
    }

    private static int checksum(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, CHECKSUM_SIZE, value.length - CHECKSUM_SIZE);
        return (int) crc.getValue();
    }
}
