package io.vigie.server.index.persons;

import io.vigie.server.match.NameReader;

/** Looks a name's words up in the vocabulary of a segment. One thread. */
final class Expander {
    /** How many letters more or less a word of the same skeleton may have. */
    private static final int SKELETON_LENGTHS = 3;

    private static final float PIECES = 0.95f;

    private final Expansion expansion;
    private final RoughSimilarity rough = new RoughSimilarity();
    private final byte[] letters = new byte[NameReader.TOKEN_LENGTH_MAX * 2];

    Expander(Expansion expansion) {
        this.expansion = expansion;
    }

    void expand(NameQuery name, Segment segment) {
        expansion.clear();
        for (Lookup lookup : name.lookups()) {
            switch (lookup) {
                case Lookup.Exact exact -> exact(exact, segment);
                case Lookup.Form form -> similar(segment.forms(), form.hash(), form.word(), form.units(), segment);
                case Lookup.Skeletal same ->
                    similar(segment.skeletons(), same.hash(), same.word(), same.units(), segment);
                case Lookup.Prefix prefix -> prefix(prefix, segment);
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

    private void similar(KeyTable table, int hash, byte[] word, long units, Segment segment) {
        long end = table.end(hash);
        for (long at = table.first(hash); at < end && table.hashAt(at) == hash; at++) {
            int token = table.tokenAt(at);
            if (Math.abs(segment.textLength(token) - word.length) <= SKELETON_LENGTHS
                    && !expansion.holds(token, units)) {
                int size = segment.copyText(token, letters);
                float similarity = rough.of(word, word.length, letters, size);
                if (similarity > 0) {
                    expansion.add(token, units, similarity, false, true);
                }
            }
        }
    }

    private void prefix(Lookup.Prefix prefix, Segment segment) {
        byte[] letters = prefix.letters();
        int from = segment.firstFrom(letters, letters.length);
        byte[] beyond = letters.clone();
        beyond[beyond.length - 1]++;
        int to = segment.firstFrom(beyond, beyond.length);
        if (from == to) {
            return;
        }
        expansion.addStretch(from, to, prefix.unit(), prefix.similarity());
        if (to - from <= prefix.drivingMax()) {
            for (int token = from; token < to; token++) {
                expansion.add(token, 1L << prefix.unit(), prefix.similarity(), false, true);
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
        long firstCount = segment.postingStart(first + 1) - segment.postingStart(first);
        long secondCount = segment.postingStart(second + 1) - segment.postingStart(second);
        long unit = 1L << pieces.unit();
        boolean byFirst = firstCount <= secondCount;
        expansion.add(first, unit, PIECES * pieces.first().length / all, true, byFirst);
        expansion.add(second, unit, PIECES * pieces.second().length / all, true, !byFirst);
    }

    private static int find(int hash, byte[] letters, Segment segment) {
        KeyTable forms = segment.forms();
        long end = forms.end(hash);
        for (long at = forms.first(hash); at < end && forms.hashAt(at) == hash; at++) {
            if (segment.isText(forms.tokenAt(at), letters, letters.length)) {
                return forms.tokenAt(at);
            }
        }
        return -1;
    }
}
