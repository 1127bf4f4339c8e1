package io.vigie.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentQuestion;
import io.vigie.v1.Error;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
import io.vigie.v1.NoticeQuestion;
import io.vigie.v1.PersonQuestion;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final int UNKNOWN = 99;

    /** How the datasets of an answer ended. */
    enum Datasets {
        NONE,
        ANSWERED,
        ANSWERED_AND_NOT_ASKED,
        NOT_ASKED,
        INCOMPLETE,
        ANSWERED_AND_INCOMPLETE,
        ANSWERED_AND_UNKNOWN,
        ANSWERED_WITHOUT_NAME;

        List<DatasetState> states() {
            DatasetState answered = state(Dataset.Code.TRAVEL_DOCUMENTS, DatasetState.State.Code.ANSWERED_VALUE);
            DatasetState incomplete = state(Dataset.Code.PERSONS, DatasetState.State.Code.INCOMPLETE_VALUE);
            DatasetState notAsked = state(Dataset.Code.NOTICES, DatasetState.State.Code.NOT_ASKED_VALUE);
            return switch (this) {
                case NONE -> List.of();
                case ANSWERED -> List.of(answered);
                case ANSWERED_AND_NOT_ASKED -> List.of(answered, notAsked);
                case NOT_ASKED -> List.of(notAsked);
                case INCOMPLETE -> List.of(incomplete);
                case ANSWERED_AND_INCOMPLETE -> List.of(answered, incomplete);
                case ANSWERED_AND_UNKNOWN -> List.of(answered, state(Dataset.Code.PERSONS, UNKNOWN));
                case ANSWERED_WITHOUT_NAME ->
                    List.of(state(Dataset.Code.UNSPECIFIED, DatasetState.State.Code.ANSWERED_VALUE));
            };
        }

        boolean clear() {
            return this == ANSWERED || this == ANSWERED_AND_NOT_ASKED;
        }
    }

    /** One combination of everything that decides. */
    private record Case(
            int verdict, boolean complete, int freshness, int hits, Datasets datasets, boolean error) {
        io.vigie.v1.Answer message() {
            io.vigie.v1.Answer.Builder message = io.vigie.v1.Answer.newBuilder()
                    .setId("q1")
                    .setVerdictValue(verdict)
                    .setComplete(complete)
                    .setFreshnessValue(freshness)
                    .addAllDatasets(datasets.states());
            for (int i = 0; i < hits; i++) {
                message.addHits(Hit.newBuilder().setRecordId("FRA-D-000" + i));
            }
            if (error) {
                message.setError(Error.newBuilder().setCode(Error.Code.Value.OVERLOADED));
            }
            return message.build();
        }

        Class<? extends Answer> expected() {
            return switch (verdict) {
                case Verdict.Code.HIT_VALUE, Verdict.Code.POSSIBLE_VALUE ->
                    hits > 0 ? Answer.Hits.class : Answer.Failed.class;
                case Verdict.Code.PARTIAL_VALUE -> hits > 0 ? Answer.Failed.class : Answer.Incomplete.class;
                case Verdict.Code.NO_HIT_VALUE -> nothingKnown();
                default -> Answer.Failed.class;
            };
        }

        Error.Code.Value expectedCode() {
            boolean told = verdict >= Verdict.Code.INVALID_VALUE && verdict <= Verdict.Code.UNAVAILABLE_VALUE;
            return told && error ? Error.Code.Value.OVERLOADED : Error.Code.Value.EMPTY_ANSWER;
        }

        boolean wholeAndFresh() {
            return complete && datasets.clear() && isFresh();
        }

        private Class<? extends Answer> nothingKnown() {
            if (hits > 0 || !complete || !datasets.clear()) {
                return Answer.Failed.class;
            }
            return isFresh() ? Answer.Clear.class : Answer.Incomplete.class;
        }

        private boolean isFresh() {
            return freshness == Freshness.Code.FRESH_VALUE;
        }
    }

    @Test
    void saysNoMoreThanTheMessageBearsOut() {
        for (Case each : everyCase()) {
            Answer answer = Answer.of(each.message());

            assertThat(answer).as("%s", each).isExactlyInstanceOf(each.expected());
            assertThat(answer.message().getId()).isEqualTo("q1");
            if (answer instanceof Answer.Failed failed) {
                assertThat(failed.code()).as("%s", each).isEqualTo(each.expectedCode());
                assertThat(failed.message().getVerdict())
                        .isIn(Verdict.Code.INVALID, Verdict.Code.REFUSED, Verdict.Code.UNAVAILABLE);
            } else {
                assertThat(answer.message()).isEqualTo(each.message());
            }
            if (answer instanceof Answer.Hits found) {
                assertThat(found.certain()).as("%s", each).isEqualTo(each.verdict == Verdict.Code.HIT_VALUE);
                assertThat(found.complete()).as("%s", each).isEqualTo(each.wholeAndFresh());
            }
        }
    }

    @Test
    void recordsCannotBeBuiltAroundTheRules() {
        for (Case each : everyCase()) {
            io.vigie.v1.Answer message = each.message();
            Class<? extends Answer> allowed = Answer.of(message).message().equals(message)
                    ? Answer.of(message).getClass()
                    : Answer.class;
            assertBuilds(each, allowed == Answer.Clear.class, () -> new Answer.Clear(message));
            assertBuilds(each, allowed == Answer.Hits.class, () -> new Answer.Hits(message));
            assertBuilds(each, allowed == Answer.Incomplete.class, () -> new Answer.Incomplete(message));
            assertBuilds(each, allowed == Answer.Failed.class, () -> new Answer.Failed(message));
        }
    }

    private static void assertBuilds(Case each, boolean allowed, ThrowingCallable build) {
        if (allowed) {
            assertThatCode(build).as("%s", each).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(build).as("%s", each).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Case> everyCase() {
        List<Case> all = new ArrayList<>();
        for (int verdict : new int[] {0, 1, 2, 3, 4, 5, 6, 7, UNKNOWN}) {
            for (boolean complete : new boolean[] {true, false}) {
                for (int freshness : new int[] {0, 1, 2, UNKNOWN}) {
                    for (int hits = 0; hits <= 2; hits++) {
                        for (Datasets datasets : Datasets.values()) {
                            for (boolean error : new boolean[] {true, false}) {
                                all.add(new Case(verdict, complete, freshness, hits, datasets, error));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    @Test
    void clearsOnlyWhenEveryDatasetThatTheQuestionAsksHasAnswered() {
        Question.Builder any = Question.newBuilder();
        assertNeeds(
                any.clone().setDocument(DocumentQuestion.getDefaultInstance()), Dataset.Code.TRAVEL_DOCUMENTS);
        assertNeeds(
                any.clone().setPerson(PersonQuestion.getDefaultInstance()),
                Dataset.Code.PERSONS,
                Dataset.Code.NOTICES);
        assertNeeds(
                any.clone().addMrz("P<UTO"),
                Dataset.Code.TRAVEL_DOCUMENTS,
                Dataset.Code.PERSONS,
                Dataset.Code.NOTICES);
        assertNeeds(any.clone().setNotice(NoticeQuestion.getDefaultInstance()), Dataset.Code.NOTICES);
        assertNeeds(any.clone().addMrz("P<UTO").addDatasets(Dataset.Code.PERSONS), Dataset.Code.PERSONS);
    }

    /** These datasets are enough, and none of them can be missing. */
    private static void assertNeeds(Question.Builder question, Dataset.Code... needed) {
        assertThat(AnswerCheck.askedFault(question.build(), answeredBy(List.of(needed)))).isNull();
        for (Dataset.Code missing : needed) {
            List<Dataset.Code> others = new ArrayList<>(List.of(needed));
            others.remove(missing);
            assertThat(AnswerCheck.askedFault(question.build(), answeredBy(others)))
                    .isEqualTo("datasets: " + missing + " was asked and did not answer");
        }
    }

    private static io.vigie.v1.Answer answeredBy(List<Dataset.Code> datasets) {
        io.vigie.v1.Answer.Builder answer = io.vigie.v1.Answer.newBuilder();
        datasets.forEach(dataset -> answer.addDatasets(state(dataset, DatasetState.State.Code.ANSWERED_VALUE)));
        return answer.build();
    }

    @Test
    void defaultMessageIsFailed() {
        assertThat(Answer.of(io.vigie.v1.Answer.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(Error.Code.Value.EMPTY_ANSWER));
    }

    @Test
    void failedCarriesWhatTheServerSaid() {
        io.vigie.v1.Answer message = io.vigie.v1.Answer.newBuilder()
                .setVerdict(Verdict.Code.INVALID)
                .setError(Error.newBuilder()
                        .setCode(Error.Code.Value.INVALID_VALUE)
                        .setMessage("number: empty")
                        .setField("document.number"))
                .build();

        assertThat(Answer.of(message)).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(Error.Code.Value.INVALID_VALUE);
            assertThat(failed.reason()).isEqualTo("number: empty");
            assertThat(failed.field()).isEqualTo("document.number");
        });
    }

    private static DatasetState state(Dataset.Code dataset, int state) {
        return DatasetState.newBuilder().setDataset(dataset).setStateValue(state).build();
    }
}
