package io.vigie.server.hits;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.v1.KeptHit;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every hit is counted in one message, whenever it falls. */
class HitRulesTest {
    private static final Messages.Config CONFIG =
            new Messages.Config(true, 100, 1 << 20, Duration.ofDays(1), Duration.ofSeconds(2));
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    private final Ledger ledger = opened();
    private int hits;

    @Test
    void aHitBetweenTheEndOfAnHourAndTheNextTickTellsWhatTheHourHasCounted() {
        hit("D-1", START);
        taken();
        hit("D-1", START.plusSeconds(60));
        hit("D-1", START.plusSeconds(120));
        hit("D-1", START.plus(Duration.ofHours(1)).plusMillis(20));
        assertThat(taken()).extracting(OwnerMessage::getCount).containsExactly(1, 2, 1);
    }

    @Test
    void anHourThatBeginsAnewKeepsNoOtherFromBeingTold() {
        Instant end = START.plus(Duration.ofHours(1));
        hit("D-1", START);
        hit("D-2", START.plusMillis(10));
        taken();
        hit("D-2", START.plusSeconds(60));
        hit("D-1", end);
        tick(end.plusMillis(20));
        assertThat(taken())
                .filteredOn(message -> message.getRecordId().equals("D-2"))
                .extracting(OwnerMessage::getCount)
                .containsExactly(1, 1);
    }

    @Test
    void hoursEndInTheirOrderAlsoWhenTheyWereReadAgain() {
        Instant end = START.plus(Duration.ofHours(1));
        hit("D-1", START);
        hit("D-2", START.plusMillis(10));
        hit("D-1", end);
        Ledger again = new Ledger(CONFIG);
        ledger.takeUnwritten().forEach(again::replay);
        again.opened();
        assertThat(again.counting().over(end.plusMillis(20)))
                .extracting(window -> window.getFirst().getRecordId())
                .containsExactly("D-2");
    }

    private static Ledger opened() {
        Ledger ledger = new Ledger(CONFIG);
        ledger.opened();
        return ledger;
    }

    private void hit(String recordId, Instant now) {
        OwnerMessage message = OwnerMessage.newBuilder()
                .setKind(OwnerMessage.Kind.Code.HIT)
                .setFrom("DEU")
                .setTo("FRA")
                .setRecordId(recordId)
                .setCertain(true)
                .setTime(ProtoTime.of(now))
                .build();
        KeptHit hit = KeptHit.newBuilder()
                .setHitId("h" + ++hits)
                .setParty("DEU")
                .setRecordId(recordId)
                .setTime(ProtoTime.of(now))
                .build();
        new HitRules(ledger, now).tell(new HitReport(hit, message, true));
    }

    private void tick(Instant now) {
        ledger.counting().over(now).forEach(new HitRules(ledger, now)::end);
    }

    private List<OwnerMessage> taken() {
        return ledger.queues().of("FRA").take(0, 100);
    }
}
