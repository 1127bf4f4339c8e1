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
import java.util.List;

/**
 * Asks a worker for the person that every generation holds, by name and by number, and for a number that nobody has.
 *
 * <p>While the index of names is being rebuilt the person is not found by name, and every answer says so.
 */
final class PersonCanary extends WorkerProbe {
    private static final Dataset.Code DATASET = Dataset.Code.PERSONS;
    private static final Question BY_NAME = question(PersonQuestion.newBuilder()
            .addNames(Name.newBuilder().setSurname(CanaryRecord.SURNAME).setGiven(CanaryRecord.GIVEN))
            .setBirthDate(CanaryRecord.BIRTH_DATE)
            .addNationalities(CanaryRecord.STATE));
    private static final Question BY_NUMBER = question(numbered(CanaryRecord.PERSON_NUMBER));
    private static final Question ABSENT = question(numbered(CanaryRecord.ABSENT_NUMBER));

    PersonCanary() {
        super(BY_NUMBER, ABSENT, BY_NAME);
    }

    @Override
    boolean areRight(List<Answer> answers) {
        Answer byName = answers.get(2);
        return Canary.isFound(answers.get(0), DATASET, Verdict.Code.HIT, CanaryRecord.PERSON_ID)
                && Canary.isClear(answers.get(1), DATASET)
                && (isUnavailable(byName)
                        || Canary.isFound(byName, DATASET, Verdict.Code.POSSIBLE, CanaryRecord.PERSON_ID));
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
