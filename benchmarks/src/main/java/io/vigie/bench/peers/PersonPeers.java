package io.vigie.bench.peers;

import io.vigie.bench.figures.Figure;
import io.vigie.bench.figures.Rounds;
import io.vigie.v1.Name;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Searches a second for people by a name with one typing error, ours and a peer's, in alternating rounds of one thread. */
public final class PersonPeers {
    private static final int LIMIT = 50;
    private static final double NANOS = 1e9;

    /** A round asks all questions, or as many as fit this: a scan of a million names is slow. */
    private static final Duration ROUND_MAX = Duration.ofSeconds(10);

    /** Starts a system and loads it. */
    private interface Start {
        NameIndex start(TwoWordNames names) throws IOException, InterruptedException, PeerAbsentException;
    }

    /** Systems that names are sought in. A new one is one more line. */
    private enum Peer {
        LUCENE("lucene", "", names -> LuceneNames.build(names, LuceneNames.Edits.AUTO)),
        /** With as few edits as the questions need. */
        LUCENE_ONE_EDIT("lucene", ".oneEdit", names -> LuceneNames.build(names, LuceneNames.Edits.ONE)),
        POSTGRESQL("postgresql", "", PostgresNames::start);

        private final String label;
        private final String setUp;
        private final Start start;

        Peer(String label, String setUp, Start start) {
            this.label = label;
            this.setUp = setUp;
            this.start = start;
        }

        /** However it is set up. */
        String system() {
            return "persons." + label;
        }

        String figure() {
            return system() + setUp;
        }
    }

    private final TwoWordNames names;
    private final List<TwoWordNames.Asked> questions;
    private final Rounds rounds;
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
        this.rounds = new Rounds(rounds, progress);
        this.progress = progress;
    }

    /** Of all figures that there are. */
    public static List<String> names() {
        return Arrays.stream(Peer.values()).map(Peer::system).distinct().toList();
    }

    /**
     * Measures.
     *
     * @param wanted figures
     */
    public List<Figure> run(Predicate<String> wanted) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        if (names().stream().noneMatch(wanted)) {
            return figures;
        }
        try (NameIndex ours = VigieNames.open(names, progress)) {
            for (Peer peer : Peer.values()) {
                if (wanted.test(peer.system())) {
                    compare(peer, ours, figures);
                }
            }
        }
        return figures;
    }

    private void compare(Peer peer, NameIndex ours, List<Figure> figures) throws IOException, InterruptedException {
        progress.accept("starting and loading " + peer.label + " …");
        try (NameIndex theirs = peer.start.start(names)) {
            figures.add(compared(peer.figure(), ours, theirs));
        } catch (PeerAbsentException e) {
            progress.accept("skipped: " + peer.system() + ": " + e.getMessage());
        }
    }

    private Figure compared(String name, NameIndex ours, NameIndex theirs) throws IOException, InterruptedException {
        Figure.Recall recall = new Figure.Recall(recall(ours), recall(theirs));
        return rounds.compare(name, "searches/s", () -> rate(ours), () -> rate(theirs), recall);
    }

    private double rate(NameIndex index) throws IOException {
        long start = System.nanoTime();
        int asked = 0;
        while (asked < questions.size() && System.nanoTime() - start < ROUND_MAX.toNanos()) {
            int[] _ = index.find(questions.get(asked++), LIMIT);
        }
        return asked * NANOS / (System.nanoTime() - start);
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
}
