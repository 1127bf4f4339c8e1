package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.Action;
import io.vigie.v1.Answer;
import io.vigie.v1.Confidentiality;
import io.vigie.v1.Dataset;
import io.vigie.v1.Hit;
import io.vigie.v1.Instrument;
import io.vigie.v1.Match;
import io.vigie.v1.NoticeColour;
import io.vigie.v1.Verdict;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
    private static final Hit.Builder PERSON = Hit.newBuilder()
            .setRecordId("FRA-P-1")
            .setDataset(Dataset.Code.PERSONS)
            .setMatch(Match.Code.FUZZY)
            .setAction(Action.Code.UN_TRAVEL_BAN)
            .setOwner("FRA");

    @Test
    void abbreviationsStayInCapitals() {
        assertThat(text(PERSON.clone()
                        .setDataset(Dataset.Code.NOTICES)
                        .setColour(NoticeColour.Code.UN_SPECIAL)
                        .setInstrument(Instrument.Code.SIS_ALERT)))
                .contains("UN special SIS alert", "do: UN travel ban", "match fuzzy");
    }

    @Test
    void saysHowAPersonIsCertain() {
        assertThat(text(PERSON.clone())).contains("match fuzzy\n").doesNotContain("certain");
        assertThat(text(PERSON.clone().setCertain(true)))
                .contains("match fuzzy · certain: an id or document number agrees\n");
        assertThat(text(PERSON.clone().setCertain(true).addThrough("FRA-D-1")))
                .contains("match fuzzy · certain through FRA-D-1\n");
        assertThat(text(PERSON.clone().setDataset(Dataset.Code.NOTICES).setCertain(true).addThrough("FRA-D-1")))
                .contains("match fuzzy · through FRA-D-1\n");
    }

    @Test
    void saysWhatMustNotBePassedOn() {
        assertThat(text(PERSON.clone())).doesNotContain("!!");
        assertThat(text(PERSON.clone().setOnward(false).setConfidentiality(Confidentiality.Code.CONFIDENTIAL)))
                .contains("    !! confidential · not to be passed on");
    }

    private static String text(Hit.Builder hit) {
        return AnswerText.of(Answer.newBuilder()
                .setVerdict(Verdict.Code.POSSIBLE)
                .addHits(hit)
                .build());
    }
}
