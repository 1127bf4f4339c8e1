package io.vigie.server.index;

import io.vigie.v1.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a generation holds: position, time of the last change, records by kind. The one value of the meta table, changed
 * in the transaction that changes the records.
 *
 * <pre>
 *  +--------------+-------+----------+------------------+-----------------------------+----------------+
 *  | schema level | epoch | sequence | changed (millis) | documents, persons, notices | ranges changed |
 *  | int          | int   | long     | long             | 3 longs                     | long           |
 *  +--------------+-------+----------+------------------+-----------------------------+----------------+
 * </pre>
 *
 * @param epoch grows when another node takes over
 * @param sequence number of changes so far
 * @param changed when the last change was made
 * @param documents number of records
 * @param persons number of records
 * @param notices number of records
 * @param rangesChanged sequence of the last change of a range of numbers, 0 = there never was one
 */
public record Contents(
        int epoch, long sequence, Instant changed, long documents, long persons, long notices, long rangesChanged) {
    /** Level of the tables' layout; data of another level is refused. */
    static final int SCHEMA_LEVEL = 6;

    static final byte[] KEY = "contents".getBytes(StandardCharsets.US_ASCII);

    private static final int SIZE = 4 + 4 + 8 + 8 + 3 * 8 + 8;

    /** Before the first change. */
    public static final Contents NONE = new Contents(1, 0, Instant.EPOCH, 0, 0, 0, 0);

    public Position position() {
        return Position.newBuilder().setEpoch(epoch).setSequence(sequence).build();
    }

    public long records(RecordKind kind) {
        return switch (kind) {
            case DOCUMENT -> documents;
            case PERSON -> persons;
            case NOTICE -> notices;
        };
    }

    /** After one more change, which {@link #counted} counts. */
    Contents next() {
        return new Contents(epoch, sequence + 1, changed, documents, persons, notices, rangesChanged);
    }

    /** With more or fewer records of a kind. */
    Contents counted(RecordKind kind, int added) {
        return new Contents(
                epoch,
                sequence,
                changed,
                documents + (kind == RecordKind.DOCUMENT ? added : 0),
                persons + (kind == RecordKind.PERSON ? added : 0),
                notices + (kind == RecordKind.NOTICE ? added : 0),
                rangesChanged);
    }

    /** The change just counted was one of ranges. */
    Contents rangesChangedNow() {
        return new Contents(epoch, sequence, changed, documents, persons, notices, sequence);
    }

    /** After a change that another node put there. */
    Contents at(Position position) {
        return new Contents(
                position.getEpoch(), position.getSequence(), changed, documents, persons, notices, rangesChanged);
    }

    Contents at(Instant time) {
        return new Contents(epoch, sequence, time, documents, persons, notices, rangesChanged);
    }

    byte[] encode() {
        return ByteBuffer.allocate(SIZE)
                .putInt(SCHEMA_LEVEL)
                .putInt(epoch)
                .putLong(sequence)
                .putLong(changed.toEpochMilli())
                .putLong(documents)
                .putLong(persons)
                .putLong(notices)
                .putLong(rangesChanged)
                .array();
    }

    static Contents decode(byte @Nullable [] value) {
        if (value == null || value.length < 4) {
            throw new DamagedException("meta: holds no contents");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        int level = in.getInt();
        if (level != SCHEMA_LEVEL) {
            throw new DamagedException("data: schema level " + level + ", written by another version (expected: "
                    + SCHEMA_LEVEL + "; load the records again into an empty folder)");
        }
        if (value.length != SIZE) {
            throw new DamagedException("meta: contents of " + value.length + " bytes (expected: " + SIZE + ")");
        }
        return new Contents(
                in.getInt(),
                in.getLong(),
                Instant.ofEpochMilli(in.getLong()),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    /** Records by kind, for meters. */
    public Map<RecordKind, Long> byKind() {
        Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            counts.put(kind, records(kind));
        }
        return counts;
    }
}
