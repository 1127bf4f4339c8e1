package io.vigie.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.query.Verdicts.Found;
import io.vigie.server.query.Verdicts.Weight;
import io.vigie.v1.Dataset;
import io.vigie.v1.DatasetState;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Freshness;
import io.vigie.v1.Hit;
import io.vigie.v1.Match;
import io.vigie.v1.NoticeStatus;
import io.vigie.v1.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {
    @ParameterizedTest
    @CsvSource({
        "STOLEN, false, CERTAIN", "LOST, false, CERTAIN", "STOLEN_BLANK, false, CERTAIN", "REVOKED, false, CERTAIN",
        "INVALID, false, CERTAIN", "FALSE, false, CERTAIN", "MISAPPROPRIATED, false, CERTAIN",
        "RECOVERED, false, POSSIBLE", "RECOVERED, true, POSSIBLE", "VALID, true, CERTAIN", "VALID, false, NONE",
        "UNSPECIFIED, false, POSSIBLE", "UNRECOGNIZED, false, POSSIBLE"
    })
    void weighsADocumentByItsStatus(DocumentStatus.Code status, boolean tied, Weight weight) {
        for (Match.Code match : Match.Code.values()) {
            Weight expected = match == Match.Code.NEAR && weight == Weight.CERTAIN ? Weight.POSSIBLE : weight;
            assertThat(Verdicts.weigh(new Found.OfDocument(status, tied, match)))
                    .as("%s", match)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(DocumentStatus.Code.class)
    void aTieNeverMakesADocumentWeighLess(DocumentStatus.Code status) {
        for (Match.Code match : Match.Code.values()) {
            Weight tied = Verdicts.weigh(new Found.OfDocument(status, true, match));
            assertThat(tied).isLessThanOrEqualTo(Verdicts.weigh(new Found.OfDocument(status, false, match)));
        }
    }

    @Test
    void aPersonIsCertainWhenANumberOfTheirsAgrees() {
        assertThat(Verdicts.weigh(new Found.OfPerson(true))).isEqualTo(Weight.CERTAIN);
        assertThat(Verdicts.weigh(new Found.OfPerson(false))).isEqualTo(Weight.POSSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, true", "UNDER_REVIEW, true", "UNRECOGNIZED, true", "UNSPECIFIED, false", "REQUESTED, false",
        "SUSPENDED, false", "REFUSED, false", "CANCELLED, false", "EXPIRED, false", "PURGED, false"
    })
    void onlyActiveNoticesCount(NoticeStatus.Code status, boolean active) {
        assertThat(Verdicts.weigh(new Found.OfNotice(status, true))).isEqualTo(active ? Weight.CERTAIN : Weight.NONE);
        assertThat(Verdicts.weigh(new Found.OfNotice(status, false))).isEqualTo(active ? Weight.POSSIBLE : Weight.NONE);
        Hit shown = Hit.newBuilder().setDataset(Dataset.Code.NOTICES).setStatus(status.name()).build();
        assertThat(Verdicts.counts(shown)).isEqualTo(active);
    }

    @Test
    void saysNoHitOnlyWhenEverythingAskedAnsweredAndTheDataIsFresh() {
        for (List<DatasetState> datasets : allCombinations()) {
            for (Freshness.Code freshness : Freshness.Code.values()) {
                Verdict.Code verdict = Verdicts.of(false, false, datasets, freshness);
                boolean allAnswered = datasets.stream()
                        .noneMatch(dataset -> dataset.getState() == DatasetState.State.Code.INCOMPLETE
                                || dataset.getState() == DatasetState.State.Code.UNSPECIFIED
                                || dataset.getState() == DatasetState.State.Code.UNRECOGNIZED);
                boolean oneAnswered = datasets.stream()
                        .anyMatch(dataset -> dataset.getState() == DatasetState.State.Code.ANSWERED);
                boolean clear = allAnswered && oneAnswered && freshness == Freshness.Code.FRESH;
                assertThat(verdict == Verdict.Code.NO_HIT).as("%s %s", datasets, freshness).isEqualTo(clear);
                assertThat(verdict).isIn(Verdict.Code.NO_HIT, Verdict.Code.PARTIAL, Verdict.Code.UNAVAILABLE);
            }
        }
    }

    @Test
    void saysWhatWasFoundWhateverIsMissing() {
        for (List<DatasetState> datasets : allCombinations()) {
            assertThat(Verdicts.of(true, true, datasets, Freshness.Code.STALE)).isEqualTo(Verdict.Code.HIT);
            assertThat(Verdicts.of(false, true, datasets, Freshness.Code.STALE)).isEqualTo(Verdict.Code.POSSIBLE);
        }
    }

    private static List<List<DatasetState>> allCombinations() {
        List<DatasetState> one = new ArrayList<>();
        for (DatasetState.State.Code state : DatasetState.State.Code.values()) {
            for (DatasetState.Reason.Code reason : DatasetState.Reason.Code.values()) {
                if (state != DatasetState.State.Code.UNRECOGNIZED && reason != DatasetState.Reason.Code.UNRECOGNIZED) {
                    one.add(DatasetState.newBuilder()
                            .setDataset(Dataset.Code.PERSONS)
                            .setState(state)
                            .setReason(reason)
                            .build());
                }
            }
        }
        List<List<DatasetState>> pairs = new ArrayList<>();
        for (DatasetState a : one) {
            for (DatasetState b : one) {
                pairs.add(List.of(a, b));
            }
        }
        return pairs;
    }
}
