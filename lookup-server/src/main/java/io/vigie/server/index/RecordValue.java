package io.vigie.server.index;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.vigie.v1.Record;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * Value of a record table.
 *
 * <pre>
 *  0          4
 *  +----------+-------------------------------------------
 *  | checksum | TravelDocument, Person or Notice (protobuf)
 *  +----------+-------------------------------------------
 *  checksum: CRC-32C of the rest, big-endian
 * </pre>
 */
final class RecordValue {
    private static final int CHECKSUM_SIZE = 4;

    private RecordValue() {}

    static byte[] encode(Record record) {
        MessageLite content = RecordKind.content(record);
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
     * Reads a value back.
     *
     * @throws DamagedException when the checksum or the content is wrong
     */
    static Record decode(RecordKind kind, byte[] value) {
        if (value.length < CHECKSUM_SIZE) {
            throw new DamagedException(kind + ": value of " + value.length + " bytes (expected: >= 4)");
        }
        int stored = 0;
        for (int i = 0; i < CHECKSUM_SIZE; i++) {
            stored = stored << 8 | value[i] & 0xFF;
        }
        if (stored != checksum(value)) {
            throw new DamagedException(kind + ": checksum of a record does not hold");
        }
        return kind.parse(value, CHECKSUM_SIZE, value.length - CHECKSUM_SIZE);
    }

    private static int checksum(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, CHECKSUM_SIZE, value.length - CHECKSUM_SIZE);
        return (int) crc.getValue();
    }
}
