package io.vigie.bench.peers;

import io.vigie.bench.figures.Figure;
import io.vigie.v1.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Searches a second for people by a name with one typing error, ours and a peer's, in alternating rounds of one thread. */
public final class PersonPeers {
    private static final int LIMIT = 50;
    private static final double NANOS = 1e9;

    private final TwoWordNames names;
    private final List<TwoWordNames.Asked> questions;
    private final int rounds;
    private final Consumer<String> progress;

    /**
     * @param persons whom both hold
     * @param seed of people and questions
     * @param questions of each round
     * @param rounds measured, after one that warms up
     * @param progress told a line now and then
     */
    public PersonPeers(int persons, long seed, int questions, int rounds, Consumer<String> progress) {
        this.names = new TwoWordNames(persons, seed);
        this.questions = names.questions(questions);
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Beside Lucene as it is set up by default, and with as few edits as the questions need. */
    public List<Figure> lucene() throws IOException {
        List<Figure> figures = new ArrayList<>();
        try (NameIndex ours = VigieNames.open(names, progress)) {
            for (LuceneNames.Edits edits : LuceneNames.Edits.values()) {
                progress.accept("building an index of Lucene …");
                try (NameIndex theirs = LuceneNames.build(names, edits)) {
                    String name = edits == LuceneNames.Edits.AUTO ? "persons.lucene" : "persons.lucene.oneEdit";
                    figures.add(compared(name, ours, theirs));
                }
            }
        }
        return figures.reversed();
    }

    private Figure compared(String name, NameIndex ours, NameIndex theirs) throws IOException {
        double recall = recall(ours);
        double theirRecall = recall(theirs);
        double[] rates = new double[rounds];
        double[] theirRates = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            if (i % 2 == 0) {
                rates[i] = rate(ours);
                theirRates[i] = rate(theirs);
            } else {
                theirRates[i] = rate(theirs);
                rates[i] = rate(ours);
            }
            ratios[i] = rates[i] / theirRates[i];
            progress.accept(String.format(
                    Locale.ROOT, "%s, round %d: %.0f and %.0f searches/s", name, i + 1, rates[i], theirRates[i]));
        }
        Arrays.sort(ratios);
        Figure.Spread spread = new Figure.Spread(ratios[0], ratios[rounds - 1]);
        Figure.Peer peer = new Figure.Peer(mean(theirRates), ratios[rounds / 2], recall, theirRecall);
        return new Figure(name, mean(rates), spread, "searches/s", peer);
    }

    private double rate(NameIndex index) throws IOException {
        long start = System.nanoTime();
        for (TwoWordNames.Asked asked : questions) {
            int[] _ = index.find(asked, LIMIT);
        }
        return questions.size() * NANOS / (System.nanoTime() - start);
    }

    /** In percent: somebody of the name that was meant is among the results. Warms up as well. */
    private double recall(NameIndex index) throws IOException {
        int found = 0;
        for (TwoWordNames.Asked asked : questions) {
            Name meant = names.name(asked.meant());
            found += Arrays.stream(index.find(asked, LIMIT)).anyMatch(one -> names.name(one).equals(meant)) ? 1 : 0;
        }
        return 100.0 * found / questions.size();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
