package io.vigie.server.index.persons;

import io.vigie.server.match.NameReader;

/** Looks a name's words up in the vocabulary of a segment. One thread. */
final class Expander {
    /** How many letters more or less a word of the same skeleton may have. */
    private static final int SKELETON_LENGTHS = 3;

    /** The same, when one of the two has no vowels. */
    private static final int UNVOWELLED_LENGTHS = 6;

    /** A word of so few vowels for each letter has none that could be relied on. */
    private static final float VOWELS_FEW = 0.2f;

    /** Postings of words that a prefix drives the search with, and the number of such words. */
    private static final int PREFIX_POSTINGS_MAX = 16_384;

    private static final int PREFIX_TOKENS_MAX = 512;

    private static final float PIECES = 0.95f;

    /** Words whose letters are waited for at a time. */
    private static final int BATCH = 64;

    private final Expansion expansion;
    private final RoughSimilarity rough = new RoughSimilarity();
    private final byte[] letters = new byte[NameReader.TOKEN_LENGTH_MAX * 2];

    private final Seen seen;
    private long[] places = new long[256];
    private final int[] tokens = new int[BATCH];

    Expander(Expansion expansion, Seen seen) {
        this.expansion = expansion;
        this.seen = seen;
    }

    /** Words that are borne by nobody who is seen are as if they were not there. */
    void expand(NameQuery name, Segment segment) {
        expansion.clear();
        places = places.length < name.lookupsMax() ? new long[name.lookupsMax()] : places;
        segment.forms().reach(name.formHashes(), places);
        segment.skeletons().reach(name.skeletonHashes(), places);
        for (Lookup lookup : name.lookups()) {
            switch (lookup) {
                case Lookup.Exact exact -> exact(exact, segment);
                case Lookup.Form form ->
                    similar(segment.forms(), form.hash(), form.word(), form.units(), false, segment);
                case Lookup.Skeletal same ->
                    similar(segment.skeletons(), same.hash(), same.word(), same.units(), same.isUnvowelled(), segment);
                case Lookup.Prefix prefix -> prefix(prefix, segment);
                case Lookup.Shortened shortened -> shortened(shortened, segment);
                case Lookup.Pieces pieces -> pieces(pieces, segment);
            }
        }
    }

    private void exact(Lookup.Exact exact, Segment segment) {
        int token = find(exact.hash(), exact.letters(), segment);
        if (token >= 0) {
            expansion.add(token, exact.units(), exact.similarity(), false, exact.drives());
        }
    }

    private void similar(
            KeyTable table, int hash, byte[] word, long units, boolean isUnvowelled, Segment segment) {
        long end = table.end(hash);
        for (long at = table.first(hash); at < end && table.hashAt(at) == hash; ) {
            int count = 0;
            while (count < BATCH && at < end && table.hashAt(at) == hash) {
                tokens[count++] = table.tokenAt(at++);
            }
            segment.reachTexts(tokens, count, places);
            for (int i = 0; i < count; i++) {
                compare(tokens[i], word, units, isUnvowelled, segment);
            }
        }
    }

    private void compare(int token, byte[] word, long units, boolean isUnvowelled, Segment segment) {
        int longer = segment.textLength(token) - word.length;
        if (longer > (isUnvowelled ? UNVOWELLED_LENGTHS : SKELETON_LENGTHS)
                || longer < -UNVOWELLED_LENGTHS
                || expansion.holds(token, units)) {
            return;
        }
        int size = segment.copyText(token, letters);
        boolean tokenUnvowelled = RoughSimilarity.vowels(letters, size) < VOWELS_FEW * size;
        if (longer < -SKELETON_LENGTHS && !tokenUnvowelled) {
            return;
        }
        float similarity = rough.of(
                word, word.length, letters, size, tokenUnvowelled && !isUnvowelled, isUnvowelled && !tokenUnvowelled);
        if (similarity > 0 && seen.bears(token)) {
            expansion.add(token, units, similarity, false, true);
        }
    }

    private void prefix(Lookup.Prefix prefix, Segment segment) {
        byte[] letters = prefix.letters();
        int from = segment.firstFrom(letters, letters.length);
        byte[] beyond = letters.clone();
        beyond[beyond.length - 1]++;
        int to = segment.firstFrom(beyond, beyond.length);
        // Where somebody may be hidden, a stretch counts whether or not anybody in it is seen: the question alone decides.
        if (from == to && seen.all()) {
            return;
        }
        expansion.addStretch(from, to, prefix.unit(), prefix.similarity());
        if (prefix.drives()) {
            // The word itself is sought as such.
            drive(prefix, segment.isText(from, letters, letters.length) ? from + 1 : from, to, segment);
        }
    }

    private void drive(Lookup.Prefix prefix, int from, int to, Segment segment) {
        if (isFew(from, to, segment)) {
            for (int token = from; token < to; token++) {
                if (seen.bears(token)) {
                    expansion.add(token, 1L << prefix.unit(), prefix.similarity(), false, true);
                }
            }
        } else {
            expansion.leaveOpen(prefix.unit());
        }
    }

    /** Whether the search may be driven by all tokens between two. */
    private boolean isFew(int from, int to, Segment segment) {
        if (seen.all()) {
            return to - from <= PREFIX_TOKENS_MAX
                    && segment.postingStart(to) - segment.postingStart(from) <= PREFIX_POSTINGS_MAX;
        }
        int tokens = 0;
        long postings = 0;
        for (int token = from; token < to && tokens <= PREFIX_TOKENS_MAX && postings <= PREFIX_POSTINGS_MAX; token++) {
            long borne = seen.count(segment.postingStart(token), segment.postingStart(token + 1), PREFIX_POSTINGS_MAX);
            tokens += borne > 0 ? 1 : 0;
            postings += borne;
        }
        return tokens <= PREFIX_TOKENS_MAX && postings <= PREFIX_POSTINGS_MAX;
    }

    private void shortened(Lookup.Shortened shortened, Segment segment) {
        int token = find(shortened.hash(), shortened.letters(), segment);
        if (token >= 0) {
            boolean drives = seen.count(token) <= PREFIX_POSTINGS_MAX;
            expansion.add(token, 1L << shortened.unit(), shortened.similarity(), false, drives);
            if (!drives) {
                expansion.leaveOpen(shortened.unit());
            }
        }
    }

    private void pieces(Lookup.Pieces pieces, Segment segment) {
        int first = find(pieces.firstHash(), pieces.first(), segment);
        int second = first < 0 ? -1 : find(pieces.secondHash(), pieces.second(), segment);
        if (second < 0) {
            return;
        }
        float all = pieces.first().length + pieces.second().length;
        long unit = 1L << pieces.unit();
        boolean byFirst = seen.count(first) <= seen.count(second);
        expansion.add(first, unit, PIECES * pieces.first().length / all, true, byFirst);
        expansion.add(second, unit, PIECES * pieces.second().length / all, true, !byFirst);
    }

    private int find(int hash, byte[] letters, Segment segment) {
        KeyTable forms = segment.forms();
        long end = forms.end(hash);
        for (long at = forms.first(hash); at < end && forms.hashAt(at) == hash; at++) {
            int token = forms.tokenAt(at);
            if (segment.isText(token, letters, letters.length)) {
                return seen.bears(token) ? token : -1;
            }
        }
        return -1;
    }
}
