package io.vigie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.vigie.v1.AuditEntry;
import io.vigie.v1.Error;
import io.vigie.v1.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private final Usage usage = new Usage();

    @Test
    void countsByPartyAndTellsWhenATerminalAskedLast() {
        ask("FRA/PAF/T1", 100, Verdict.Code.NO_HIT);
        ask("FRA/PAF/T2", 300, Verdict.Code.HIT);
        ask("FRA/PAF/T2", 200, Verdict.Code.REFUSED);
        ask("DEU/BPOL/T1", 400, Verdict.Code.POSSIBLE);

        assertThat(usage.parties()).containsOnlyKeys("DEU", "FRA");
        Usage.Party france = usage.parties().get("FRA");
        assertThat(List.of(france.questions(), france.hits(), france.refused())).containsExactly(3L, 1L, 1L);
        assertThat(usage.terminals()).containsEntry("FRA/PAF/T2", Instant.ofEpochSecond(300));
    }

    @Test
    void tellsTheDelayFromEventToEntry() {
        usage.add(entry("FRA/OCRTIS/T1", 1, AuditEntry.AuditedKind.Code.SUBMIT)
                .addAllDelayDays(List.of(1, 2, 2, 3, 3, 4, 5, 6, 30, 400))
                .build());
        usage.add(entry("DEU/BKA/T1", 1, AuditEntry.AuditedKind.Code.SUBMIT).build());

        Usage.Party france = usage.parties().get("FRA");
        assertThat(List.of(france.delayDays(50), france.delayDays(90), france.delayDays(100)))
                .containsExactly(3, 30, 400);
        assertThat(usage.parties().get("DEU").delayDays(50)).as("nothing dated").isEqualTo(-1);
    }

    @Test
    void countsNoBatchThatWasRefusedAsAWhole() {
        AuditEntry.Builder batch = entry("FRA/OCRTIS/T1", 1, AuditEntry.AuditedKind.Code.SUBMIT);
        usage.add(batch.build());
        usage.add(batch.setError(Error.Code.Value.INVALID_VALUE).build());

        assertThat(usage.parties().get("FRA").batches()).isEqualTo(1);
    }

    @Test
    void countsWhatSeveralPartiesHaveRecordsOf() {
        usage.add(entry("ITA/POLFRONT/T1", 1, AuditEntry.AuditedKind.Code.ASK)
                .addAllOwners(List.of("DEU", "FRA"))
                .build());

        assertThat(usage.parties().get("FRA").shared()).isEqualTo(1);
        assertThat(usage.parties().get("DEU").shared()).isEqualTo(1);
        assertThat(usage.parties().get("ITA").shared()).isZero();
    }

    private void ask(String caller, int second, Verdict.Code verdict) {
        usage.add(entry(caller, second, AuditEntry.AuditedKind.Code.ASK).setVerdict(verdict).build());
    }

    private static AuditEntry.Builder entry(String caller, int second, AuditEntry.AuditedKind.Code kind) {
        return AuditEntry.newBuilder()
                .setCaller(caller)
                .setKind(kind)
                .setTime(Timestamp.newBuilder().setSeconds(second));
    }
}
