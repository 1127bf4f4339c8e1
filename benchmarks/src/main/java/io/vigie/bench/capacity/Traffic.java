package io.vigie.bench.capacity;

import io.vigie.bench.load.KnownQuestion;
import io.vigie.bench.load.Mix;
import io.vigie.server.ingest.synthetic.SyntheticQuestion;
import io.vigie.server.ingest.synthetic.SyntheticTraveller;
import io.vigie.server.ingest.synthetic.SyntheticWorld;
import io.vigie.server.ingest.synthetic.Truth;
import io.vigie.server.ingest.synthetic.Variant;
import io.vigie.v1.Dataset;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Kinds of questions that capacity is planned for. One question in 15,000 is about something known. */
public enum Traffic {
    /** A document alone, by number or zone: all of truth. */
    DOCUMENTS("documents", "a document alone, by number or by zone") {
        @Override
        List<KnownQuestion> questions(SyntheticWorld world) {
            return drawn(world, Dataset.Code.TRAVEL_DOCUMENTS);
        }
    },

    /**
     * A whole check: a document of which nothing is known, with the name, date of birth, sex and nationality of somebody whom
     * nobody seeks, in all datasets. Names are those of people, not of random letters, as those cost a search more.
     */
    CHECKS("checks", "a whole check: document, name and date of birth in all datasets") {
        @Override
        List<KnownQuestion> questions(SyntheticWorld world) {
            List<KnownQuestion> questions = new ArrayList<>();
            for (long i = 0; i < world.questionCount() && questions.size() < HITS_MAX; i++) {
                SyntheticQuestion question = world.question(i);
                Truth truth = question.truth();
                // Not every party may see every notice: a hit is one that whoever asks is shown.
                if (truth.dataset() == Dataset.Code.UNSPECIFIED
                        && truth.verdict() == Verdict.Code.HIT
                        && !truth.variant().equals(Variant.DOCUMENT_OF_NOTICE.label())) {
                    questions.add(KnownQuestion.of(question.question(), truth.verdict(), truth.recordId()));
                }
            }
            for (long i = 0; i < world.questionCount() && questions.size() < QUESTIONS_MAX; i++) {
                SyntheticQuestion question = world.question(i);
                if (question.truth().verdict() == Verdict.Code.NO_HIT && question.question().hasDocument()) {
                    questions.add(KnownQuestion.of(withHolder(question.question(), world, i), Verdict.Code.UNSPECIFIED, ""));
                }
            }
            return questions;
        }
    };

    private static final int QUESTIONS_MAX = 200_000;
    private static final int HITS_MAX = 10_000;

    private final String label;
    private final String meaning;

    Traffic(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** As it stands in names of figures. */
    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    abstract List<KnownQuestion> questions(SyntheticWorld world);

    /** As a border asks. */
    Mix.Questions asked(SyntheticWorld world) {
        return Mix.REAL.of(questions(world));
    }

    /** Of every kind and truth that is exact: what is asked before anything is measured. */
    static Mix.Questions exact(SyntheticWorld world) {
        List<KnownQuestion> questions = new ArrayList<>(drawn(world, Dataset.Code.TRAVEL_DOCUMENTS));
        questions.addAll(travellers(world));
        return Mix.ALL.of(questions);
    }

    private static List<KnownQuestion> travellers(SyntheticWorld world) {
        // Who is listed, and is found by name alone, needs persons to be listed.
        return drawn(world, Dataset.Code.UNSPECIFIED);
    }

    private static List<KnownQuestion> drawn(SyntheticWorld world, Dataset.Code dataset) {
        List<KnownQuestion> questions = new ArrayList<>();
        for (long i = 0; i < world.questionCount() && questions.size() < QUESTIONS_MAX; i++) {
            SyntheticQuestion question = world.question(i);
            if (question.truth().dataset() == dataset) {
                questions.add(KnownQuestion.of(
                        question.question(), question.truth().verdict(), question.truth().recordId()));
            }
        }
        return questions;
    }

    private static Question withHolder(Question document, SyntheticWorld world, long index) {
        return document.toBuilder()
                .clearDatasets()
                .setPerson(SyntheticTraveller.clear(world.seed() + 1, index).passport())
                .build();
    }
}
