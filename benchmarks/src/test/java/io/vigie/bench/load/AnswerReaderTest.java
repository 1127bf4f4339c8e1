package io.vigie.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Answer;
import io.vigie.v1.Error;
import io.vigie.v1.Hit;
import io.vigie.v1.Position;
import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final Answer.Builder TWO_HITS = Answer.newBuilder()
            .setId("q1")
            .setVerdict(Verdict.Code.HIT)
            .addHits(Hit.newBuilder().setRecordId("FRA-D-1").setNumber("X1"))
            .addHits(Hit.newBuilder().setRecordId("DEU-D-2").setNumber("X1"))
            .setAsOf(Position.newBuilder().setEpoch(1));

    @Test
    void findsTheRecordAmongTheHits() throws IOException {
        assertThat(isRight(TWO_HITS, Verdict.Code.HIT, "FRA-D-1")).isTrue();
        assertThat(isRight(TWO_HITS, Verdict.Code.HIT, "DEU-D-2")).isTrue();
        assertThat(isRight(TWO_HITS, Verdict.Code.HIT, "")).isTrue();
        assertThat(isRight(TWO_HITS, Verdict.Code.HIT, "UTO-D-3")).isFalse();
    }

    @Test
    void wantsTheVerdictAndTheIdOfTheQuestion() throws IOException {
        assertThat(isRight(TWO_HITS, Verdict.Code.POSSIBLE, "FRA-D-1")).isFalse();
        assertThat(isRight(TWO_HITS.clone().setId("q2"), Verdict.Code.HIT, "FRA-D-1")).isFalse();
        assertThat(isRight(Answer.newBuilder(), Verdict.Code.NO_HIT, "")).isFalse();
    }

    @Test
    void wantsNoHitsWithNoHit() throws IOException {
        Answer.Builder clear = Answer.newBuilder().setId("q1").setVerdict(Verdict.Code.NO_HIT);
        assertThat(isRight(clear, Verdict.Code.NO_HIT, "")).isTrue();
        assertThat(isRight(clear.addHits(Hit.getDefaultInstance()), Verdict.Code.NO_HIT, "")).isFalse();
    }

    @Test
    void takesAVerdictThatItDoesNotKnowForAWrongOne() throws IOException {
        assertThat(isRight(Answer.newBuilder().setId("q1").setVerdictValue(99), Verdict.Code.NO_HIT, "")).isFalse();
    }

    @Test
    void takesANamesakeButNothingCertainWhereNothingCertainIsKnown() throws IOException {
        for (Verdict.Code verdict : Verdict.Code.values()) {
            if (verdict != Verdict.Code.UNRECOGNIZED) {
                boolean right = Set.of(Verdict.Code.NO_HIT, Verdict.Code.POSSIBLE, Verdict.Code.PARTIAL).contains(verdict);
                Answer.Builder answer = Answer.newBuilder().setId("q1").setVerdict(verdict);
                assertThat(isRight(answer, Verdict.Code.UNSPECIFIED, "")).as(verdict.name()).isEqualTo(right);
            }
        }
    }

    @Test
    void tellsAFailureFromAWrongAnswer() throws IOException {
        KnownQuestion question =
                KnownQuestion.of(Question.newBuilder().setId("q1").build(), Verdict.Code.HIT, "FRA-D-1");
        byte[] failure = Answer.newBuilder()
                .setVerdict(Verdict.Code.UNAVAILABLE)
                .setError(Error.newBuilder().setCode(Error.Code.Value.OVERLOADED))
                .build()
                .toByteArray();
        AnswerReader reader = new AnswerReader();
        reader.read(failure, 0, failure.length, question);
        assertThat(reader.isRight(question)).isFalse();
        assertThat(reader.isFailure()).isTrue();
        assertThat(AnswerReader.describe(failure, question))
                .isEqualTo("q1: expected HIT with FRA-D-1, got UNAVAILABLE (OVERLOADED) to ''");
    }

    private static boolean isRight(Answer.Builder answer, Verdict.Code verdict, String recordId) throws IOException {
        KnownQuestion question = KnownQuestion.of(Question.newBuilder().setId("q1").build(), verdict, recordId);
        AnswerReader reader = new AnswerReader();
        byte[] bytes = answer.build().toByteArray();
        byte[] amongOthers = new byte[bytes.length + 6];
        System.arraycopy(bytes, 0, amongOthers, 3, bytes.length);
        reader.read(amongOthers, 3, bytes.length, question);
        return reader.isRight(question);
    }
}
