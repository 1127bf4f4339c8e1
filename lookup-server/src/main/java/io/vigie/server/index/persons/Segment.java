package io.vigie.server.index.persons;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vigie.v1.Person;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;

/**
 * The persons of one time by the words of their names: vocabulary, postings, compact records. Immutable, thread-safe.
 *
 * <p>Mapped from a file it costs no heap; like the miss filter's map it belongs to an automatic arena, so that it goes
 * when nobody can reach it any more, and opening it reads all of it.
 */
public final class Segment {
    private static final String DAMAGED = "damaged";
    private static final long CHECKSUM_STEP = 64L << 20;

    /** Audiences that are kept as messages; others are read again by each question. */
    private static final int AUDIENCES_KEPT_MAX = 1 << 16;

    private final MemorySegment bytes;
    private final SegmentLayout layout;
    private final KeyTable forms;
    private final KeyTable skeletons;
    private final AtomicReferenceArray<Person> audiences;

    /** Why a file is not trusted. */
    public static final class UntrustedException extends Exception {
        private static final long serialVersionUID = 1L;

        UntrustedException(String reason) {
            super(reason, null, false, false);
        }

        /** Whether the file does not hold what was written. */
        public boolean isDamage() {
            return DAMAGED.equals(getMessage());
        }
    }

    Segment(MemorySegment bytes, SegmentLayout layout) {
        this.bytes = bytes;
        this.layout = layout;
        this.forms = new KeyTable(bytes, layout.formBuckets(), layout.formList(), layout.formBits());
        this.skeletons =
                new KeyTable(bytes, layout.skeletonBuckets(), layout.skeletonList(), layout.skeletonBits());
        this.audiences = new AtomicReferenceArray<>(Math.min(layout.audiences(), AUDIENCES_KEPT_MAX));
    }

    /** Told by whoever knows that there can be no file. */
    public static UntrustedException absent() {
        return new UntrustedException("absent");
    }

    /**
     * Maps a file and checks every byte of it.
     *
     * @param stamp that the file must bear
     * @throws UntrustedException when it is absent, damaged, of another version, or bears another stamp
     */
    public static Segment open(Path file, long stamp) throws UntrustedException {
        if (!Files.exists(file)) {
            throw absent();
        }
        MemorySegment bytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw new UntrustedException("unreadable (" + e.getClass().getSimpleName() + ")");
        }
        if (SegmentLayout.isOfAnotherLevel(bytes)) {
            throw new UntrustedException("of another version");
        }
        SegmentLayout layout = SegmentLayout.read(bytes);
        if (layout == null
                || checksum(bytes, layout) != bytes.get(SegmentLayout.INT, layout.checksum())
                || !new SegmentCheck(bytes, layout).isSound()) {
            throw new UntrustedException(DAMAGED);
        }
        if (bytes.get(SegmentLayout.LONG, layout.stamp()) != stamp) {
            throw new UntrustedException("stale");
        }
        return new Segment(bytes, layout);
    }

    static int checksum(MemorySegment bytes, SegmentLayout layout) {
        CRC32C checksum = new CRC32C();
        for (long at = 0; at < layout.checksum(); at += CHECKSUM_STEP) {
            checksum.update(bytes.asSlice(at, Math.min(CHECKSUM_STEP, layout.checksum() - at))
                    .asByteBuffer());
        }
        return (int) checksum.getValue();
    }

    /** Entries: a person that was changed may have several in a segment of changes. */
    public int persons() {
        return layout.persons();
    }

    /** Different words. */
    public int tokens() {
        return layout.tokens();
    }

    /** Bytes of the whole. */
    public long size() {
        return bytes.byteSize();
    }

    /** Internal number of a person of the segment. */
    public int number(int person) {
        return intAt(layout.numbers(), person);
    }

    /** Different audiences; 0 when everybody may see all persons. */
    int audiences() {
        return layout.audiences();
    }

    /** Number of the audience of a person. */
    int audienceOf(int person) {
        return intAt(layout.audienceNumbers(), person);
    }

    /** An audience, as {@link PersonPart#audienceOf} makes it. */
    Person audience(int number) {
        Person kept = number < audiences.length() ? audiences.get(number) : null;
        if (kept != null) {
            return kept;
        }
        try {
            Person read = Person.parseFrom(encodedAudience(number));
            if (number < audiences.length()) {
                audiences.set(number, read);
            }
            return read;
        } catch (InvalidProtocolBufferException e) {
            // Every audience was read when the segment was opened.
            throw new IndexOutOfBoundsException("audience " + number + ": cannot be read");
        }
    }

    private ByteString encodedAudience(int number) {
        long start = Integer.toUnsignedLong(intAt(layout.audienceStarts(), number));
        long end = Integer.toUnsignedLong(intAt(layout.audienceStarts(), number + 1L));
        return ByteString.copyFrom(
                bytes.asSlice(layout.audienceList() + start, end - start).asByteBuffer());
    }

    /** Index of the first int of a compact record. */
    long recordStart(int person) {
        return Integer.toUnsignedLong(intAt(layout.recordStarts(), person));
    }

    int recordInt(long index) {
        return intAt(layout.records(), index);
    }

    int textLength(int token) {
        return (int) (textStart(token + 1) - textStart(token));
    }

    /**
     * Looks at the beginnings of many words, as {@link KeyTable#reach}.
     *
     * @param places as many as words, or more; overwritten
     */
    void reachTexts(int[] tokens, int count, long[] places) {
        for (int i = 0; i < count; i++) {
            places[i] = textStart(tokens[i]);
        }
        for (int i = 0; i < count; i++) {
            places[i] = bytes.get(ValueLayout.JAVA_BYTE, layout.texts() + places[i]);
        }
    }

    String text(int token) {
        int size = textLength(token);
        byte[] letters = new byte[size];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, layout.texts() + textStart(token), letters, 0, size);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    /** Copies the letters of a token as far as there is room; returns how many there are. */
    int copyText(int token, byte[] to) {
        return copyText(token, to, 0);
    }

    /** The same, to {@code at} on. */
    int copyText(int token, byte[] to, int at) {
        int size = Math.min(textLength(token), to.length - at);
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, layout.texts() + textStart(token), to, at, size);
        return size;
    }

    boolean isText(int token, byte[] word, int size) {
        return textLength(token) == size && compare(token, word, size) == 0;
    }

    /** The first token that is not smaller than a word; {@link #tokens} when all are. */
    int firstFrom(byte[] word, int size) {
        int from = 0;
        int to = layout.tokens();
        while (from < to) {
            int middle = from + to >>> 1;
            if (compare(middle, word, size) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    long postingStart(int token) {
        return Integer.toUnsignedLong(intAt(layout.postingStarts(), token));
    }

    int posting(long index) {
        return intAt(layout.postingList(), index);
    }

    /** {@link PostedDate} of a posting. */
    int date(long index) {
        return intAt(layout.dates(), index);
    }

    /** The first posting between two that is not before a {@link PostedDate}; soon found when it is near the first. */
    long firstOfDate(long start, long end, int date) {
        long from = start;
        long step = 1;
        while (start + step < end && date(start + step) < date) {
            from = start + step;
            step *= 2;
        }
        long to = Math.min(end, start + step);
        while (from < to) {
            long middle = from + to >>> 1;
            if (date(middle) < date) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    KeyTable forms() {
        return forms;
    }

    KeyTable skeletons() {
        return skeletons;
    }

    private int compare(int token, byte[] word, int size) {
        long start = textStart(token);
        int length = (int) (textStart(token + 1) - start);
        long at = layout.texts() + start;
        for (int i = 0; i < Math.min(length, size); i++) {
            int order = bytes.get(ValueLayout.JAVA_BYTE, at + i) - word[i];
            if (order != 0) {
                return order;
            }
        }
        return length - size;
    }

    private long textStart(int token) {
        return Integer.toUnsignedLong(intAt(layout.textStarts(), token));
    }

    private int intAt(long section, long index) {
        return bytes.get(SegmentLayout.INT, section + index * Integer.BYTES);
    }
}
