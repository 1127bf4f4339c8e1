package io.vigie.server.query;

import io.vigie.server.index.CanaryRecord;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.util.List;

/**
 * Asks a worker for the notice that every generation holds, by its subject and from its list, and for one that nobody does.
 */
final class NoticeCanary extends WorkerProbe {
    private static final Dataset.Code DATASET = Dataset.Code.NOTICES;
    private static final Question BY_SUBJECT = question(NoticeQuestion.newBuilder().setSubject(CanaryRecord.PERSON_ID));
    private static final Question BY_FILE = question(NoticeQuestion.newBuilder().setFile(CanaryRecord.FILE));
    private static final Question ABSENT = question(NoticeQuestion.newBuilder().setId(CanaryRecord.ABSENT_NOTICE_ID));

    NoticeCanary() {
        super(BY_SUBJECT, BY_FILE, ABSENT);
    }

    @Override
    boolean areRight(List<Answer> answers) {
        return isFound(answers.get(0)) && isFound(answers.get(1)) && Canary.isClear(answers.get(2), DATASET);
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
