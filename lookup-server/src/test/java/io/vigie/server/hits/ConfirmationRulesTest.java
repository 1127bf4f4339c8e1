package io.vigie.server.hits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.v1.Confirmation;
import io.vigie.v1.Confirmation.Response;
import io.vigie.v1.Confirmation.Urgency;
import io.vigie.v1.Error;
import io.vigie.v1.KeptHit;
import io.vigie.v1.OwnerMessage;
import io.vigie.wire.ProtoTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One party that asks much takes nothing from others. */
class ConfirmationRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static final OwnerMessage TO_FRANCE =
            OwnerMessage.newBuilder().setTo("FRA").build();

    private final Ledger ledger = opened(100_000);

    @Test
    void askingAboutAHitAgainIsOneRequestWhateverWasAskedMeanwhile() throws MessageException {
        hit(ledger, "DEU", "h1");
        hit(ledger, "DEU", "h2");
        Confirmation first = ask(ledger, "DEU", "h1");
        assertThat(ask(ledger, "DEU", "h2").getId()).isNotEqualTo(first.getId());
        assertThat(ask(ledger, "DEU", "h1")).isEqualTo(first);
        assertThat(ledger.queues().of("FRA").count()).isEqualTo(2);
    }

    @Test
    void aPartyPushesOutItsOwnConfirmationsAloneAndAnsweredOnesFirst() throws MessageException {
        hit(ledger, "ITA", "italian");
        Confirmation italian = ask(ledger, "ITA", "italian");
        hit(ledger, "DEU", "h0");
        Confirmation oldest = ask(ledger, "DEU", "h0");
        hit(ledger, "DEU", "h1");
        Confirmation answered = rules(ledger)
                .run("FRA", Confirmation.newBuilder()
                        .setId(ask(ledger, "DEU", "h1").getId())
                        .setResponse(Response.Code.POSITIVE)
                        .build())
                .getFirst();
        for (int i = 2; i <= Confirmed.CONFIRMATIONS_OF_PARTY_MAX; i++) {
            hit(ledger, "DEU", "h" + i);
            var _ = ask(ledger, "DEU", "h" + i);
        }
        assertThat(ledger.confirmed().byId(answered.getId())).isNull();
        assertThat(ledger.confirmed().byId(oldest.getId())).isNotNull();
        hit(ledger, "DEU", "more");
        var _ = ask(ledger, "DEU", "more");
        assertThat(ledger.confirmed().byId(oldest.getId())).isNull();
        assertThat(ledger.confirmed().byId(italian.getId())).isNotNull();
    }

    @Test
    void whoWritesMuchKeepsNobodyFromAskingAndWhoAsksMuchKeepsNoHitOut() throws MessageException {
        Ledger small = opened(8);
        for (int i = 0; i < 4; i++) {
            text(small);
        }
        assertThatThrownBy(() -> text(small)).isInstanceOfSatisfying(MessageException.class, this::isOverloaded);
        for (String id : new String[] {"h1", "h2", "h3", "h4"}) {
            hit(small, "DEU", id);
        }
        var _ = ask(small, "DEU", "h1");
        var _ = ask(small, "DEU", "h2");
        assertThatThrownBy(() -> ask(small, "DEU", "h3"))
                .isInstanceOfSatisfying(MessageException.class, this::isOverloaded);
        var _ = ask(small, "DEU", "h3", Urgency.Code.URGENT);
        assertThatThrownBy(() -> ask(small, "DEU", "h4", Urgency.Code.URGENT))
                .isInstanceOfSatisfying(MessageException.class, this::isOverloaded);
        assertThat(small.queues().hasRoom(TO_FRANCE, Queues.Share.ALL)).isTrue();
    }

    private void isOverloaded(MessageException e) {
        assertThat(e.error().getCode()).isEqualTo(Error.Code.Value.OVERLOADED);
    }

    private static void text(Ledger ledger) throws MessageException {
        var _ = new Sender(ledger, NOW).send(TO_FRANCE, "");
    }

    private static Ledger opened(int partyMax) {
        Ledger ledger =
                new Ledger(new Messages.Config(true, partyMax, 64 << 20, Duration.ofDays(1), Duration.ofSeconds(2)));
        ledger.opened();
        return ledger;
    }

    private static void hit(Ledger ledger, String party, String id) {
        ledger.keep(KeptHit.newBuilder()
                .setHitId(id)
                .setRecordId("D-1")
                .setOwner("FRA")
                .setParty(party)
                .setTime(ProtoTime.of(NOW))
                .build());
    }

    private static Confirmation ask(Ledger ledger, String party, String hitId) throws MessageException {
        return ask(ledger, party, hitId, Urgency.Code.ROUTINE);
    }

    private static Confirmation ask(Ledger ledger, String party, String hitId, Urgency.Code urgency)
            throws MessageException {
        return rules(ledger)
                .run(party, Confirmation.newBuilder()
                        .setHitId(hitId)
                        .setUrgency(urgency)
                        .build())
                .getFirst();
    }

    private static ConfirmationRules rules(Ledger ledger) {
        return new ConfirmationRules(ledger, Duration.ofDays(1), NOW);
    }
}
