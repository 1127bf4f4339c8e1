package io.vigie.bench.peers;

import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.Mix;
import io.vigie.mrz.NumberKey;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.v1.Question;
import io.vigie.v1.TravelDocument;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Documents that all peers hold under their numbers as ours normalises them, and questions about them by number. What a peer
 * is asked is the normalised number already: it is spared that work.
 */
final class NumberedDocuments {
    /** At a border one in so many is about something known. */
    private static final int REAL_INTERVAL = 15_000;

    private final SyntheticWorld world;
    private final List<Asked> misses = new ArrayList<>();
    private final List<Asked> hits = new ArrayList<>();

    /**
     * A question.
     *
     * @param question as ours is asked
     * @param key as a peer is asked
     * @param held whether any document has this number
     */
    record Asked(KnownQuestion question, byte[] key, boolean held) {}

    /** Takes each document. */
    interface Sink {
        void accept(byte[] key, byte[] document) throws IOException;
    }

    /** What is asked, by figures' names. */
    enum Kind {
        NO_HIT("no_hit", Mix.NO_HIT),
        HIT("hit", Mix.HIT),
        REAL_MIX("real_mix", Mix.REAL);

        private final String label;
        private final Mix mix;

        Kind(String label, Mix mix) {
            this.label = label;
            this.mix = mix;
        }

        String label() {
            return label;
        }
    }

    NumberedDocuments(SyntheticWorld world) {
        this.world = world;
        for (long i = 0; i < world.questionCount(); i++) {
            add(world.question(i));
        }
        removeMissesThatAreHeld();
    }

    SyntheticWorld world() {
        return world;
    }

    void each(Sink sink) throws IOException {
        for (long i = 0; i < world.documents(); i++) {
            TravelDocument document = world.document(i);
            sink.accept(NumberKey.of(document.getNumber()), document.toByteArray());
        }
    }

    /** The next of an endless sequence. */
    Asked asked(Kind kind, long index) {
        boolean known = switch (kind) {
            case NO_HIT -> false;
            case HIT -> true;
            case REAL_MIX -> index % REAL_INTERVAL == REAL_INTERVAL - 1;
        };
        List<Asked> pool = known ? hits : misses;
        long at = known && kind == Kind.REAL_MIX ? index / REAL_INTERVAL : index;
        return pool.get((int) (at % pool.size()));
    }

    /** The same questions, for the generator of load. */
    Mix.Questions questions(Kind kind) {
        List<KnownQuestion> questions = new ArrayList<>();
        misses.forEach(asked -> questions.add(asked.question));
        hits.forEach(asked -> questions.add(asked.question));
        return kind.mix.of(questions);
    }

    private void add(SyntheticQuestion made) {
        Question question = made.question();
        Verdict.Code verdict = made.truth().verdict();
        boolean held = verdict == Verdict.Code.HIT;
        if (!question.hasDocument() || !held && verdict != Verdict.Code.NO_HIT) {
            return;
        }
        byte[] key = NumberKey.of(question.getDocument().getNumber());
        KnownQuestion known = KnownQuestion.of(question, verdict, made.truth().recordId());
        (held ? hits : misses).add(new Asked(known, key, held));
    }

    /** Those held for another state or type, or valid: a peer that knows numbers alone would find them. */
    private void removeMissesThatAreHeld() {
        long[] wanted = misses.stream().mapToLong(asked -> hash(asked.key)).sorted().toArray();
        Set<Long> held = new HashSet<>();
        for (long i = 0; i < world.documents(); i++) {
            long hash = hash(NumberKey.of(world.document(i).getNumber()));
            if (Arrays.binarySearch(wanted, hash) >= 0) {
                held.add(hash);
            }
        }
        misses.removeIf(asked -> held.contains(hash(asked.key)));
    }

    private static long hash(byte[] key) {
        long hash = 0;
        for (byte one : key) {
            hash = hash * 0x9E37_79B9_7F4A_7C15L + one;
        }
        return hash;
    }
}
