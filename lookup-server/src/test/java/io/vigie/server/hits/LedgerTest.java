package io.vigie.server.hits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.vigie.server.store.StoreException;
import io.vigie.v1.MessageEntry;
import io.vigie.v1.OwnerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(new Messages.Config(true, 10, 1 << 20, Duration.ofDays(1), Duration.ofSeconds(2)));

    @Test
    void anEntryThatCannotBeReadIsNeverPassedOver() {
        assertThatThrownBy(() -> ledger.replay(new byte[] {0x0A, 0x7F}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("an entry cannot be read");
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(1_000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        assertThatThrownBy(() -> ledger.replay(MessageEntry.newBuilder().setUnknownFields(later).build().toByteArray()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of a later version");
    }

    @Test
    void aPartyAcknowledgesWhatItWasToldAlsoTwiceAndNothingElse() throws MessageException {
        ledger.opened();
        String ofFrance = put("FRA");
        String ofItaly = put("ITA");
        assertThat(take("FRA", ofFrance, "").waiting()).isZero();
        assertThat(take("FRA", ofFrance, "").waiting()).as("once more, of an empty queue").isZero();
        for (String id : List.of(ofItaly, ofFrance.toUpperCase(Locale.ROOT), ledger.newId(), "1", "0".repeat(32))) {
            assertThatThrownBy(() -> take("FRA", id, "")).as(id).isInstanceOf(MessageException.class);
            assertThatThrownBy(() -> take("FRA", "", id)).as(id).isInstanceOf(MessageException.class);
            assertThatThrownBy(() -> take("ESP", id, "")).as(id).isInstanceOf(MessageException.class);
        }
        assertThat(take("ITA", ofItaly, "").waiting()).isZero();
    }

    @Test
    void aReaderThatWaitsTakesWhatComesBehindItsId() throws MessageException {
        ledger.opened();
        Reader reader = new Reader("FRA", "", put("FRA"), 10);
        assertThat(reader.take(ledger).messages()).isEmpty();
        String second = put("FRA");
        assertThat(reader.take(ledger).messages()).extracting(OwnerMessage::getId).containsExactly(second);
    }

    @Test
    void aMessageOfAnotherFolderIsDamage() {
        ledger.opened();
        MessageEntry foreign = MessageEntry.newBuilder()
                .setPut(OwnerMessage.newBuilder().setTo("FRA").setId("0".repeat(32)))
                .build();
        assertThatThrownBy(() -> ledger.replay(foreign.toByteArray()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not of this folder");
    }

    @Test
    void theSameKeyIsOneMessageToEachParty() throws MessageException {
        ledger.opened();
        String first = send("FRA");
        assertThat(send("FRA")).isEqualTo(first);
        assertThat(send("ITA")).isNotEqualTo(first);
        assertThat(ledger.queues().of("FRA").count()).isEqualTo(1);
        assertThat(ledger.queues().of("ITA").count()).isEqualTo(1);
    }

    private String send(String to) throws MessageException {
        return new Sender(ledger, Instant.EPOCH)
                .send(OwnerMessage.newBuilder().setFrom("DEU").setTo(to).setText("Who is this?").build(), "key");
    }

    private Messages.Taken take(String party, String acknowledge, String after) throws MessageException {
        return new Reader(party, acknowledge, after, 10).take(ledger);
    }

    private String put(String party) {
        return ledger.put(OwnerMessage.newBuilder().setTo(party).build()).getId();
    }
}
