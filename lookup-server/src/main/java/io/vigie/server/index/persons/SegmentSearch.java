package io.vigie.server.index.persons;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the persons of segments whose names may be those of a question. */
public final class SegmentSearch {
    /*
     * A person that matters shares words with the question that make up half of its weight. So the units with the fewest
     * postings are read until what is not read weighs less than half: whoever is in none of those lists cannot matter,
     * and the long lists of common names are mostly never touched. Only when so many are found that they cannot all be
     * ranked are further units read, to tell those found apart. All that was found is ordered by the weight of the units it was
     * found by; the best are ranked from their compact records.
     *
     * Rejected: intersecting the lists (an expanded word is a union of up to hundreds of lists); a hash table of persons
     * (two bytes a person in an array are faster, and 20 MB at ten million); requiring two words that agree (it loses a
     * sixth of the aliases, see matching.md of the reference).
     */

    private static final float ENOUGH = 0.5f;
    private static final float ROUGH = 0.85f;
    private static final int UNITS_TALLIED = 8;
    private static final int BINS = 256;
    private static final int LOOK_AT_CLOCK = 4_096;
    private static final int BATCH = 64;

    /** A word with more postings is sought only in years that one wrong digit makes of the asked one. */
    private static final int RARE = 2_000;

    /** Whoever has this score bears the asked name and a date that agrees: no other year is searched. */
    private static final float BEYOND_DOUBT = 1.05f;

    private final SearchScratch scratch;
    private final PersonQuery query;
    private final long deadline;
    private final float[] exactWeights = new float[1 << UNITS_TALLIED];
    private final int[] bins = new int[BINS + 1];
    private final int[] bitOfUnit = new int[Long.SIZE];
    private final long[] starts = new long[BATCH];
    private final int[] heads = new int[BATCH];
    private boolean late;

    private SegmentSearch(PersonQuery query, SearchScratch scratch, long deadline) {
        this.query = query;
        this.scratch = scratch;
        this.deadline = deadline;
    }

    /**
     * Searches all segments; the candidates are in the scratch object.
     *
     * @param deadline as {@link System#nanoTime}
     */
    public static void search(Iterable<Segment> segments, PersonQuery query, SearchScratch scratch, long deadline) {
        scratch.best.clear();
        scratch.truncated = query.isCut();
        SegmentSearch search = new SegmentSearch(query, scratch, deadline);
        for (NameQuery name : query.names()) {
            for (Segment segment : segments) {
                search.search(segment, name);
            }
        }
        scratch.truncated |= search.late || scratch.best.left() >= scratch.limits.good();
    }

    private void search(Segment segment, NameQuery name) {
        if (segment.persons() == 0 || isLate()) {
            return;
        }
        scratch.expander.expand(name, segment);
        scratch.truncated |= scratch.expansion.isCut();
        pass(segment, name, false);
        if (query.hasYears() && scratch.best.first() < BEYOND_DOUBT) {
            pass(segment, name, true);
        }
    }

    /** @param allYears of the exact words only, and of common ones only the years that a wrong digit makes */
    private void pass(Segment segment, NameQuery name, boolean allYears) {
        scratch.drive.plan(scratch.expansion, segment, query, allYears);
        scratch.tally.clear(segment.persons());
        scratch.truncated |= read(segment, name, allYears);
        rank(segment, name, choose());
    }

    /** Reads postings into the tally; true when some that might matter were not read. */
    private boolean read(Segment segment, NameQuery name, boolean allYears) {
        Drive drive = scratch.drive;
        long left = allYears ? scratch.limits.otherYearsPostingsMax() : scratch.limits.postingsMax();
        boolean scarce = drive.cost() > left;
        float unread = name.totalWeight();
        Arrays.fill(bitOfUnit, 0);
        int units = 0;
        boolean cut = false;
        for (int first = 0; first < drive.size(); ) {
            int unit = Drive.unit(scratch.expansion, drive.order[first]);
            int next = first;
            while (next < drive.size() && Drive.unit(scratch.expansion, drive.order[next]) == unit) {
                next++;
            }
            bitOfUnit[unit] = units < UNITS_TALLIED ? 1 << units : 1 << UNITS_TALLIED - 1;
            units++;
            boolean enough = unread < ENOUGH * name.totalWeight();
            if (enough && scratch.tally.size() <= scratch.chosen.length) {
                break;
            }
            if (scarce && drive.unitCost(unit) > left) {
                cut |= !enough;
            }
            for (int i = first; i < next; i++) {
                int entry = drive.order[i];
                if (drive.count(entry) <= left && !late) {
                    left -= drive.count(entry);
                    mark(segment, entry, allYears, enough);
                }
            }
            unread -= name.weight(unit);
            first = next;
        }
        weigh(name);
        return cut;
    }

    /** @param known only persons count that were found before */
    private void mark(Segment segment, int entry, boolean allYears, boolean known) {
        Expansion expansion = scratch.expansion;
        int bits = 0;
        for (long units = expansion.units[entry]; units != 0; units &= units - 1) {
            bits |= bitOf(Long.numberOfTrailingZeros(units));
        }
        bits = Drive.isExact(expansion, entry) ? bits : bits << UNITS_TALLIED;
        Drive drive = scratch.drive;
        boolean[] years = !query.hasYears() || allYears && drive.count(entry) <= RARE
                ? null
                : allYears ? query.mistakenYears() : query.nearYears();
        mark(segment, drive.unknownFrom[entry], drive.unknownTo[entry], bits, null, known);
        mark(segment, drive.from[entry], drive.to[entry], bits, years, known);
    }

    /** @param years buckets that count; null = all */
    private void mark(Segment segment, long from, long to, int bits, boolean @Nullable [] years, boolean known) {
        for (long at = from; at < to; at++) {
            if (years != null && !years[segment.year(at)]) {
                continue;
            }
            if (known) {
                scratch.tally.markKnown(segment.posting(at), bits);
            } else if (!scratch.tally.mark(segment.posting(at), bits)) {
                scratch.truncated = true;
                return;
            }
            if ((at & LOOK_AT_CLOCK - 1) == 0 && isLate()) {
                return;
            }
        }
    }

    /** The bit of a unit; of one that is read later, when its turn comes. */
    private int bitOf(int unit) {
        return bitOfUnit[unit] == 0 ? 1 << UNITS_TALLIED - 1 : bitOfUnit[unit];
    }

    private void weigh(NameQuery name) {
        for (int bits = 0; bits < exactWeights.length; bits++) {
            float sum = 0;
            for (int unit = 0; unit < name.units(); unit++) {
                sum += (bitOfUnit[unit] & bits) != 0 ? name.weight(unit) : 0;
            }
            exactWeights[bits] = sum / name.totalWeight();
        }
    }

    /** Takes the persons that were found by most; returns how many. */
    private int choose() {
        Tally tally = scratch.tally;
        int max = scratch.chosen.length;
        if (tally.size() <= max) {
            for (int i = 0; i < tally.size(); i++) {
                scratch.chosen[i] = tally.person(i);
            }
            return tally.size();
        }
        Arrays.fill(bins, 0);
        for (int i = 0; i < tally.size(); i++) {
            short bin = (short) binOf(tally.bits(i));
            scratch.bin[i] = bin;
            bins[bin]++;
        }
        int least = BINS;
        int taken = 0;
        while (least >= 0 && taken + bins[least] <= max) {
            taken += bins[least--];
        }
        // Nobody of the bins left out is good, unless the first of them may be.
        scratch.truncated |= least >= 0 && (float) least / BINS >= scratch.limits.good();
        int room = max - taken;
        int count = 0;
        for (int i = 0; i < tally.size(); i++) {
            int bin = scratch.bin[i];
            if (bin > least || bin == least && room-- > 0) {
                scratch.chosen[count++] = tally.person(i);
            }
        }
        return count;
    }

    private int binOf(int bits) {
        float exact = exactWeights[bits & 0xFF];
        float rough = exactWeights[bits >>> UNITS_TALLIED & ~bits & 0xFF];
        return Math.min(BINS, (int) (BINS * (exact + ROUGH * rough)));
    }

    /*
     * Records lie all over the map. Reading the heads of a batch before ranking it lets the processor wait for many of them
     * at a time instead of for one after the other.
     */
    private void rank(Segment segment, NameQuery name, int count) {
        for (int first = 0; first < count && !isLate(); first += BATCH) {
            int size = Math.min(BATCH, count - first);
            for (int i = 0; i < size; i++) {
                starts[i] = segment.recordStart(scratch.chosen[first + i]);
            }
            for (int i = 0; i < size; i++) {
                heads[i] = segment.recordInt(starts[i]);
            }
            for (int i = 0; i < size; i++) {
                float score = scratch.ranker.score(segment, heads[i], starts[i] + 1, name, scratch.expansion, query);
                if (score > Math.min(scratch.best.last(), scratch.best.left())) {
                    scratch.best.offer(segment.number(scratch.chosen[first + i]), score);
                }
            }
        }
    }

    private boolean isLate() {
        late |= System.nanoTime() - deadline > 0;
        return late;
    }
}
