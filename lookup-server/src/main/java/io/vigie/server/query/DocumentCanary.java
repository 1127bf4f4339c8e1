package io.vigie.server.query;

import io.vigie.server.index.CanaryRecord;
import io.vigie.v1.Dataset;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.DocumentType;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;

/** Asks for the document that every generation holds, and for one that nobody does; by one thread at a time. */
final class DocumentCanary implements Canary.Probe {
    private static final Dataset.Code DATASET = Dataset.Code.TRAVEL_DOCUMENTS;
    private static final Question PRESENT = question(CanaryRecord.NUMBER);

    /** Specimens never take the short way, so it is asked by the number alone. */
    private static final Question PRESENT_BY_NUMBER = Question.newBuilder()
            .setDocument(DocumentQuestion.newBuilder().setNumber(CanaryRecord.NUMBER))
            .build();

    private static final Question ABSENT = question(CanaryRecord.ABSENT_NUMBER);

    private final Burst burst;

    DocumentCanary(Burst burst) {
        this.burst = burst;
    }

    @Override
    public Canary.Outcome ask() {
        boolean right = Canary.isFound(burst.probe(PRESENT), DATASET, Verdict.Code.HIT, CanaryRecord.ID)
                && Canary.isClear(burst.probe(ABSENT), DATASET)
                && !burst.probeClear(PRESENT_BY_NUMBER);
        return right ? Canary.Outcome.RIGHT : Canary.Outcome.WRONG;
    }

    private static Question question(String number) {
        return Question.newBuilder()
                .setDocument(DocumentQuestion.newBuilder()
                        .setNumber(number)
                        .setIssuingState(CanaryRecord.STATE)
                        .setType(DocumentType.Code.PASSPORT))
                .build();
    }
}
