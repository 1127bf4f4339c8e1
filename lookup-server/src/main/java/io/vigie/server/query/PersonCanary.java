package io.vigie.server.query;

import io.vigie.server.index.CanaryRecord;
import io.vigie.v1.Answer;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.Name;
import io.vigie.v1.NationalId;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker for the person that every generation holds, by name and by number, and for a number that nobody has.
 *
 * <p>Without workers it is not asked; while the index of names is being rebuilt
 * it is not found by name, and every answer says so.
 */
final class PersonCanary implements Canary.Probe {
    private static final Dataset.Code DATASET = Dataset.Code.PERSONS;
    private static final Question BY_NAME = question(PersonQuestion.newBuilder()
            .addNames(Name.newBuilder().setSurname(CanaryRecord.SURNAME).setGiven(CanaryRecord.GIVEN))
            .setBirthDate(CanaryRecord.BIRTH_DATE)
            .addNationalities(CanaryRecord.STATE));
    private static final Question BY_NUMBER = question(numbered(CanaryRecord.PERSON_NUMBER));
    private static final Question ABSENT = question(numbered(CanaryRecord.ABSENT_NUMBER));

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
        Answer byNumber = asked.probe(BY_NUMBER);
        Answer absent = asked.probe(ABSENT);
        Answer byName = asked.probe(BY_NAME);
        if (byNumber == null || absent == null || byName == null) {
            return Canary.Outcome.NOT_ASKED;
        }
        boolean right = Canary.isFound(byNumber, DATASET, Verdict.Code.HIT, CanaryRecord.PERSON_ID)
                && Canary.isClear(absent, DATASET)
                && (isUnavailable(byName)
                        || Canary.isFound(byName, DATASET, Verdict.Code.POSSIBLE, CanaryRecord.PERSON_ID));
        return right ? Canary.Outcome.RIGHT : Canary.Outcome.WRONG;
    }

    private static boolean isUnavailable(Answer answer) {
        DatasetState state = Canary.stateOf(answer, DATASET);
        return state != null && state.getReason() == DatasetState.Reason.Code.UNAVAILABLE;
    }

    private static PersonQuestion.Builder numbered(String number) {
        return PersonQuestion.newBuilder()
                .addNationalIds(NationalId.newBuilder().setState(CanaryRecord.STATE).setNumber(number));
    }

    private static Question question(PersonQuestion.Builder person) {
        return Question.newBuilder().setPerson(person).addDatasets(DATASET).build();
    }
}
