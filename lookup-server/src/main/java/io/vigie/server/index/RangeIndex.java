package io.vigie.server.index;

import io.vigie.mrz.States;
import io.vigie.server.store.ReadView;
import io.vigie.server.store.Table;
import io.vigie.v1.DocumentType;
import io.vigie.v1.TravelDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The ranges of numbers of one moment, in memory, and those of them that hold a number. Immutable. Without ranges a
 * search costs one comparison; else as many steps as the logarithm of their count, and one more for every range that
 * holds the number.
 */
public final class RangeIndex {
    /*
     * Ranges of several owners overlap and nest, so the ranges around a number do not lie side by side in any order of
     * keys. Ranges are few (thousands), and a question without a hit must not pay for them: their keys are held in
     * memory, sorted by length and first number, as an interval tree without pointers. The middle of a stretch is its
     * root, and for each root we know the greatest last number of its stretch: a stretch whose greatest lies before the
     * number holds nothing, and right of a range that begins after the number nothing can hold it.
     *
     * One moment: the meta table says at which change ranges changed last, and a reader whose index is of another
     * generation or change reads the table again through its own view. Records stay on disk and are read, and checked,
     * when they are hit.
     *
     * Rejected: blocks of powers of ten on disk (one record becomes up to a hundred keys, and every question about
     * ten walks); keys by common prefix on disk (as many walks as trailing digits, for every question); a list of
     * ranges for each elementary interval (nested ranges square the memory). See docs/decisions.md.
     */

    private static final Comparator<Range> BY_FIRST = Comparator.comparing(Range::first, RangeIndex::compare);

    private final int generation;
    private final long changed;
    private final Range[] ranges;

    /** For the middle of every stretch, the greatest last number of the stretch. */
    private final byte[][] greatest;

    /**
     * One range.
     *
     * @param first normalised
     * @param last normalised, as long as the first
     * @param fixed size of what they have in common; digits follow
     * @param key in the table
     */
    private record Range(byte[] first, byte[] last, int fixed, byte[] key) {
        boolean holds(byte[] number) {
            if (compare(number, first) < 0 || compare(number, last) > 0) {
                return false;
            }
            for (int i = fixed; i < number.length; i++) {
                if (!RangeKey.isDigit(number[i])) {
                    return false;
                }
            }
            return true;
        }

        /** Whether it holds a number that begins so. */
        boolean reaches(byte[] prefix) {
            int size = prefix.length;
            if (size > first.length
                    || Arrays.compareUnsigned(first, 0, size, prefix, 0, size) > 0
                    || Arrays.compareUnsigned(last, 0, size, prefix, 0, size) < 0) {
                return false;
            }
            for (int i = fixed; i < size; i++) {
                if (!RangeKey.isDigit(prefix[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private RangeIndex(int generation, long changed, Range[] ranges) {
        this.generation = generation;
        this.changed = changed;
        this.ranges = ranges;
        this.greatest = new byte[ranges.length][];
        measure(0, ranges.length);
    }

    /**
     * Reads all ranges of the view's moment: keys only, one walk.
     *
     * @param contents of the same moment
     */
    public static RangeIndex read(ReadView view, Contents contents) {
        List<Range> ranges = new ArrayList<>();
        if (contents.rangesChanged() > 0 && view.seek(Table.RANGE, new byte[0], 0)) {
            do {
                ranges.add(rangeOf(Arrays.copyOf(view.key(), view.keySize())));
            } while (view.next());
        }
        ranges.sort(BY_FIRST);
        return new RangeIndex(view.generationNumber(), contents.rangesChanged(), ranges.toArray(Range[]::new));
    }

    /** Whether this is what {@link #read} would give. */
    public boolean isOf(ReadView view, Contents contents) {
        return generation == view.generationNumber() && changed == contents.rangesChanged();
    }

    public int size() {
        return ranges.length;
    }

    /**
     * All ranges that hold a number and whose state and type agree, as {@link DocumentIndex#search} says.
     *
     * @param view of the moment that this index is of
     */
    public DocumentIndex.Found search(
            ReadView view, byte[] numberKey, String state, DocumentType.Code type, DocumentIndex.Reach reach) {
        if (ranges.length == 0) {
            return DocumentIndex.Found.NOTHING;
        }
        List<Range> holding = new ArrayList<>();
        collect(0, ranges.length, numberKey, holding);
        return holding.isEmpty()
                ? DocumentIndex.Found.NOTHING
                : documentsOf(view, holding, state, type, reach);
    }

    /** Whether a range may hold a number, bytes 0 to {@code size} − 1; false is certain. Allocates nothing. */
    public boolean mayHold(byte[] numberKey, int size) {
        return mayHold(0, ranges.length, numberKey, size);
    }

    /** All ranges that hold a number which begins so. Looks at every range. */
    public DocumentIndex.Found searchPrefix(
            ReadView view, byte[] prefix, String state, DocumentType.Code type, DocumentIndex.Reach reach) {
        List<Range> reached =
                Arrays.stream(ranges).filter(range -> range.reaches(prefix)).toList();
        return documentsOf(view, reached, state, type, reach);
    }

    /** As {@link #collect}, but for the look at the digits. */
    private boolean mayHold(int from, int to, byte[] number, int size) {
        if (from == to) {
            return false;
        }
        int middle = (from + to) >>> 1;
        if (compare(greatest[middle], number, size) < 0) {
            return false;
        }
        if (mayHold(from, middle, number, size)) {
            return true;
        }
        Range range = ranges[middle];
        return compare(range.first, number, size) <= 0
                && (compare(range.last, number, size) >= 0 || mayHold(middle + 1, to, number, size));
    }

    private void collect(int from, int to, byte[] number, List<Range> holding) {
        if (from == to) {
            return;
        }
        int middle = (from + to) >>> 1;
        if (compare(greatest[middle], number) < 0) {
            return;
        }
        collect(from, middle, number, holding);
        Range range = ranges[middle];
        if (compare(range.first, number) <= 0) {
            if (range.holds(number)) {
                holding.add(range);
            }
            collect(middle + 1, to, number, holding);
        }
    }

    private byte[] measure(int from, int to) {
        if (from == to) {
            return new byte[0];
        }
        int middle = (from + to) >>> 1;
        byte[] below = measure(from, middle);
        byte[] above = measure(middle + 1, to);
        byte[] end = ranges[middle].last;
        end = compare(below, end) > 0 ? below : end;
        end = compare(above, end) > 0 ? above : end;
        greatest[middle] = end;
        return end;
    }

    private static DocumentIndex.Found documentsOf(
            ReadView view, List<Range> ranges, String state, DocumentType.Code type, DocumentIndex.Reach reach) {
        byte[] canonical = States.canonical(state).getBytes(StandardCharsets.US_ASCII);
        List<TravelDocument> documents = new ArrayList<>();
        boolean damaged = false;
        for (Range range : ranges) {
            if (DocumentKey.agrees(range.key, range.key.length, canonical, type)) {
                try {
                    TravelDocument document = documentOf(view, range.key);
                    if (!reach.visible().test(document)) {
                        continue;
                    }
                    if (documents.size() == reach.documentsMax()) {
                        return new DocumentIndex.Found(documents, true, damaged);
                    }
                    documents.add(document);
                } catch (DamagedException e) {
                    damaged = true;
                }
            }
        }
        return new DocumentIndex.Found(documents, false, damaged);
    }

    private static TravelDocument documentOf(ReadView view, byte[] key) {
        byte[] value = view.get(Table.RANGE, key);
        if (value == null) {
            throw new DamagedException("RANGE: a range of this moment is not there");
        }
        TravelDocument document =
                RecordValue.decode(RecordKind.DOCUMENT, value).getTravelDocument();
        if (!RangeKey.isRange(document) || !DocumentKey.holds(key, key.length, RangeKey.of(document))) {
            throw new DamagedException("RANGE: a record lies under a key that is not its own");
        }
        return document;
    }

    private static Range rangeOf(byte[] key) {
        int headSize = DocumentKey.headSize(key.length);
        int firstSize = 0;
        while (firstSize < headSize && key[firstSize] != 0) {
            firstSize++;
        }
        int differing = headSize - firstSize - 1;
        if (differing < 0 || differing > firstSize) {
            throw new DamagedException("RANGE: a key is not that of a range");
        }
        byte[] first = Arrays.copyOf(key, firstSize);
        byte[] last = first.clone();
        System.arraycopy(key, firstSize + 1, last, firstSize - differing, differing);
        return new Range(first, last, firstSize - differing, key);
    }

    /** Shorter before longer, then by bytes: numbers of one length lie together. */
    private static int compare(byte[] a, byte[] b) {
        return compare(a, b, b.length);
    }

    private static int compare(byte[] a, byte[] b, int bSize) {
        return a.length != bSize
                ? Integer.compare(a.length, bSize)
                : Arrays.compareUnsigned(a, 0, a.length, b, 0, bSize);
    }
}
