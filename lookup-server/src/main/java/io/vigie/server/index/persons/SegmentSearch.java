package io.vigie.server.index.persons;

import java.util.Arrays;

/** Finds the persons of segments whose names may be those of a question. */
public final class SegmentSearch {
    /*
     * Nobody is shown of whose names too little agrees (NameQuery.most). So the words with the fewest postings are read until
     * those that are not read could not, all together, bring anybody to the least score that is shown: whoever is in none
     * of the lists read cannot matter, and the long lists of common names are mostly never touched. Entries of several
     * words, joined ones, come first: they are few. Only when so many are found that they cannot all be ranked, or reading
     * on costs less than ranking them, are further words read, to tell those found apart. All that was found is ordered
     * by the weight of the words it was found by; the best are ranked from their compact records.
     *
     * Rejected: intersecting the lists (an expanded word is a union of up to hundreds of lists); a hash table of persons
     * (two bytes a person in an array are faster, and 20 MB at ten million); requiring two words that agree (it loses a
     * sixth of the aliases, see matching.md of the reference).
     *
     * A last pass reads those of the asked day who bear a word to the letter: the names may differ in one letter of all, of words
     * too short to be found (NameScore.areNearlyWhole).
     *
     * Restricted persons lie in segments of their own. There everything is decided by those who are seen (Seen), down to the
     * words that a word may mean: the search is the one of a segment that never held the others, only slower. So it does
     * not matter how hidden persons lie among the others, or how many they are.
     */

    private static final float ROUGH = 0.85f;
    private static final int UNITS_TALLIED = 8;
    private static final int BINS = 256;
    private static final short OUT = 0;

    /** So many are all ranked. */
    private static final int FEW = 1_500;

    private static final int LOOK_AT_CLOCK = 4_096;
    private static final int BATCH = 64;

    /** A word with more postings is sought only in years that one wrong digit makes of the asked one. */
    private static final int RARE = 2_000;

    /** Postings that are looked at one by one rather than sought by their dates. */
    private static final int SCANNED_MAX = 64;

    /** Postings that are read in the time in which a person is ranked. */
    private static final int POSTINGS_A_RANK = 40;

    /** Whoever has this score bears the asked name and a date that agrees: no other year is searched. */
    private static final float BEYOND_DOUBT = 1 + DateCloseness.ONE_DIGIT;

    private final SearchScratch scratch;
    private final PersonQuery query;
    private final Sight sight;
    private final Doubts doubts;
    private final long deadline;
    private final float[] shares = new float[1 << UNITS_TALLIED];

    /** By the bits of a person: whether somebody found so may be shown. */
    private final boolean[] mayBeShown = new boolean[1 << UNITS_TALLIED];

    private final int[] bins = new int[BINS + 1];
    private final long[] starts = new long[BATCH];
    private final int[] heads = new int[BATCH];
    private boolean late;
    /** Units of which some postings were not read. */
    private long skipped;

    private SegmentSearch(PersonQuery query, Sight sight, Doubts doubts, SearchScratch scratch, long deadline) {
        this.query = query;
        this.sight = sight;
        this.doubts = doubts;
        this.scratch = scratch;
        this.deadline = deadline;
    }

    /**
     * Searches all segments, those of open persons first; the candidates are in the scratch object.
     *
     * @param sight of the asker: persons whom they may not see are no candidates, and change nothing
     * @param doubts asked about whoever is found
     * @param deadline as {@link System#nanoTime}
     */
    public static void search(
            Iterable<Segment> segments,
            PersonQuery query,
            Sight sight,
            Doubts doubts,
            SearchScratch scratch,
            long deadline) {
        scratch.best.clear();
        scratch.cuts.clear();
        scratch.cut(Cut.QUESTION, query.isCut());
        SegmentSearch search = new SegmentSearch(query, sight, doubts, scratch, deadline);
        for (NameQuery name : query.names()) {
            for (Segment segment : segments) {
                search.search(segment, name);
            }
        }
        scratch.cut(Cut.TIME, search.late);
        scratch.cut(Cut.RESULTS, scratch.best.left() >= query.least());
    }

    private void search(Segment segment, NameQuery name) {
        if (segment.persons() == 0 || isLate()) {
            return;
        }
        scratch.seen.begin(segment, sight);
        scratch.expander.expand(name, segment);
        scratch.cut(Cut.VOCABULARY, scratch.expansion.isCut());
        pass(segment, name, false);
        if (query.date().mistaken().size() > 0 && scratch.best.first() < BEYOND_DOUBT) {
            pass(segment, name, true);
        }
        if (query.date().sameDay() != PostedDate.UNKNOWN) {
            passOfTheSameDay(segment, name, query.date().sameDay());
        }
    }

    /** Whoever was born on a day and bears one of the words: all of them together may differ in one letter. */
    private void passOfTheSameDay(Segment segment, NameQuery name, int day) {
        Expansion expansion = scratch.expansion;
        Tally tally = scratch.tally;
        tally.clear(segment.persons());
        for (int entry = 0; entry < expansion.size(); entry++) {
            if (expansion.drives[entry] && expansion.similarity[entry] == 1) {
                long end = segment.postingStart(expansion.token[entry] + 1);
                long from = segment.firstOfDate(segment.postingStart(expansion.token[entry]), end, day);
                long to = segment.firstOfDate(from, end, day + 1);
                boolean isTooMany = tally.size() + scratch.seen.count(from, to) > scratch.chosen.length;
                scratch.cut(Cut.POSTINGS, isTooMany);
                if (!isTooMany) {
                    mark(segment, from, to, 1, false);
                }
            }
        }
        rank(segment, name, chooseAll());
    }

    /** @param allYears of the exact words only, and mostly only the dates that a wrong digit makes */
    private void pass(Segment segment, NameQuery name, boolean allYears) {
        scratch.drive.plan(scratch.expansion, segment, scratch.seen, query, allYears);
        scratch.tally.clear(segment.persons());
        read(segment, name, allYears);
        rank(segment, name, choose());
    }

    /** Reads postings into the tally. */
    private void read(Segment segment, NameQuery name, boolean allYears) {
        Drive drive = scratch.drive;
        float byDate = mostByDate(allYears);
        long open = scratch.expansion.open();
        long left = allYears ? scratch.limits.otherYearsPostingsMax() : scratch.limits.postingsMax();
        long unread = name.all();
        skipped = 0;
        for (int first = 0; first < drive.size(); ) {
            int unit = drive.group(drive.order[first]);
            int next = first;
            while (next < drive.size() && drive.group(drive.order[next]) == unit) {
                next++;
            }
            boolean joined = unit == Drive.JOINED;
            boolean enough = !joined && name.most(unread, open & ~unread, byDate) < query.least();
            if (enough
                    && scratch.tally.size() <= FEW
                    && drive.unitCost(unit) > (long) POSTINGS_A_RANK * scratch.tally.size()) {
                skipped |= unread;
                break;
            }
            for (int i = first; i < next; i++) {
                int entry = drive.order[i];
                long most = query.date().isByDay() ? 0 : drive.count(entry);
                if (most <= left && !late) {
                    left -= mark(segment, entry, allYears, enough);
                } else {
                    skipped |= scratch.expansion.units[entry];
                    scratch.cut(Cut.POSTINGS, !enough);
                }
            }
            unread &= joined ? -1 : ~(1L << unit);
            first = next;
        }
        long unsought = unread & open;
        scratch.cut(Cut.VOCABULARY, !allYears && name.most(unsought, open & ~unread, byDate) >= query.least());
        weigh(name, byDate);
    }

    private float mostByDate(boolean allYears) {
        return query.date().isNone() ? 0 : allYears ? DateCloseness.ONE_DIGIT : DateCloseness.BEST;
    }

    /**
     * @param known only persons count that were found before
     * @return postings read, of persons who are seen
     */
    private long mark(Segment segment, int entry, boolean allYears, boolean known) {
        Expansion expansion = scratch.expansion;
        int bits = 0;
        for (long units = expansion.units[entry]; units != 0; units &= units - 1) {
            bits |= bitOf(Long.numberOfTrailingZeros(units));
        }
        bits = Drive.isExact(expansion, entry) ? bits : bits << UNITS_TALLIED;
        Drive drive = scratch.drive;
        long from = drive.from[entry];
        long to = drive.to[entry];
        AskedDate date = query.date();
        if (date.isByDay() || allYears && drive.count(entry) > RARE) {
            return mark(segment, drive.unknownFrom[entry], drive.unknownTo[entry], bits, known)
                    + markWithin(segment, from, to, allYears ? date.mistaken() : date.near(), bits, known);
        }
        return mark(segment, drive.unknownFrom[entry], drive.unknownTo[entry], bits, known)
                + mark(segment, from, to, bits, known);
    }

    private long markWithin(Segment segment, long from, long to, DateWindows windows, int bits, boolean known) {
        long marked = 0;
        if (to - from <= SCANNED_MAX) {
            for (long at = from; at < to; at++) {
                marked += windows.holds(segment.date(at)) ? mark(segment, at, at + 1, bits, known) : 0;
            }
            return marked;
        }
        long at = from;
        for (int window = 0; window < windows.size() && at < to; window++) {
            at = segment.firstOfDate(at, to, windows.from(window));
            long end = segment.firstOfDate(at, to, windows.to(window));
            marked += mark(segment, at, end, bits, known);
            at = end;
        }
        return marked;
    }

    private long mark(Segment segment, long from, long to, int bits, boolean known) {
        Tally tally = scratch.tally;
        boolean isSomeHidden = !scratch.seen.all();
        long marked = 0;
        for (long start = from; start < to; start += LOOK_AT_CLOCK) {
            if (start > from && isLate()) {
                return marked;
            }
            long end = Math.min(to, start + LOOK_AT_CLOCK);
            for (long at = start; at < end; at++) {
                int person = segment.posting(at);
                if (isSomeHidden && !scratch.seen.sees(person)) {
                    continue;
                }
                marked++;
                if (known) {
                    tally.markKnown(person, bits);
                } else if (!tally.mark(person, bits)) {
                    scratch.cuts.add(Cut.TALLY);
                    return marked;
                }
            }
        }
        return marked;
    }

    /** The bit of a unit; the last ones of a long name share one. */
    private static int bitOf(int unit) {
        return 1 << Math.min(unit, UNITS_TALLIED - 1);
    }

    private void weigh(NameQuery name, float byDate) {
        long open = scratch.expansion.open();
        for (int bits = 0; bits < shares.length; bits++) {
            float sum = 0;
            long found = skipped;
            for (int unit = 0; unit < name.units(); unit++) {
                if ((bitOf(unit) & bits) != 0) {
                    sum += name.weight(unit);
                    found |= 1L << unit;
                }
            }
            shares[bits] = sum / name.totalWeight();
            mayBeShown[bits] = name.most(found, open & ~found, byDate) >= query.least();
        }
    }

    /**
     * Takes the persons that were found by most; returns how many. Of a few all are taken, since the scorer may see more
     * than the index does; of many those alone who may be shown by what they were found by.
     */
    private int choose() {
        Tally tally = scratch.tally;
        if (tally.size() <= Math.min(FEW, scratch.chosen.length)) {
            return chooseAll();
        }
        Arrays.fill(bins, 0);
        for (int i = 0; i < tally.size(); i++) {
            int bits = tally.bits(i);
            boolean may = mayBeShown[(bits | bits >>> UNITS_TALLIED) & 0xFF];
            short bin = may ? (short) Math.max(1, binOf(bits)) : OUT;
            scratch.bin[i] = bin;
            bins[bin]++;
        }
        int least = BINS;
        int room = scratch.chosen.length;
        while (least > OUT && bins[least] <= room) {
            room -= bins[least--];
        }
        int count = 0;
        for (int i = 0; i < tally.size(); i++) {
            int bin = scratch.bin[i];
            if (bin > least || bin == least && bin != OUT && room-- > 0) {
                scratch.chosen[count++] = tally.person(i);
            }
        }
        scratch.cut(Cut.CANDIDATES, least > OUT);
        return count;
    }

    private int chooseAll() {
        Tally tally = scratch.tally;
        for (int i = 0; i < tally.size(); i++) {
            scratch.chosen[i] = tally.person(i);
        }
        return tally.size();
    }

    private int binOf(int bits) {
        float exact = shares[bits & 0xFF];
        float rough = shares[bits >>> UNITS_TALLIED & ~bits & 0xFF];
        return Math.min(BINS, (int) (BINS * (exact + ROUGH * rough)));
    }

    /*
     * Records lie all over the map. Reading the heads of a batch before ranking it lets the processor wait for many of them
     * at a time instead of for one after the other.
     */
    private void rank(Segment segment, NameQuery name, int count) {
        float floor = Math.max(0, query.least() - scratch.limits.doubt());
        for (int first = 0; first < count && !isLate(); first += BATCH) {
            int size = Math.min(BATCH, count - first);
            for (int i = 0; i < size; i++) {
                starts[i] = segment.recordStart(scratch.chosen[first + i]);
            }
            for (int i = 0; i < size; i++) {
                heads[i] = segment.recordInt(starts[i]);
            }
            for (int i = 0; i < size; i++) {
                float score =
                        scratch.ranker.score(segment, heads[i], starts[i] + 1, name, scratch.expansion, query);
                if (score >= floor && (score >= scratch.best.last() || score > scratch.best.left())) {
                    offer(segment.number(scratch.chosen[first + i]), score);
                }
            }
        }
    }

    private void offer(int number, float score) {
        if (!doubts.isHidden(number)) {
            scratch.best.offer(number, score);
        }
    }

    private boolean isLate() {
        late |= System.nanoTime() - deadline > 0;
        return late;
    }
}
