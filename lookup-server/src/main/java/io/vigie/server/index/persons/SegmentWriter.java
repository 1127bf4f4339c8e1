package io.vigie.server.index.persons;

import io.vigie.server.match.Skeleton;
import io.vigie.server.store.PrivateFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/** Turns gathered persons into the bytes of a segment. Used once. */
final class SegmentWriter {
    /*
     * A file is filled with zeros first, which takes the disk's room by ordinary writes, and then written through a map,
     * since postings and forms fall all over it: a full disk is an exception, never a fault in the map. All sizes are
     * known before: words and postings were counted as they came, forms are counted here.
     */

    private static final int FILL_STEP = 1 << 20;

    /** Ints of the spool for each person beside the record: number, audience, size. */
    private static final long SPOOLED_BESIDE = 3;

    /** Shorter words have no forms but themselves: without one letter too little would be left. */
    static final int FORM_LENGTH_MIN = 3;

    private final TokenTable tokens;
    private final AudienceTable audiences;
    private final IntSpool spool;
    private final int persons;
    private final long postings;
    private final int[] order;

    SegmentWriter(TokenTable tokens, AudienceTable audiences, IntSpool spool, int persons, long postings) {
        this.tokens = tokens;
        this.audiences = audiences;
        this.spool = spool;
        this.persons = persons;
        this.postings = postings;
        this.order = tokens.sorted();
    }

    void toFile(Path file, long stamp) throws IOException {
        SegmentLayout layout = layout();
        Files.deleteIfExists(file);
        try (FileChannel channel = PrivateFiles.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
                Arena arena = Arena.ofConfined()) {
            fill(channel, layout.size());
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, layout.size(), arena);
            write(bytes, layout, stamp);
            bytes.force();
            channel.force(true);
        }
    }

    Segment toMemory() throws IOException {
        SegmentLayout layout = layout();
        MemorySegment bytes = Arena.ofAuto().allocate(layout.size());
        write(bytes, layout, 0);
        return new Segment(bytes, layout);
    }

    private static void fill(FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(FILL_STEP);
        for (long left = size; left > 0; left -= zeros.limit()) {
            zeros.clear().limit((int) Math.min(left, FILL_STEP));
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    private SegmentLayout layout() {
        long forms = 0;
        long skeletons = 0;
        for (int token = 0; token < tokens.size(); token++) {
            forms += forms(token, (_, _) -> {});
            skeletons += Skeleton.of(tokens.text(token)).isEmpty() ? 0 : 1;
        }
        return new SegmentLayout(
                persons,
                tokens.size(),
                spool.size() - SPOOLED_BESIDE * persons,
                tokens.lettersSize(),
                postings,
                forms,
                skeletons,
                SegmentLayout.bucketBits(forms),
                SegmentLayout.bucketBits(skeletons),
                audiences.size(),
                audiences.bytes());
    }

    private void write(MemorySegment bytes, SegmentLayout layout, long stamp) throws IOException {
        layout.writeHead(bytes);
        writeTexts(bytes, layout);
        writeRecords(bytes, layout);
        sortPostings(bytes, layout);
        writeForms(bytes, layout);
        writeSkeletons(bytes, layout);
        writeAudiences(bytes, layout);
        bytes.set(SegmentLayout.LONG, layout.stamp(), stamp);
        bytes.set(SegmentLayout.INT, layout.checksum(), Segment.checksum(bytes, layout));
    }

    private void writeTexts(MemorySegment bytes, SegmentLayout layout) {
        long text = 0;
        long posting = 0;
        for (int rank = 0; rank < order.length; rank++) {
            int token = order[rank];
            setInt(bytes, layout.textStarts(), rank, (int) text);
            setInt(bytes, layout.postingStarts(), rank, (int) posting);
            MemorySegment.copy(
                    tokens.letters(),
                    tokens.start(token),
                    bytes,
                    ValueLayout.JAVA_BYTE,
                    layout.texts() + text,
                    tokens.length(token));
            text += tokens.length(token);
            posting += tokens.count(token);
        }
        setInt(bytes, layout.textStarts(), order.length, (int) text);
        setInt(bytes, layout.postingStarts(), order.length, (int) posting);
    }

    private void writeRecords(MemorySegment bytes, SegmentLayout layout) throws IOException {
        int[] ranks = new int[order.length];
        int[] next = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
            next[rank] = intAt(bytes, layout.postingStarts(), rank);
        }
        PersonPostings posted = new PersonPostings();
        IntSpool.Reader in = spool.reader();
        int[] record = new int[64];
        long at = 0;
        for (int person = 0; person < persons; person++) {
            setInt(bytes, layout.numbers(), person, in.next());
            int audience = in.next();
            if (layout.audiences() > 0) {
                setInt(bytes, layout.audienceNumbers(), person, audience);
            }
            int size = in.next();
            record = size > record.length ? new int[2 * size] : record;
            for (int i = 0; i < size; i++) {
                record[i] = in.next();
            }
            WordWalk words = new WordWalk(record);
            for (int word = words.next(); word >= 0; word = words.next()) {
                record[word] = RecordCode.withToken(record[word], ranks[RecordCode.token(record[word])]);
            }
            setInt(bytes, layout.recordStarts(), person, (int) at);
            for (int i = 0; i < size; i++) {
                setInt(bytes, layout.records(), at++, record[i]);
            }
            posted.read(record);
            post(bytes, layout, posted, person, next);
        }
        setInt(bytes, layout.recordStarts(), persons, (int) at);
    }

    private static void post(
            MemorySegment bytes, SegmentLayout layout, PersonPostings posted, int person, int[] next) {
        for (int i = 0; i < posted.tokens(); i++) {
            for (int date = 0; date < posted.dates(); date++) {
                long index = Integer.toUnsignedLong(next[posted.token(i)]++);
                setInt(bytes, layout.postingList(), index, person);
                setInt(bytes, layout.dates(), index, posted.date(date));
            }
        }
    }

    private void sortPostings(MemorySegment bytes, SegmentLayout layout) {
        long[] sorted = new long[64];
        long from = 0;
        for (int token : order) {
            int count = tokens.count(token);
            if (count > 1) {
                sorted = count > sorted.length ? new long[2 * count] : sorted;
                for (int i = 0; i < count; i++) {
                    long date = intAt(bytes, layout.dates(), from + i);
                    sorted[i] = date << 32 | intAt(bytes, layout.postingList(), from + i);
                }
                Arrays.sort(sorted, 0, count);
                for (int i = 0; i < count; i++) {
                    setInt(bytes, layout.dates(), from + i, (int) (sorted[i] >>> 32));
                    setInt(bytes, layout.postingList(), from + i, (int) sorted[i]);
                }
            }
            from += count;
        }
    }

    private void writeForms(MemorySegment bytes, SegmentLayout layout) {
        int[] counts = new int[1 << layout.formBits()];
        int shift = WordHash.BITS - layout.formBits();
        for (int token : order) {
            forms(token, (_, hash) -> counts[hash >>> shift]++);
        }
        KeyTable.Filler filler = new KeyTable.Filler(
                bytes, layout.formBuckets(), layout.formList(), layout.formBits(), counts);
        for (int rank = 0; rank < order.length; rank++) {
            int named = rank;
            forms(order[rank], (_, hash) -> filler.put(hash, named));
        }
        filler.finish();
    }

    private void writeSkeletons(MemorySegment bytes, SegmentLayout layout) {
        int[] counts = new int[1 << layout.skeletonBits()];
        int shift = WordHash.BITS - layout.skeletonBits();
        int[] hashes = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            String skeleton = Skeleton.of(tokens.text(order[rank]));
            hashes[rank] = skeleton.isEmpty() ? -1 : WordHash.ofSkeleton(skeleton);
            if (hashes[rank] >= 0) {
                counts[hashes[rank] >>> shift]++;
            }
        }
        KeyTable.Filler filler = new KeyTable.Filler(
                bytes, layout.skeletonBuckets(), layout.skeletonList(), layout.skeletonBits(), counts);
        for (int rank = 0; rank < order.length; rank++) {
            if (hashes[rank] >= 0) {
                filler.put(hashes[rank], rank);
            }
        }
        filler.finish();
    }

    private void writeAudiences(MemorySegment bytes, SegmentLayout layout) {
        if (layout.audiences() == 0) {
            return;
        }
        long at = 0;
        for (int audience = 0; audience < layout.audiences(); audience++) {
            byte[] encoded = audiences.encoded(audience).toByteArray();
            setInt(bytes, layout.audienceStarts(), audience, (int) at);
            MemorySegment.copy(
                    encoded, 0, bytes, ValueLayout.JAVA_BYTE, layout.audienceList() + at, encoded.length);
            at += encoded.length;
        }
        setInt(bytes, layout.audienceStarts(), layout.audiences(), (int) at);
    }

    private interface FormSink {
        void accept(int token, int hash);
    }

    /** The word itself, and without each letter; of letters that repeat one is left out once. Returns how many. */
    private int forms(int token, FormSink sink) {
        byte[] letters = tokens.letters();
        int start = tokens.start(token);
        int size = tokens.length(token);
        sink.accept(token, WordHash.of(letters, start, start + size));
        int count = 1;
        for (int i = 0; size >= FORM_LENGTH_MIN && i < size; i++) {
            if (i == 0 || letters[start + i] != letters[start + i - 1]) {
                sink.accept(token, WordHash.without(letters, start, size, i));
                count++;
            }
        }
        return count;
    }

    private static int intAt(MemorySegment bytes, long section, long index) {
        return bytes.get(SegmentLayout.INT, section + index * Integer.BYTES);
    }

    private static void setInt(MemorySegment bytes, long section, long index, int value) {
        bytes.set(SegmentLayout.INT, section + index * Integer.BYTES, value);
    }
}
