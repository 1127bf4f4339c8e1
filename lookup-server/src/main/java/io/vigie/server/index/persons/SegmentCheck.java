package io.vigie.server.index.persons;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Whether a segment's sections agree with its head and with each other: starts ascend to what the head counts, lists name
 * only persons and tokens that there are. A checksum says that the bytes are those written; this, that they can be followed.
 */
final class SegmentCheck {
    private final MemorySegment bytes;
    private final SegmentLayout layout;

    SegmentCheck(MemorySegment bytes, SegmentLayout layout) {
        this.bytes = bytes;
        this.layout = layout;
    }

    boolean isSound() {
        return ascends(layout.recordStarts(), layout.persons(), layout.recordInts())
                && ascends(layout.textStarts(), layout.tokens(), layout.textBytes())
                && ascends(layout.postingStarts(), layout.tokens(), layout.postings())
                && ascends(layout.formBuckets(), 1L << layout.formBits(), layout.forms())
                && ascends(layout.skeletonBuckets(), 1L << layout.skeletonBits(), layout.skeletons())
                && areLetters()
                && areBelow(layout.postingList(), layout.postings(), Integer.BYTES, layout.persons())
                && areBelow(layout.formList() + Integer.BYTES, layout.forms(), Long.BYTES, layout.tokens())
                && areBelow(layout.skeletonList() + Integer.BYTES, layout.skeletons(), Long.BYTES, layout.tokens())
                && (layout.audiences() == 0 || areAudiences());
    }

    /** Whether {@code count} + 1 ints ascend from 0 to {@code end}. */
    private boolean ascends(long section, long count, long end) {
        long before = 0;
        for (long i = 0; i <= count; i++) {
            long start = Integer.toUnsignedLong(bytes.get(SegmentLayout.INT, section + i * Integer.BYTES));
            if (start < before || i == 0 && start != 0) {
                return false;
            }
            before = start;
        }
        return before == end;
    }

    /** Whether ints, one every {@code step} bytes, are places in a list of {@code size}. */
    private boolean areBelow(long section, long count, int step, int size) {
        for (long i = 0; i < count; i++) {
            int place = bytes.get(SegmentLayout.INT, section + i * step);
            if (place < 0 || place >= size) {
                return false;
            }
        }
        return true;
    }

    private boolean areAudiences() {
        if (!ascends(layout.audienceStarts(), layout.audiences(), layout.audienceBytes())
                || !areBelow(layout.audienceNumbers(), layout.persons(), Integer.BYTES, layout.audiences())) {
            return false;
        }
        Segment segment = new Segment(bytes, layout);
        try {
            for (int audience = 0; audience < layout.audiences(); audience++) {
                var _ = segment.audience(audience);
            }
            return true;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private boolean areLetters() {
        for (long i = 0; i < layout.textBytes(); i++) {
            byte letter = bytes.get(ValueLayout.JAVA_BYTE, layout.texts() + i);
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return true;
    }
}
