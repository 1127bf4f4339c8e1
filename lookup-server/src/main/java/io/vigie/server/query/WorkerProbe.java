package io.vigie.server.query;

import io.vigie.v1.Answer;
import io.vigie.v1.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A canary's questions to a worker. Without workers, or when one of them is refused for want of room, nothing is asked. */
abstract class WorkerProbe implements Canary.Probe {
    private final List<Question> questions;
    private volatile @Nullable QuestionWorkers workers;

    WorkerProbe(Question... questions) {
        this.questions = List.of(questions);
    }

    /** Whether the answers, in the order of the questions, are right. */
    abstract boolean areRight(List<Answer> answers);

    /** Workers that are asked from now on. */
    final void ask(QuestionWorkers of) {
        workers = of;
    }

    @Override
    public final Canary.Outcome ask() {
        QuestionWorkers asked = workers;
        if (asked == null) {
            return Canary.Outcome.NOT_ASKED;
        }
        List<Answer> answers = new ArrayList<>();
        for (Question question : questions) {
            Answer answer = asked.probe(question);
            if (answer == null) {
                return Canary.Outcome.NOT_ASKED;
            }
            answers.add(answer);
        }
        return areRight(answers) ? Canary.Outcome.RIGHT : Canary.Outcome.WRONG;
    }
}
