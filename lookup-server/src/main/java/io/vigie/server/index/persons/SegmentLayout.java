package io.vigie.server.index.persons;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Layout of a segment. Numbers are big-endian; sections follow each other, each begins on a multiple of eight bytes.
 *
 * <pre>
 *  0: "VIGIEPRS" · 8: level (int) · 12: persons (int) · 16: tokens (int) · 20: zeros (int) · 24: ints of records (long)
 *  32: bytes of texts (long) · 40: postings (long) · 48: forms (long) · 56: skeletons (long)
 *  64: bits of form buckets (int) · 68: bits of skeleton buckets (int) · 72: audiences (int) · 76: zeros (4)
 *  80: bytes of audiences (long) · 88: sections
 *      numbers           int a person: internal number; person i below is the i-th
 *      record starts     int a person and one more: index among the ints of records
 *      records           ints (RecordCode)
 *      text starts       int a token and one more
 *      texts             A to Z, tokens in ascending order
 *      posting starts    int a token and one more
 *      postings          int each: person; those of a token by date, then by person
 *      dates             int a posting (PostedDate)
 *      form buckets      int a bucket and one more, by the top bits of the hash
 *      forms             long each: hash of a token, or of a token without one letter (31 bits), token; ascending
 *      skeleton buckets  as form buckets
 *      skeletons         as forms
 *      audience numbers  int a person; only where there are audiences
 *      audience starts   int an audience and one more; only where there are audiences
 *      audiences         messages (PersonPart)
 *  then: stamp (long) · CRC-32C of everything before (int)
 * </pre>
 *
 * @param persons and the others: counts as in the head
 */
record SegmentLayout(
        int persons,
        int tokens,
        long recordInts,
        long textBytes,
        long postings,
        long forms,
        long skeletons,
        int formBits,
        int skeletonBits,
        int audiences,
        long audienceBytes) {
    /** Grows when the layout changes, and when {@code NameReader} reads names otherwise: then what was built is built anew. */
    static final int LEVEL = 8;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final long MAGIC =
            ByteBuffer.wrap("VIGIEPRS".getBytes(StandardCharsets.US_ASCII)).getLong();
    private static final int LEVEL_AT = 8;
    private static final int HEAD_SIZE = 88;
    private static final int STAMP_SIZE = Long.BYTES;
    private static final int CHECKSUM_SIZE = Integer.BYTES;
    private static final int BUCKET_BITS_MAX = 28;
    private static final long UNSIGNED_MAX = 0xFFFF_FFFFL;

    SegmentLayout {
        if (persons < 0
                || tokens < 0
                || tokens > RecordCode.TOKENS_MAX
                || !isIndexable(recordInts)
                || !isIndexable(textBytes)
                || !isIndexable(postings)
                || !isIndexable(forms)
                || !isIndexable(skeletons)
                || formBits < 0
                || formBits > BUCKET_BITS_MAX
                || skeletonBits < 0
                || skeletonBits > BUCKET_BITS_MAX
                || audiences < 0
                || audiences > persons
                || !isIndexable(audienceBytes)) {
            throw new IllegalArgumentException("segment: counts beyond what the layout holds");
        }
    }

    private static boolean isIndexable(long count) {
        return count >= 0 && count <= UNSIGNED_MAX;
    }

    long recordStarts() {
        return HEAD_SIZE + aligned((long) persons * Integer.BYTES);
    }

    long numbers() {
        return HEAD_SIZE;
    }

    long records() {
        return recordStarts() + aligned((persons + 1L) * Integer.BYTES);
    }

    long textStarts() {
        return records() + aligned(recordInts * Integer.BYTES);
    }

    long texts() {
        return textStarts() + aligned((tokens + 1L) * Integer.BYTES);
    }

    long postingStarts() {
        return texts() + aligned(textBytes);
    }

    long postingList() {
        return postingStarts() + aligned((tokens + 1L) * Integer.BYTES);
    }

    long dates() {
        return postingList() + aligned(postings * Integer.BYTES);
    }

    long formBuckets() {
        return dates() + aligned(postings * Integer.BYTES);
    }

    long formList() {
        return formBuckets() + aligned(((1L << formBits) + 1) * Integer.BYTES);
    }

    long skeletonBuckets() {
        return formList() + forms * Long.BYTES;
    }

    long skeletonList() {
        return skeletonBuckets() + aligned(((1L << skeletonBits) + 1) * Integer.BYTES);
    }

    long audienceNumbers() {
        return skeletonList() + skeletons * Long.BYTES;
    }

    long audienceStarts() {
        return audienceNumbers() + (audiences == 0 ? 0 : aligned((long) persons * Integer.BYTES));
    }

    long audienceList() {
        return audienceStarts() + (audiences == 0 ? 0 : aligned((audiences + 1L) * Integer.BYTES));
    }

    long stamp() {
        return audienceList() + aligned(audienceBytes);
    }

    long checksum() {
        return stamp() + STAMP_SIZE;
    }

    /** Bytes of the whole. */
    long size() {
        return checksum() + CHECKSUM_SIZE;
    }

    private static long aligned(long size) {
        return size + 7 & ~7L;
    }

    void writeHead(MemorySegment to) {
        to.set(LONG, 0, MAGIC);
        to.set(INT, LEVEL_AT, LEVEL);
        to.set(INT, 12, persons);
        to.set(INT, 16, tokens);
        to.set(LONG, 24, recordInts);
        to.set(LONG, 32, textBytes);
        to.set(LONG, 40, postings);
        to.set(LONG, 48, forms);
        to.set(LONG, 56, skeletons);
        to.set(INT, 64, formBits);
        to.set(INT, 68, skeletonBits);
        to.set(INT, 72, audiences);
        to.set(LONG, 80, audienceBytes);
    }

    /** Whether a file was written by a version that reads names or lays out segments otherwise. */
    static boolean isOfAnotherLevel(MemorySegment file) {
        return file.byteSize() >= HEAD_SIZE && file.get(LONG, 0) == MAGIC && file.get(INT, LEVEL_AT) != LEVEL;
    }

    /** The layout that the head tells and the size confirms, or null. */
    static @Nullable SegmentLayout read(MemorySegment file) {
        if (file.byteSize() < HEAD_SIZE || file.get(LONG, 0) != MAGIC || file.get(INT, LEVEL_AT) != LEVEL) {
            return null;
        }
        try {
            SegmentLayout layout = new SegmentLayout(
                    file.get(INT, 12),
                    file.get(INT, 16),
                    file.get(LONG, 24),
                    file.get(LONG, 32),
                    file.get(LONG, 40),
                    file.get(LONG, 48),
                    file.get(LONG, 56),
                    file.get(INT, 64),
                    file.get(INT, 68),
                    file.get(INT, 72),
                    file.get(LONG, 80));
            return file.byteSize() == layout.size() ? layout : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Bits so that a bucket holds about four entries. */
    static int bucketBits(long entries) {
        return Math.clamp(62 - Long.numberOfLeadingZeros(Math.max(1, entries)), 0, BUCKET_BITS_MAX);
    }
}
