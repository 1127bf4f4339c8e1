package io.vigie.bench.pairs;

import io.vigie.server.match.NameGroups;
import io.vigie.server.match.NameMatcher;
import io.vigie.server.match.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The pairs of {@code person-pairs.tsv} that lie in one half: names alone, one person or two. */
public final class LabelledPairs {
    /** Kinds that are mostly pseudonyms, which no comparison of letters finds. */
    private static final Set<String> PSEUDONYMS = Set.of("alias-low", "weak-aka");

    private final List<Pair> pairs;

    /** A half of the persons, by a hash of source and id; pairs across the halves are in none. */
    public enum Half {
        TUNED,
        HELD;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Pair(String source, String one, String other, boolean isSame, String kind) {}

    private LabelledPairs(List<Pair> pairs) {
        this.pairs = pairs;
    }

    public static LabelledPairs read(Path file, Half half) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", -1);
            if (!cells[0].equals("source") && half(cells[0], cells[1]) == half && half(cells[0], cells[6]) == half) {
                pairs.add(new Pair(cells[0], cells[2], cells[7], cells[11].equals("1"), cells[12]));
            }
        }
        return new LabelledPairs(pairs);
    }

    private static Half half(String source, String id) {
        // Spellings of one person of the historical set have ids that end in their number.
        String person = source.startsWith("splink") ? id.replaceAll("-\\d+$", "") : id;
        return Half.values()[((source + person).hashCode() * 0x9E3779B9 >>> 16) % 2];
    }

    /** All of them, scored. */
    public Scores scored(Weights weights, NameGroups groups) {
        NameMatcher matcher = new NameMatcher(weights, groups);
        List<Scored> scored = new ArrayList<>();
        for (Pair pair : pairs) {
            scored.add(new Scored(pair, matcher.score(pair.one, pair.other)));
        }
        return new Scores(scored);
    }

    private record Scored(Pair pair, double score) {}

    /** Pairs with their scores. */
    public static final class Scores {
        private final List<Scored> scored;

        private Scores(List<Scored> scored) {
            this.scored = scored;
        }

        /** Of a source, or {@code all}, without the kinds that are pseudonyms. */
        public Curve curve(String source) {
            return new Curve(scored.stream()
                    .filter(one -> source.equals("all") || source.equals(one.pair.source))
                    .filter(one -> !PSEUDONYMS.contains(one.pair.kind))
                    .map(one -> new Curve.Point(one.score, one.pair.isSame))
                    .toList());
        }

        public Set<String> kinds() {
            Set<String> kinds = new TreeSet<>();
            scored.forEach(one -> kinds.add(one.pair.kind));
            return kinds;
        }

        /** How many pairs of a kind reach a threshold, of 1. */
        public double share(String kind, double threshold) {
            List<Scored> all = scored.stream().filter(one -> one.pair.kind.equals(kind)).toList();
            return (double) all.stream().filter(one -> one.score >= threshold).count() / all.size();
        }
    }
}
