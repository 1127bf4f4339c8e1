package io.vigie.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigie.v1.Question;
import io.vigie.v1.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {
    private static final KnownQuestion CLEAR =
            KnownQuestion.of(Question.newBuilder().setId("clear").build(), Verdict.Code.NO_HIT, "");
    private static final KnownQuestion KNOWN =
            KnownQuestion.of(Question.newBuilder().setId("known").build(), Verdict.Code.POSSIBLE, "FRA-D-1");
    private static final List<KnownQuestion> BOTH = List.of(CLEAR, CLEAR, KNOWN);

    @Test
    void realWorldHitsOnceInFifteenThousand() {
        assertThat(knownAmong(Mix.REAL, 14_900)).isZero();
        assertThat(knownAmong(Mix.REAL, 150_010)).isEqualTo(10);
    }

    @Test
    void takesOneKindAloneOrTheFileAsItIs() {
        assertThat(knownAmong(Mix.NO_HIT, 300)).isZero();
        assertThat(knownAmong(Mix.HIT, 300)).isEqualTo(300);
        assertThat(knownAmong(Mix.ALL, 300)).isEqualTo(100);
        assertThat(knownAmong(new Mix(0.25), 300)).isEqualTo(75);
    }

    @Test
    void needsQuestionsOfEachKindThatItMixes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.REAL.of(List.of(CLEAR)));
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.NO_HIT.of(List.of(KNOWN)));
        assertThat(Mix.NO_HIT.of(List.of(CLEAR)).next()).isSameAs(CLEAR);
    }

    private static long knownAmong(Mix mix, int count) {
        Mix.Questions questions = mix.of(BOTH);
        return IntStream.range(0, count).filter(_ -> questions.next() == KNOWN).count();
    }
}
