package io.vigie.server.query;

import io.vigie.server.index.CanaryRecord;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker for the notice that every generation holds, by its subject and from its list, and for one that nobody does.
 * Without workers it is not asked.
 */
final class NoticeCanary implements Canary.Probe {
    private static final Dataset.Code DATASET = Dataset.Code.NOTICES;
    private static final Question BY_SUBJECT = question(NoticeQuestion.newBuilder().setSubject(CanaryRecord.PERSON_ID));
    private static final Question BY_FILE = question(NoticeQuestion.newBuilder().setFile(CanaryRecord.FILE));
    private static final Question ABSENT = question(NoticeQuestion.newBuilder().setId(CanaryRecord.ABSENT_NOTICE_ID));

    private volatile @Nullable QuestionWorkers workers;

    /** Workers that are asked from now on. */
    void ask(QuestionWorkers of) {
        workers = of;
    }

    @Override
    public Canary.Outcome ask() {
        QuestionWorkers asked = workers;
        if (asked == null) {
            return Canary.Outcome.NOT_ASKED;
        }
        Answer bySubject = asked.probe(BY_SUBJECT);
        Answer byFile = asked.probe(BY_FILE);
        Answer absent = asked.probe(ABSENT);
        if (bySubject == null || byFile == null || absent == null) {
            return Canary.Outcome.NOT_ASKED;
        }
        boolean right = isFound(bySubject) && isFound(byFile) && Canary.isClear(absent, DATASET);
        return right ? Canary.Outcome.RIGHT : Canary.Outcome.WRONG;
    }

    /** Others may keep notices in a file of that name. */
    private static boolean isFound(Answer answer) {
        return answer.getVerdict() == Verdict.Code.HIT
                && answer.getHitsList().stream().anyMatch(hit -> hit.getRecordId().equals(CanaryRecord.NOTICE_ID));
    }

    private static Question question(NoticeQuestion.Builder notice) {
        return Question.newBuilder().setNotice(notice).build();
    }
}
